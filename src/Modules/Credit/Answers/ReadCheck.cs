using System.Text;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Seals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Answers;

// Answers that were given, for whoever asked: the file proves what was asked, what was answered and when.
internal sealed class CheckReads(CreditDb credit, LedgerReader ledger, CurrentActor current)
{
    // Null while the ledger has not numbered it yet.
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.check-not-found</c>, also when somebody else asked.</exception>
    public async Task<byte[]?> FileAsync(Guid id, CancellationToken ct)
    {
        var (wanted, actor, organisation) = (new CheckId(id), current.Actor.Id, current.Actor.Organisation);
        var check = await credit.Checks.AsNoTracking()
            .Where(c => c.Id == wanted && (c.ActorId == actor || (organisation != null && c.OrganisationId == organisation))).FirstOrDefaultAsync(ct)
            ?? throw CreditRefusals.CheckNotFound();
        var batch = await credit.CheckBatches.AsNoTracking().SingleAsync(b => b.Id == check.BatchId, ct);
        var leaves = await credit.Checks.AsNoTracking().Where(c => c.BatchId == batch.Id).OrderBy(c => c.Number).Select(c => c.LeafHash).ToListAsync(ct);
        return await ledger.SealAsync(Encoding.UTF8.GetBytes(check.Answer), Seal.PlaceOf(leaves, check.Number), batch.EntryId, ct);
    }
}

internal static class ReadCheck
{
    private const string RetryAfterSeconds = "1";

    public static async Task<Results<FileContentHttpResult, Accepted>> Handle(Guid id, HttpContext http, CheckReads reads, CancellationToken ct)
    {
        if (await reads.FileAsync(id, ct) is { } file)
        {
            return TypedResults.File(file, SealedDocument.MediaType, $"credit-check-{id}.json");
        }

        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Accepted((string?)null);
    }
}
