using Gongxin.Cases.Kinds;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;

namespace Gongxin.Cases.Casework;

// What a case does to the credit record that it is about, in the transaction of the step.
internal sealed class CaseEffects(IRecordActs records)
{
    private const string Deleted = "deleted";
    private const string Corrected = "corrected";
    private const string Granted = "granted";

    // On acceptance, and again when a case is reopened.
    public async Task OpenAsync(Case file, CancellationToken ct)
    {
        switch (file.Of.Effect)
        {
            case CaseEffect.Objection:
                await ActAsync(file, RecordActKind.OpenObjection, null, ct);
                break;
            case CaseEffect.Repair:
                if (!(await records.RepairAsync(file.Uscc!, file.Record!.Value, ct)).IsEligible)
                {
                    throw CasesRefusals.NotEligible();
                }

                await ActAsync(file, RecordActKind.OpenRepair, null, ct);
                break;
        }
    }

    // publicReason: for everybody to read beside the record.
    public Task AnswerAsync(Case file, string outcome, string? publicReason, CancellationToken ct) => file.Of.Effect switch
    {
        CaseEffect.Objection => ActAsync(
            file, outcome is Deleted ? RecordActKind.WithdrawByObjection : outcome is Corrected ? RecordActKind.CorrectByObjection : RecordActKind.DismissObjection, publicReason, ct),
        CaseEffect.Repair => ActAsync(file, outcome is Granted ? RecordActKind.GrantRepair : RecordActKind.DeclineRepair, publicReason, ct),
        _ => Task.CompletedTask,
    };

    // The applicant takes back a case that had been accepted.
    public Task DropAsync(Case file, CancellationToken ct) => file.Of.Effect switch
    {
        CaseEffect.Objection => ActAsync(file, RecordActKind.DismissObjection, null, ct),
        CaseEffect.Repair => ActAsync(file, RecordActKind.DeclineRepair, null, ct),
        _ => Task.CompletedTask,
    };

    private Task ActAsync(Case file, RecordActKind kind, string? reason, CancellationToken ct) =>
        records.ActAsync(new(kind, new SubjectId(file.SubjectId!.Value), file.Record!.Value, file.Number, reason), ct);
}
