using Gongxin.Contracts.Registry;
using Gongxin.Credit.Lists;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Measures.Memoranda;

internal readonly record struct MemorandumId(Guid Value) : IId<MemorandumId>
{
    public static MemorandumId From(Guid value) => new(value);
}

// What departments have agreed to do together about the subjects of one list, or about those with a penalty.
//
//   put on record ──▶ in force from ValidFrom to ValidUntil ──▶ over
//                        └──end──▶ over at once
//
// 1. Every clause takes a measure of the measure list, of the memorandum's own kind, and says by which law.
// 2. What is agreed is never changed: a new agreement is a new memorandum.
// 3. When it is over, the measures that rest on it are over too.
internal sealed class Memorandum : Aggregate
{
    public const int CodeMax = 32;
    public const int NameMax = 200;
    public const int BasisMax = 500;
    public const int ResponseDaysMax = 60;
    public const int ClausesMax = 100;

    // The cause of a memorandum that is about penalties; any other cause is the code of a list.
    public const string PenaltyCause = "penalty";

    private readonly List<MemorandumClause> _clauses = [];

    private Memorandum()
    {
    }

    public MemorandumId Id { get; private init; }
    public string Code { get; private init; } = "";
    public string Name { get; private init; } = "";
    public MeasureKind Kind { get; private init; }
    public string Basis { get; private init; } = "";
    public string Cause { get; private init; } = "";
    public Guid BodyId { get; private init; }
    public string BodyUscc { get; private init; } = "";
    public string BodyName { get; private init; } = "";

    // Working days in which a department has to answer a task: the memorandum itself sets them.
    public int ResponseDays { get; private init; }
    public DateOnly ValidFrom { get; private init; }
    public DateOnly? ValidUntil { get; private init; }
    public DateOnly? EndedOn { get; private set; }
    public IReadOnlyList<MemorandumClause> Clauses => _clauses;

    public static Memorandum Agree(MemorandumText text, SubjectView body, IEnumerable<MemorandumClause> clauses)
    {
        var memorandum = new Memorandum
        {
            Id = IId<MemorandumId>.New(),
            Code = text.Code,
            Name = text.Name,
            Kind = KindOf(text.Cause),
            Basis = text.Basis,
            Cause = text.Cause,
            BodyId = body.Id.Value,
            BodyUscc = body.Uscc!,
            BodyName = body.Name,
            ResponseDays = text.ResponseDays,
            ValidFrom = text.ValidFrom,
            ValidUntil = text.ValidUntil,
        };
        foreach (var clause in clauses)
        {
            memorandum._clauses.Add(clause.Of(memorandum.Kind));
        }

        return memorandum;
    }

    public bool IsInForceOn(DateOnly day) => EndedOn is null && ValidFrom <= day && (ValidUntil is null || ValidUntil >= day);

    public void End(DateOnly today) => EndedOn = EndedOn is null ? today : throw MeasureRefusals.MemorandumOver();

    // A trust list is rewarded, everything else is held back.
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.list-not-found</c>, or <c>credit.list-without-basis</c>: nobody can be on such a list.</exception>
    private static MeasureKind KindOf(string cause)
    {
        if (cause == PenaltyCause)
        {
            return MeasureKind.Punishment;
        }

        var list = CreditList.Of(cause);
        return !list.HasBasis ? throw ListRefusals.WithoutBasis() : list.Kind is ListKind.Trust ? MeasureKind.Incentive : MeasureKind.Punishment;
    }
}

internal sealed record MemorandumText(string Code, string Name, string Basis, string Cause, int ResponseDays, DateOnly ValidFrom, DateOnly? ValidUntil);

// One promise of one department: which measure, in which field, by which law.
internal sealed class MemorandumClause
{
    public MemorandumId MemorandumId { get; init; }
    public int Number { get; init; }
    public string Measure { get; init; } = "";
    public string Field { get; init; } = "";
    public Guid DepartmentId { get; init; }
    public string DepartmentUscc { get; init; } = "";
    public string DepartmentName { get; init; } = "";
    public string Basis { get; init; } = "";

    /// <exception cref="Kernel.Errors.Refusal">The measure stands in no list, is of another kind, or only for natural persons.</exception>
    public MemorandumClause Of(MeasureKind kind)
    {
        var measure = ListedMeasure.Of(Measure);
        JointField.Of(Field);
        return !measure.IsForOrganisations ? throw MeasureRefusals.NotForOrganisations(Measure)
            : measure.Kind != kind ? throw MeasureRefusals.OfOtherKind(Measure)
            : this;
    }
}

internal sealed class MemorandumMaps : IEntityTypeConfiguration<Memorandum>, IEntityTypeConfiguration<MemorandumClause>
{
    private const int UsccLength = 18;

    public void Configure(EntityTypeBuilder<Memorandum> memorandum)
    {
        memorandum.ToTable("credit_memorandum");
        memorandum.HasKey(m => m.Id);
        memorandum.Property(m => m.Code).HasMaxLength(Memorandum.CodeMax);
        memorandum.Property(m => m.Name).HasMaxLength(Memorandum.NameMax);
        memorandum.Property(m => m.Kind).HasConversion<string>().HasMaxLength(16);
        memorandum.Property(m => m.Basis).HasMaxLength(Memorandum.BasisMax);
        memorandum.Property(m => m.Cause).HasMaxLength(24);
        memorandum.Property(m => m.BodyUscc).HasMaxLength(UsccLength);
        memorandum.Property(m => m.BodyName).HasMaxLength(Memorandum.NameMax);
        memorandum.HasMany(m => m.Clauses).WithOne().HasForeignKey(c => c.MemorandumId);
        memorandum.HasIndex(m => m.Code).IsUnique().HasDatabaseName("ix_credit_memorandum_code");
    }

    public void Configure(EntityTypeBuilder<MemorandumClause> clause)
    {
        clause.ToTable("credit_memorandum_clause");
        clause.HasKey(c => new { c.MemorandumId, c.Number });
        clause.Property(c => c.Number).ValueGeneratedNever();
        clause.Property(c => c.Measure).HasMaxLength(ListedMeasure.CodeMax);
        clause.Property(c => c.Field).HasMaxLength(JointField.CodeMax);
        clause.Property(c => c.DepartmentUscc).HasMaxLength(UsccLength);
        clause.Property(c => c.DepartmentName).HasMaxLength(Memorandum.NameMax);
        clause.Property(c => c.Basis).HasMaxLength(Memorandum.BasisMax);
    }
}
