using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Ledger;

// The feed for nodes and mirrors: entries in order; the next page begins at "next".
internal static class ListEntries
{
    public static async Task<Ok<PageOf<EntryView>>> Handle(
        LedgerQueries ledger, HttpResponse response, CancellationToken ct, long from = 0, int limit = LedgerQueries.EntriesDefault)
    {
        var page = await ledger.EntriesAsync(from, limit, ct);
        response.KeepFor(seconds: 1);
        return TypedResults.Ok(page);
    }
}
