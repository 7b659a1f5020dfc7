using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Commitments;

internal readonly record struct CommitmentId(Guid Value) : IId<CommitmentId>
{
    public static CommitmentId From(Guid value) => new(value);
}

/// <summary>What a commitment is made for (承诺类型). The numbers are the codes of the exchange standard.</summary>
public enum CommitmentKind
{
    /// <summary>其他</summary>
    Other = 0,

    /// <summary>审批替代型: instead of an approval</summary>
    Approval = 1,

    /// <summary>容缺受理型: an application is taken before all its materials are there</summary>
    Materials = 2,

    /// <summary>证明事项型: instead of a certificate</summary>
    Certificate = 3,

    /// <summary>信用修复型</summary>
    Repair = 4,

    /// <summary>行业自律型</summary>
    SelfDiscipline = 5,

    /// <summary>主动型</summary>
    Voluntary = 6,
}

/// <summary>Who may see a commitment (公开类型). The numbers are the codes of the exchange standard.</summary>
public enum CommitmentScope
{
    /// <summary>可向社会公开</summary>
    Public = 1,

    /// <summary>特定范围</summary>
    Limited = 2,

    /// <summary>不可公开</summary>
    Closed = 3,
}

/// <summary>How a commitment was kept (履行状态), as the accepting unit judged.</summary>
public enum CommitmentPerformance
{
    /// <summary>全部履行</summary>
    Kept = 1,

    /// <summary>部分履行</summary>
    Partly = 2,

    /// <summary>全部未履行</summary>
    Broken = 3,
}

// A commitment in the standard form (exchange standard of commitments, GB/T of the credit exchange: code, reason, content, liability).
//
//   record ──▶ Supervised (监管中) ──judge──▶ Judged (监管完成) ◀─┐
//                  │                            │    └──judge──┘ only towards better: what was broken was made good
//                  └────────────void────────────┴──▶ Void
//
// 1. Public: scope Public, from the day it was made until its last day, unless void. Without a last day, until it is void.
// 2. What was not wholly kept says what was not, and what follows from it.
// 3. Nothing is changed without the unit that accepted it.
internal sealed class Commitment : Aggregate
{
    public const int ReasonMax = 512;
    public const int TextMax = 4000;
    public const int CodeLength = 20;
    private const int NameMax = 200;

    private Commitment()
    {
    }

    public SubjectId SubjectId { get; private init; }
    public CommitmentId Id { get; private init; }

    // Region of the unit, day and a running number; two of a day have two numbers because numbers are taken under a lock.
    public string Code { get; private init; } = "";
    public CommitmentKind Kind { get; private init; }
    public string SubjectUscc { get; private init; } = "";
    public string SubjectName { get; private init; } = "";
    public string Reason { get; private init; } = "";
    public string Content { get; private init; } = "";
    public string Liability { get; private init; } = "";
    public DateOnly MadeOn { get; private init; }
    public DateOnly? ValidUntil { get; private init; }
    public Guid BodyId { get; private init; }
    public string BodyUscc { get; private init; } = "";
    public string BodyName { get; private init; } = "";
    public CommitmentScope Scope { get; private init; }
    public CommitmentPerformance? Performance { get; private set; }
    public string? NotKept { get; private set; }
    public string? Consequence { get; private set; }
    public DateOnly? JudgedOn { get; private set; }
    public DateOnly? VoidOn { get; private set; }
    public string? VoidReason { get; private set; }

    public static Commitment Record(string code, SubjectView subject, SubjectView body, CommitmentForm form) => new()
    {
        SubjectId = subject.Id,
        Id = IId<CommitmentId>.New(),
        Code = code,
        Kind = form.Kind,
        SubjectUscc = subject.Uscc!,
        SubjectName = subject.Name,
        Reason = form.Reason,
        Content = form.Content,
        Liability = form.Liability,
        MadeOn = form.MadeOn,
        ValidUntil = form.ValidUntil,
        BodyId = body.Id.Value,
        BodyUscc = body.Uscc!,
        BodyName = body.Name,
        Scope = form.Scope,
    };

    public void Judge(CommitmentPerformance performance, string? notKept, string? consequence, DateOnly today)
    {
        MustStand("judge");
        if (Performance <= performance)
        {
            throw CommitmentRefusals.OnlyTowardsBetter();
        }

        (Performance, JudgedOn) = (performance, today);
        (NotKept, Consequence) = performance is CommitmentPerformance.Kept ? (null, null) : (notKept, consequence);
    }

    // Recorded by mistake, or taken back by law.
    public void Void(string reason, DateOnly today)
    {
        MustStand("void");
        (VoidOn, VoidReason) = (today, reason);
    }

    private void MustStand(string step)
    {
        if (VoidOn is not null)
        {
            throw CommitmentRefusals.StepNotPossible(step);
        }
    }

    internal sealed class Map : IEntityTypeConfiguration<Commitment>
    {
        public void Configure(EntityTypeBuilder<Commitment> commitment)
        {
            commitment.ToTable("credit_commitment");
            commitment.HasKey(c => new { c.SubjectId, c.Id });
            commitment.Property(c => c.Code).HasMaxLength(CodeLength);
            commitment.Property(c => c.Kind).HasConversion<string>().HasMaxLength(16);
            commitment.Property(c => c.SubjectUscc).HasMaxLength(18);
            commitment.Property(c => c.SubjectName).HasMaxLength(NameMax);
            commitment.Property(c => c.Reason).HasMaxLength(ReasonMax);
            commitment.Property(c => c.Content).HasMaxLength(TextMax);
            commitment.Property(c => c.Liability).HasMaxLength(TextMax);
            commitment.Property(c => c.BodyUscc).HasMaxLength(18);
            commitment.Property(c => c.BodyName).HasMaxLength(NameMax);
            commitment.Property(c => c.Scope).HasConversion<string>().HasMaxLength(16);
            commitment.Property(c => c.Performance).HasConversion<string>().HasMaxLength(16);
            commitment.Property(c => c.NotKept).HasMaxLength(TextMax);
            commitment.Property(c => c.Consequence).HasMaxLength(TextMax);
            commitment.Property(c => c.VoidReason).HasMaxLength(ReasonMax);
            commitment.HasIndex(c => c.Code).HasDatabaseName("ix_credit_commitment_code");
            commitment.HasIndex(c => new { c.MadeOn, c.Id }).HasDatabaseName("ix_credit_commitment_made");
            commitment.HasIndex(c => new { c.BodyId, c.MadeOn }).HasDatabaseName("ix_credit_commitment_body");
        }
    }
}

// What a commitment says, checked.
internal sealed record CommitmentForm(
    CommitmentKind Kind, CommitmentScope Scope, string Reason, string Content, string Liability, DateOnly MadeOn, DateOnly? ValidUntil);
