using Gongxin.Kernel.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Ledger;

// C2SP tlog-tiles: <prefix>/checkpoint.
internal static class ReadCheckpoint
{
    public const string MediaType = "text/plain; charset=utf-8";

    public static async Task<Results<ContentHttpResult, NotFound>> Handle(LedgerReader ledger, HttpResponse response, CancellationToken ct)
    {
        if (await ledger.CheckpointAsync(ct) is not { } checkpoint)
        {
            return TypedResults.NotFound();
        }

        response.KeepFor(seconds: 1);
        return TypedResults.Text(checkpoint.Note, MediaType);
    }
}
