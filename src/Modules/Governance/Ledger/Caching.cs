using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Governance.Ledger;

// What the ledger has once said stays as it is; only where it ends moves.
internal static class Caching
{
    public static void KeepForEver(this HttpResponse response) => response.Headers.CacheControl = "public, max-age=31536000, immutable";

    public static void KeepFor(this HttpResponse response, int seconds) =>
        response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={seconds}");
}
