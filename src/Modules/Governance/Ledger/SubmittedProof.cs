using System.Text;
using Gongxin.Kernel.Ledger;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Governance.Ledger;

// A proof from the form: the file when one was chosen, otherwise the text.
internal static class SubmittedProof
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string? text, IFormFile? file, CancellationToken ct)
    {
        if (file is not { Length: > 0 })
        {
            // Blanks around a pasted text are not the reader's mistake; the line end that a note must have is put back.
            return string.IsNullOrWhiteSpace(text) ? default : Encoding.UTF8.GetBytes(text.Trim() + "\n");
        }

        if (file.Length > LedgerProof.BytesMax)
        {
            throw GovernanceRefusals.ProofTooLarge(LedgerProof.BytesMax);
        }

        var bytes = new byte[file.Length];
        await using var content = file.OpenReadStream();
        await content.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
