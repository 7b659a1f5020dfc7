using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gongxin.Catalogue.Versions.Withdrawals;

// How a withdrawal stands in the ledger. The reason is free text and stays outside: the ledger holds its digest.
internal static class WithdrawalFact
{
    public const string VersionKind = "dataset.version-withdrawn";
    public const string DatasetKind = "dataset.withdrawn";

    public static string NameOf(WithdrawalKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static string DigestOf(string reason) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reason)));
}
