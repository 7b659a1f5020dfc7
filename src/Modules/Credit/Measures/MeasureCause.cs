using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Lists;
using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Credit.Records;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Measures;

// For what measures are taken, and which body decided it.
internal sealed record MeasureCause(bool IsRecord, Guid Id, SubjectId Subject, string Uscc, string Name, Guid BodyId, string BodyUscc, string BodyName, string Number)
{
    // Only what is public today causes anything.
    public static async Task<MeasureCause?> FindAsync(CreditDb credit, ISubjects subjects, string cause, Guid id, DateOnly today, CancellationToken ct)
    {
        if (cause != Memorandum.PenaltyCause)
        {
            var entryId = new ListEntryId(id);
            var entry = await ListReads.ListedOn(credit, today).SingleOrDefaultAsync(e => e.Id == entryId && e.List == cause, ct);
            return entry is null ? null : Of(entry);
        }

        var recordId = new RecordId(id);
        var record = await credit.ShownOn(today).SingleOrDefaultAsync(r => r.Id == recordId && r.Kind == RecordKind.Penalty, ct);
        return record is null ? null : new(
            true, id, record.SubjectId, record.SubjectUscc, record.SubjectName, await BodyAsync(subjects, record.AuthorityUscc, ct), record.AuthorityUscc, record.Authority, record.Number);
    }

    public static MeasureCause Of(ListEntry entry) => new(
        false, entry.Id.Value, entry.SubjectId, entry.SubjectUscc, entry.SubjectName, entry.BodyId, entry.BodyUscc, entry.BodyName, entry.Number ?? "");

    private static async Task<Guid> BodyAsync(ISubjects subjects, string uscc, CancellationToken ct) =>
        ((await subjects.FindAsync(IdentifierKind.Uscc, uscc, ct))?.Id ?? SubjectId.Of(IdentifierKind.Uscc, uscc)).Value;
}
