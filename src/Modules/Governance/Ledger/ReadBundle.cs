using Gongxin.Kernel.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Ledger;

// C2SP tlog-tiles: <prefix>/tile/entries/<N>[.p/<W>].
internal static class ReadBundle
{
    public static async Task<Results<FileContentHttpResult, NotFound>> Handle(
        string path, LedgerReader ledger, HttpResponse response, CancellationToken ct)
    {
        if (LedgerTile.TryParse(level: 0, path) is not { } bundle || await ledger.BundleAsync(bundle, ct) is not { } entries)
        {
            return TypedResults.NotFound();
        }

        response.KeepForEver();
        return TypedResults.Bytes(entries, "application/octet-stream");
    }
}
