using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Ledger;

internal static class ReadEntry
{
    public static async Task<Results<Ok<EntryView>, NotFound>> Handle(long index, LedgerQueries ledger, HttpResponse response, CancellationToken ct)
    {
        if (await ledger.EntryAsync(index, ct) is not { } entry)
        {
            return TypedResults.NotFound();
        }

        response.KeepForEver();
        return TypedResults.Ok(entry);
    }
}
