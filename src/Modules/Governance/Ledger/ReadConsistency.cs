using Gongxin.Kernel.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Ledger;

// Shows that the ledger as it was is the beginning of the ledger as it is: nothing was taken out or changed.
internal static class ReadConsistency
{
    /// <param name="From">The smaller size.</param>
    /// <param name="FromRoot">Its root, base64.</param>
    /// <param name="To">The larger size.</param>
    /// <param name="ToRoot">Its root, base64.</param>
    /// <param name="Proof">RFC 6962, section 2.1.2; base64.</param>
    internal sealed record Response(long From, string FromRoot, long To, string ToRoot, IReadOnlyList<string> Proof);

    /// <param name="from">The smaller size.</param>
    /// <param name="to">The larger size; left out, the newest.</param>
    public static async Task<Ok<Response>> Handle(long from, long? to, LedgerReader ledger, HttpResponse response, CancellationToken ct)
    {
        var size = await ledger.SizeAsync(ct);
        var newSize = to ?? size;
        if (from < 0 || newSize > size || from > newSize)
        {
            throw GovernanceRefusals.SizesOutOfRange(size);
        }

        var proof = await ledger.ConsistencyAsync(from, newSize, ct);
        if (to is not null)
        {
            response.KeepForEver();
        }

        return TypedResults.Ok(new Response(
            from,
            Convert.ToBase64String((await ledger.RootAsync(from, ct))!),
            newSize,
            Convert.ToBase64String((await ledger.RootAsync(newSize, ct))!),
            [.. proof.Select(Convert.ToBase64String)]));
    }
}
