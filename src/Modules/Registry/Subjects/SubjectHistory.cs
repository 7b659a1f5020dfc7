using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Registry.Subjects;

// A name that a subject has or had. Normal is what names are compared by.
internal sealed class SubjectName
{
    public SubjectId SubjectId { get; init; }
    public string Normal { get; init; } = "";
    public string Name { get; init; } = "";

    // Null: since it is known.
    public DateOnly? FromOn { get; init; }

    // The day from which it was another; null for the name of today.
    public DateOnly? UntilOn { get; set; }
    public bool IsFormer { get; set; }
}

// An identifier that a subject has or had, with what its check found when it came in.
internal sealed class SubjectIdentifier
{
    public const int ValueMax = 64;

    public SubjectId SubjectId { get; init; }
    public IdentifierKind Kind { get; init; }
    public string Value { get; init; } = "";
    public IdentifierCheck Check { get; init; }
    public DateOnly FromOn { get; init; }
    public DateOnly? UntilOn { get; set; }
    public string Source { get; init; } = "";
}

internal enum PeriodKind
{
    State,
    Region,
}

// From this day on the subject was in that state or region, until the next row of the same kind.
internal sealed class SubjectPeriod
{
    public SubjectId SubjectId { get; init; }
    public PeriodKind Kind { get; init; }
    public DateOnly FromOn { get; init; }
    public string Value { get; set; } = "";
}

// A relation to another subject; the other may not be in the register yet.
internal sealed class SubjectRelation
{
    public SubjectId SubjectId { get; init; }
    public RelationKind Kind { get; init; }
    public SubjectId OtherId { get; init; }
    public DateOnly FromOn { get; init; }
    public DateOnly? UntilOn { get; set; }
    public string Source { get; init; } = "";
}

// Two rows: the number of the last change of the register, and that of the last judgement of a pair. Whoever writes holds it, so numbers are
// committed in order.
internal sealed class RegistryHead
{
    public const int OnlyId = 1;
    public const int PairsId = 2;

    public int Id { get; init; } = OnlyId;
    public long Revision { get; set; }
}

internal sealed class SubjectHistoryMaps :
    IEntityTypeConfiguration<SubjectName>, IEntityTypeConfiguration<SubjectIdentifier>, IEntityTypeConfiguration<SubjectPeriod>,
    IEntityTypeConfiguration<SubjectRelation>, IEntityTypeConfiguration<RegistryHead>
{
    public void Configure(EntityTypeBuilder<SubjectName> name)
    {
        name.ToTable("registry_name");
        name.HasKey(n => new { n.SubjectId, n.Normal });
        name.Property(n => n.Normal).HasMaxLength(Subject.NameMax);
        name.Property(n => n.Name).HasMaxLength(Subject.NameMax);
        name.HasIndex(n => n.Normal).HasDatabaseName("ix_registry_name_normal");
    }

    public void Configure(EntityTypeBuilder<SubjectIdentifier> identifier)
    {
        identifier.ToTable("registry_identifier");
        identifier.HasKey(i => new { i.SubjectId, i.Kind, i.Value });
        identifier.Property(i => i.Kind).HasConversion<string>().HasMaxLength(32);
        identifier.Property(i => i.Value).HasMaxLength(SubjectIdentifier.ValueMax);
        identifier.Property(i => i.Check).HasConversion<string>().HasMaxLength(32);
        identifier.Property(i => i.Source).HasMaxLength(Subject.SourceMax);
        identifier.HasIndex(i => new { i.Value, i.Kind }).HasDatabaseName("ix_registry_identifier_value");
    }

    public void Configure(EntityTypeBuilder<SubjectPeriod> period)
    {
        period.ToTable("registry_period");
        period.HasKey(p => new { p.SubjectId, p.Kind, p.FromOn });
        period.Property(p => p.Kind).HasConversion<string>().HasMaxLength(16);
        period.Property(p => p.Value).HasMaxLength(24);
    }

    public void Configure(EntityTypeBuilder<SubjectRelation> relation)
    {
        relation.ToTable("registry_relation");
        relation.HasKey(r => new { r.SubjectId, r.Kind, r.OtherId, r.FromOn });
        relation.Property(r => r.Kind).HasConversion<string>().HasMaxLength(24);
        relation.Property(r => r.Source).HasMaxLength(Subject.SourceMax);
        relation.HasIndex(r => new { r.OtherId, r.Kind }).HasDatabaseName("ix_registry_relation_other");
    }

    public void Configure(EntityTypeBuilder<RegistryHead> head)
    {
        head.ToTable("registry_head");
        head.HasKey(h => h.Id);
        head.Property(h => h.Id).ValueGeneratedNever();
    }
}
