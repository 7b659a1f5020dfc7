using Gongxin.Contracts.Credit;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Marks;

namespace Gongxin.Credit.Records;

/// <summary>Why a record is no longer public before its time was over.</summary>
public enum RecordEnd
{
    Repaired,
    Withdrawn,

    /// <summary>A newer statement says that it has come to its end, or that it is no longer public.</summary>
    Stopped,
}

// What bodies do with a record. Every refused act is loud: it is evidence.
internal sealed partial class CreditRecord
{
    public const int CaseMax = 32;

    // The case of the open objection; null when there is none.
    public string? ObjectionCase { get; private set; }
    public string? RepairCase { get; private set; }

    // The statement that counted when the objection was opened: a correction has to bring a newer one.
    public int ObjectedStatement { get; private set; }
    public RecordEnd? End { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    public int MarkCount { get; private set; }

    public string Standing => this switch
    {
        { End: RecordEnd.Withdrawn } => "withdrawn",
        { End: RecordEnd.Repaired } => "repaired",
        { ObjectionCase: not null } => "under-objection",
        { RepairCase: not null } => "under-repair",
        _ => "normal",
    };

    public MarkKind Act(RecordActKind act, string caseNumber, DateOnly today)
    {
        MustBePublic(today);
        switch (act)
        {
            case RecordActKind.OpenObjection:
                ObjectionCase = ObjectionCase is null ? caseNumber : throw ActsRefusals.ObjectionOpen();
                ObjectedStatement = StatementNumber;
                return MarkKind.ObjectionOpened;
            case RecordActKind.OpenRepair:
                RepairCase = RepairCase is null ? caseNumber : throw ActsRefusals.RepairOpen();
                return MarkKind.RepairOpened;
            case RecordActKind.DeclineRepair:
                EndRepair(caseNumber);
                return MarkKind.RepairDeclined;
            case RecordActKind.GrantRepair:
                return Repair(caseNumber, today);
        }

        return EndObjection(act, caseNumber, today);
    }

    // A decision that was changed, revoked or found unlawful: what is open against it is over with it.
    public MarkKind Withdraw(DateOnly today)
    {
        MustBePublic(today);
        EndAs(RecordEnd.Withdrawn, today);
        return MarkKind.Withdrawn;
    }

    public RecordMark Mark(MarkKind kind, string? caseNumber, string? reason, MarkedBy by)
    {
        ChangedAt = by.At;
        return new()
        {
            SubjectId = SubjectId,
            RecordId = Id,
            Number = ++MarkCount,
            Kind = kind,
            CaseNumber = caseNumber,
            Reason = reason,
            By = by.ActorId,
            At = by.At,
        };
    }

    // Whether somebody beside the body that stated it may be told of it.
    public bool IsToldOn(DateOnly day) =>
        End is null && (IsShown || Scope is DisclosureScope.Shared) && FromOn <= day && (UntilOn is null || UntilOn >= day);

    // A newer statement ended what was told: whoever was given the record is told to stop using it.
    public void StopTelling() => Announce(new RecordEnded(SubjectId.Value, Id.Value));

    // The last day on which everybody could see it; null while it is public, or when it never was.
    public DateOnly? OverOn(DateOnly today) => IsShown && End is null && UntilOn < today ? UntilOn : null;

    private MarkKind EndObjection(RecordActKind act, string caseNumber, DateOnly today)
    {
        if (ObjectionCase != caseNumber)
        {
            throw ActsRefusals.NotOpenForCase(caseNumber);
        }

        if (act is RecordActKind.CorrectByObjection && StatementNumber == ObjectedStatement)
        {
            throw ActsRefusals.NotCorrected();
        }

        ObjectionCase = null;
        return act switch
        {
            RecordActKind.WithdrawByObjection => Withdraw(today),
            RecordActKind.CorrectByObjection => MarkKind.Corrected,
            _ => MarkKind.ObjectionDismissed,
        };
    }

    private MarkKind Repair(string caseNumber, DateOnly today)
    {
        if (ObjectionCase is not null)
        {
            throw ActsRefusals.ObjectionOpen();
        }

        if (!RecordClass.Of(Kind).IsRepairable || RepairFromOn is not { } from || from > today)
        {
            throw ActsRefusals.RepairTooEarly(RepairFromOn);
        }

        EndRepair(caseNumber);
        EndAs(RecordEnd.Repaired, today);
        return MarkKind.Repaired;
    }

    private void EndRepair(string caseNumber) =>
        RepairCase = RepairCase == caseNumber ? null : throw ActsRefusals.NotOpenForCase(caseNumber);

    // Publicity is over for everybody; whoever was given the record is told to stop using it.
    private void EndAs(RecordEnd end, DateOnly today)
    {
        (End, EndedOn, ObjectionCase, RepairCase) = (end, today, null, null);
        Announce(new RecordEnded(SubjectId.Value, Id.Value));
    }

    private void MustBePublic(DateOnly today)
    {
        if (End is not null || !IsShown || FromOn > today || UntilOn < today)
        {
            throw ActsRefusals.NotPublic();
        }
    }
}
