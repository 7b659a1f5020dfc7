using System.Globalization;
using System.Text;
using Gongxin.Kernel.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Ledger;

// A C2SP tlog-proof that holds the entry itself: checked without this node by whoever has its public key.
internal static class DownloadProof
{
    public static async Task<Results<FileContentHttpResult, NotFound>> Handle(
        long index, LedgerReader ledger, HttpResponse response, CancellationToken ct)
    {
        if (await ledger.ProofAsync(index, ct) is not { } proof)
        {
            return TypedResults.NotFound();
        }

        response.KeepFor(seconds: 1);
        var name = string.Create(CultureInfo.InvariantCulture, $"entry-{index}{LedgerProof.FileExtension}");
        return TypedResults.File(Encoding.UTF8.GetBytes(proof), LedgerProof.MediaType, name);
    }
}
