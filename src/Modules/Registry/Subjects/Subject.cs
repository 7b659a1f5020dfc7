using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Registry.Subjects;

// A legal subject as it is today. What it was stands in its names, identifiers and periods.
//
// 1. Nothing is deleted: a subject that ends keeps its rows, its state says so.
// 2. Revision is the number of the last change of the whole register that touched it: who follows asks for what is larger.
// 3. A natural person has no name, no region and no identifier but a keyed hash.
internal sealed class Subject : Aggregate
{
    public const int NameMax = 200;
    public const int SourceMax = 120;

    private Subject()
    {
    }

    public SubjectId Id { get; private init; }
    public string? Uscc { get; private set; }
    public string Name { get; private set; } = "";
    public SubjectKind Kind { get; private set; }
    public SubjectState State { get; private set; }
    public string? Region { get; private set; }
    public string Source { get; private set; } = "";
    public long Revision { get; private set; }

    public static Subject Of(SubjectId id, SubjectFacts facts, string source, long revision) => new()
    {
        Id = id,
        Uscc = facts.Uscc,
        Name = facts.Name,
        Kind = facts.Kind,
        State = facts.State,
        Region = facts.Region,
        Source = source,
        Revision = revision,
    };

    public void Change(SubjectFacts facts, string source, long revision)
    {
        Uscc = facts.Uscc ?? Uscc;
        (Name, Kind, State, Source, Revision) = (facts.Name, facts.Kind, facts.State, source, revision);
        Region = facts.Region ?? Region;
    }

    // Something beside it has changed: a former name, an identifier, a relation.
    public void Touch(long revision) => Revision = revision;

    internal sealed class Map : IEntityTypeConfiguration<Subject>
    {
        public void Configure(EntityTypeBuilder<Subject> subject)
        {
            subject.ToTable("registry_subject");
            subject.HasKey(s => s.Id);
            subject.Property(s => s.Uscc).HasMaxLength(18);
            subject.Property(s => s.Name).HasMaxLength(NameMax);
            subject.Property(s => s.Kind).HasConversion<string>().HasMaxLength(24);
            subject.Property(s => s.State).HasConversion<string>().HasMaxLength(16);
            subject.Property(s => s.Region).HasMaxLength(RegionLevels.CodeLength);
            subject.Property(s => s.Source).HasMaxLength(SourceMax);
            subject.HasIndex(s => s.Uscc).HasDatabaseName("ix_registry_subject_uscc");
            subject.HasIndex(s => s.Revision).HasDatabaseName("ix_registry_subject_revision");
        }
    }
}

// What is said of a subject on a day, checked and normalised.
internal sealed record SubjectFacts(string? Uscc, string Name, SubjectKind Kind, SubjectState State, string? Region, DateOnly AsOf);
