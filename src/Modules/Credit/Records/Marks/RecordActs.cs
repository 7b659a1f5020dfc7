using Gongxin.Contracts.Credit;
using Gongxin.Credit.Records.Repair;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Marks;

internal sealed class RecordActs(CreditDb credit, WholeSubjects subjects, RepairConditions conditions, MarkRecord marks, TimeProvider clock) : IRecordActs
{
    public async Task<RecordBrief> FindAsync(string uscc, Guid record, CancellationToken ct)
    {
        var found = await PublicAsync(uscc, record, ct);
        return new(
            found.SubjectId, found.SubjectUscc, found.SubjectName, record, Reading.RecordItem.WordOf(found.Kind), found.Number, found.AuthorityUscc, found.Authority, found.Standing);
    }

    public async Task<RepairAnswer> RepairAsync(string uscc, Guid record, CancellationToken ct) =>
        conditions.Of(await PublicAsync(uscc, record, ct), clock.LegalToday());

    public async Task ActAsync(RecordAct act, CancellationToken ct)
    {
        var id = new RecordId(act.Record);
        var record = await credit.Records.SingleOrDefaultAsync(r => r.SubjectId == act.Subject && r.Id == id, ct) ?? throw CreditRefusals.RecordNotFound();
        await marks.AddAsync(record, record.Act(act.Kind, act.CaseNumber, clock.LegalToday()), act.CaseNumber, act.Reason, ct);
    }

    private async Task<CreditRecord> PublicAsync(string uscc, Guid id, CancellationToken ct) =>
        await PublicRecord.ReadAsync(credit, (await subjects.OfCodeAsync(uscc, ct)).Ids, new(id), clock.LegalToday(), ct);
}
