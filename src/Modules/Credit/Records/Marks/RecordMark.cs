using Gongxin.Contracts.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Records.Marks;

/// <summary>What was done to a record.</summary>
public enum MarkKind
{
    ObjectionOpened,
    ObjectionDismissed,

    /// <summary>The deciding authority has told the decision anew.</summary>
    Corrected,
    RepairOpened,
    RepairDeclined,
    Repaired,
    Withdrawn,
}

internal readonly record struct MarkedBy(string ActorId, DateTime At);

// That somebody did something to a record: who, when, by which case, and why. Written once with the act, never changed.
internal sealed class RecordMark
{
    public const int ReasonMax = 500;

    public SubjectId SubjectId { get; init; }
    public RecordId RecordId { get; init; }
    public int Number { get; init; }
    public MarkKind Kind { get; init; }
    public string? CaseNumber { get; init; }
    public string? Reason { get; init; }
    public string By { get; init; } = "";
    public DateTime At { get; init; }

    // For a withdrawal: what became of the decision, on which day, and by when it had to be withdrawn.
    public WithdrawalCause? Cause { get; set; }
    public DateOnly? FactOn { get; set; }
    public DateOnly? DueOn { get; set; }

    internal sealed class Map : IEntityTypeConfiguration<RecordMark>
    {
        public void Configure(EntityTypeBuilder<RecordMark> mark)
        {
            mark.ToTable("credit_mark");
            mark.HasKey(m => new { m.SubjectId, m.RecordId, m.Number });
            mark.Property(m => m.Kind).HasConversion<string>().HasMaxLength(24);
            mark.Property(m => m.Cause).HasConversion<string>().HasMaxLength(16);
            mark.Property(m => m.CaseNumber).HasMaxLength(CreditRecord.CaseMax);
            mark.Property(m => m.Reason).HasMaxLength(ReasonMax);
            mark.Property(m => m.By).HasMaxLength(120);
            mark.HasIndex(m => new { m.Kind, m.At }).HasDatabaseName("ix_credit_mark_kind");
        }
    }
}

/// <summary>Why a decision may no longer be public (Administrative Penalty Law, Art. 48).</summary>
public enum WithdrawalCause
{
    Changed,
    Revoked,
    Unlawful,
    Void,

    /// <summary>What was made public was wrong.</summary>
    Error,
}
