using Gongxin.Contracts.Credit;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Records.Bindings;

internal readonly record struct BindingId(Guid Value) : IId<BindingId>
{
    public static BindingId From(Guid value) => new(value);
}

// That the versions of a dataset are the records of one class, as one unit tells them.
//
//   bound ──▶ a new version is taken in ──▶ the next … ──▶ ended          each version once, by an operation
//     └──── a version that cannot be read is told as a problem, and tried again
//
// Ended is final; what was taken in stays. Whoever wants it again binds anew.
internal sealed class DatasetBinding : Aggregate
{
    public const int SlugMax = 200;
    public const int ProblemMax = 80;

    private DatasetBinding()
    {
    }

    public BindingId Id { get; private init; }
    public string Slug { get; private init; } = "";
    public RecordKind Kind { get; private init; }
    public string Unit { get; private init; } = "";

    // The unit as organisations are known: whose officers see and end the binding.
    public Guid UnitId { get; private init; }

    // Its name when it was bound, for people.
    public string UnitName { get; private init; } = "";
    public string BoundBy { get; private init; } = "";
    public DateTime BoundAt { get; private init; }

    // The version that was handed to an operation last; 0 before the first.
    public int TakenVersion { get; private set; }
    public DateTime? TakenAt { get; private set; }
    public Guid? OperationId { get; private set; }

    // Why the newest version cannot be read; null when nothing stands in the way.
    public string? Problem { get; private set; }
    public DateTime? EndedAt { get; private set; }

    public static DatasetBinding Of(string slug, RecordKind kind, HandingUnit unit, string by, DateTime at) => new()
    {
        Id = IId<BindingId>.New(),
        Slug = slug,
        Kind = kind,
        Unit = unit.Uscc,
        UnitId = unit.Id,
        UnitName = unit.Name,
        BoundBy = by,
        BoundAt = at,
    };

    public void Take(int version, Guid operation, DateTime at) => (TakenVersion, OperationId, TakenAt, Problem) = (version, operation, at, null);

    public void Fail(string problem) => Problem = problem;

    public void End(DateTime at) => EndedAt = EndedAt is null ? at : throw CreditRefusals.BindingEnded();

    internal sealed class Map : IEntityTypeConfiguration<DatasetBinding>
    {
        public void Configure(EntityTypeBuilder<DatasetBinding> binding)
        {
            binding.ToTable("credit_dataset_binding");
            binding.HasKey(b => b.Id);
            binding.Property(b => b.Slug).HasMaxLength(SlugMax);
            binding.Property(b => b.Kind).HasConversion<string>().HasMaxLength(16);
            binding.Property(b => b.Unit).HasMaxLength(18);
            binding.Property(b => b.UnitName).HasMaxLength(RecordsFile.SourceMax);
            binding.Property(b => b.BoundBy).HasMaxLength(120);
            binding.Property(b => b.Problem).HasMaxLength(ProblemMax);
            binding.HasIndex(b => b.Slug).HasDatabaseName("ix_credit_dataset_binding_slug");
            binding.HasIndex(b => b.OperationId).HasDatabaseName("ix_credit_dataset_binding_operation");
        }
    }
}

// A unit in whose name records are handed in.
internal sealed record HandingUnit(string Uscc, Guid Id, string Name);
