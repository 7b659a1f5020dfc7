using Gongxin.Kernel.Http;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Ledger;

// The keys that sign and signed, with what vouches for each; the last one signs now.
internal static class ListKeys
{
    /// <param name="Key">Public key in the form of C2SP signed notes.</param>
    /// <param name="From">Entry that brought it.</param>
    /// <param name="Change"><c>first</c>, <c>rotated</c> or <c>replaced</c>.</param>
    /// <param name="IsCurrent">Does it sign now?</param>
    /// <param name="SignedByKey">Its own signature under the change, base64.</param>
    /// <param name="SignedByPrevious">Signature of the key before it, base64; absent for the first and after a loss.</param>
    internal sealed record Response(string Key, long From, string Change, bool IsCurrent, string SignedByKey, string? SignedByPrevious);

    public static async Task<Ok<PageOf<Response>>> Handle(LedgerReader ledger, HttpResponse response, CancellationToken ct)
    {
        var history = await ledger.KeysAsync(ct);
        var keys = history.All.Select(k => new Response(
            k.Record.Key, k.From, Name(k.Record.Change), k.Key == history.Current, k.Record.SignedByKey, k.Record.SignedByPrevious)).ToList();
        response.KeepFor(seconds: 60);
        return TypedResults.Ok(new PageOf<Response>(keys, keys.Count, null));
    }

    private static string Name(KeyChange change) => change switch
    {
        KeyChange.First => "first",
        KeyChange.Rotated => "rotated",
        _ => "replaced",
    };
}
