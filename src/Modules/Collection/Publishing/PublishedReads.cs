using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Publishing;

// What of an organisation's hand-ins is public, and the way back from it: the rows of the dataset with the cells that they came from,
// the receipt, the digest, and the ledger's entry. The values are those of the dataset, which the release gate may have masked.
public sealed class PublishedReads
{
    public const int PublishedMax = 500;

    private readonly CollectionDb _db;

    internal PublishedReads(CollectionDb db) => _db = db;

    // Newest period first.
    public async Task<PublishedView> OfAsync(Guid organisation, CancellationToken ct)
    {
        var member = await _db.Members.AsNoTracking().Where(m => m.OrganisationId == organisation).OrderBy(m => m.Name).Select(m => new { m.Name, m.Uscc }).FirstOrDefaultAsync(ct)
            ?? throw CollectionRefusals.OrganisationNotAsked();
        var found = await (
            from submission in _db.Submissions.AsNoTracking()
            where submission.OrganisationId == organisation && submission.State == SubmissionState.Locked
            join handIn in _db.HandIns on new { submission.OrganisationId, submission.Id, Number = submission.HandInNumber }
                equals new { handIn.OrganisationId, Id = handIn.SubmissionId, handIn.Number }
            join period in _db.Periods on submission.PeriodId equals period.Id
            join task in _db.Tasks on submission.TaskId equals task.Id
            where period.Dataset != null
            orderby period.FirstOn descending, task.Id
            select new { Task = task.Id, task.Title, period.Code, period.Dataset, handIn }).Take(PublishedMax).ToListAsync(ct);
        var ids = found.Select(f => LedgerEntryId.From(f.handIn.LedgerId)).ToList();
        var entries = await _db.Whole.Set<LedgerEntry>().AsNoTracking().Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Index }).ToDictionaryAsync(e => e.Id.Value, e => e.Index, ct);
        return new PublishedView(organisation, member.Name, member.Uscc, [.. found.Select(f => new PublishedHandIn(
            f.Task.Value, f.Title, f.Code, f.Dataset!, f.handIn.Receipt, f.handIn.At, f.handIn.Sha256, entries.TryGetValue(f.handIn.LedgerId, out var index) ? index : null))]);
    }
}

public sealed record PublishedView(Guid Organisation, string Name, string? Uscc, IReadOnlyList<PublishedHandIn> HandIns);

// The rows of the hand-in are those of the dataset whose receipt is this one.
public sealed record PublishedHandIn(Guid Task, string Title, string Period, string Dataset, string Receipt, DateTime HandedInAt, string Sha256, long? LedgerIndex)
{
    public string Rows => $"/datasets/{Dataset}?receipt={Uri.EscapeDataString(Receipt)}";
}

internal static class ReadPublished
{
    public static async Task<Ok<PublishedView>> Handle(Guid organisation, PublishedReads published, CancellationToken ct) => TypedResults.Ok(await published.OfAsync(organisation, ct));
}
