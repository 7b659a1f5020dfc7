using Gongxin.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Cases.Casework;

/// <summary>What happened to a case.</summary>
public enum StepKind
{
    Submitted,
    Accepted,
    Refused,

    /// <summary>Papers were asked for; the clock stands until they come.</summary>
    Asked,
    Supplemented,

    /// <summary>The applicant added something that nobody had asked for.</summary>
    Added,
    Received,
    Paused,
    Resumed,
    HandedOn,
    HandedBack,
    Answered,
    Dropped,
    Reopened,
}

internal sealed class CaseStep
{
    // Room for 2,000 characters of an applicant, protected.
    public const int TextMax = 16_000;

    public CaseId CaseId { get; init; }
    public int Number { get; init; }
    public StepKind Kind { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";

    // Then the text is protected and only read with permission.
    public bool IsApplicants { get; init; }
    public string? Text { get; init; }
}

/// <summary>How far a case is at one body.</summary>
public enum DestinationState
{
    Sent,
    Received,
    HandedOn,
    HandedBack,
    Answered,

    /// <summary>The applicant took the case back.</summary>
    Ended,
}

// That a case was sent to a body, and what became of it there: Sent ──▶ Received ──▶ HandedOn, HandedBack, Answered or Ended.
internal sealed class CaseDestination
{
    public CaseId CaseId { get; init; }
    public int Number { get; init; }
    public Guid BodyId { get; init; }
    public string BodyName { get; init; } = "";
    public DestinationState State { get; private set; }
    public DateTime SentAt { get; init; }
    public DateTime? ReceivedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    public void Receive(DateTime at) =>
        (State, ReceivedAt) = State is DestinationState.Sent ? (DestinationState.Received, at) : throw CasesRefusals.StepNotPossible(CaseWords.Of(StepKind.Received), CaseWords.Of(State));

    public void End(DestinationState state, DateTime at) => (State, EndedAt) = (state, at);
}

// A file that came with a case. Its name is not kept: names of files tell names of people.
internal sealed class CaseAttachment
{
    public const int CountMax = 20;

    public CaseId CaseId { get; init; }
    public int Number { get; init; }
    public string Sha256 { get; init; } = "";
    public long Bytes { get; init; }
    public string Extension { get; init; } = "";
    public DateTime At { get; init; }
    public bool IsApplicants { get; init; }
}

// Who applied: protected by the node's keys, read with permission only, and every reading is audited.
internal sealed class CaseApplicant
{
    public const int ContentMax = 8_000;

    public CaseId CaseId { get; init; }
    public string Content { get; init; } = "";
}

internal sealed class CaseMaps :
    IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CaseStep>, IEntityTypeConfiguration<CaseDestination>, IEntityTypeConfiguration<CaseAttachment>,
    IEntityTypeConfiguration<CaseApplicant>
{
    private const int NameMax = 200;
    private const int ActorMax = 120;

    public void Configure(EntityTypeBuilder<Case> file)
    {
        file.ToTable("cases_case");
        file.HasKey(c => c.Id);
        file.Property(c => c.Number).HasMaxLength(CaseSecrets.NumberMax);
        file.Property(c => c.CodeHash).HasMaxLength(64);
        file.Property(c => c.Kind).HasMaxLength(24);
        file.Property(c => c.State).HasConversion<string>().HasMaxLength(16);
        file.Property(c => c.Uscc).HasMaxLength(18);
        file.Property(c => c.SubjectName).HasMaxLength(NameMax);
        file.Property(c => c.About).HasMaxLength(Case.AboutMax);
        file.Property(c => c.HandlerName).HasMaxLength(NameMax);
        file.Property(c => c.BodyUscc).HasMaxLength(18);
        file.Property(c => c.Outcome).HasMaxLength(24);
        file.Property(c => c.Answer).HasMaxLength(Case.AnswerMax);
        file.Ignore(c => c.Of).Ignore(c => c.Pauses).Ignore(c => c.IsPaused).Ignore(c => c.OpenDestination);
        file.HasMany(c => c.Steps).WithOne().HasForeignKey(s => s.CaseId);
        file.HasMany(c => c.Destinations).WithOne().HasForeignKey(d => d.CaseId);
        file.HasMany(c => c.Attachments).WithOne().HasForeignKey(a => a.CaseId);
        file.HasIndex(c => c.Number).IsUnique().HasDatabaseName("ix_cases_case_number");
        file.HasIndex(c => new { c.State, c.DueOn }).HasDatabaseName("ix_cases_case_due");
        file.HasIndex(c => new { c.HandlerId, c.DueOn }).HasDatabaseName("ix_cases_case_handler");
        file.HasIndex(c => new { c.SubjectId, c.Record }).HasDatabaseName("ix_cases_case_record");
    }

    public void Configure(EntityTypeBuilder<CaseStep> step)
    {
        step.ToTable("cases_step");
        step.HasKey(s => new { s.CaseId, s.Number });
        step.Property(s => s.Number).ValueGeneratedNever();
        step.Property(s => s.Kind).HasConversion<string>().HasMaxLength(16);
        step.Property(s => s.By).HasMaxLength(ActorMax);
        step.Property(s => s.Text).HasMaxLength(CaseStep.TextMax);
    }

    public void Configure(EntityTypeBuilder<CaseDestination> destination)
    {
        destination.ToTable("cases_destination");
        destination.HasKey(d => new { d.CaseId, d.Number });
        destination.Property(d => d.Number).ValueGeneratedNever();
        destination.Property(d => d.BodyName).HasMaxLength(NameMax);
        destination.Property(d => d.State).HasConversion<string>().HasMaxLength(16);
    }

    public void Configure(EntityTypeBuilder<CaseAttachment> attachment)
    {
        attachment.ToTable("cases_attachment");
        attachment.HasKey(a => new { a.CaseId, a.Number });
        attachment.Property(a => a.Number).ValueGeneratedNever();
        attachment.Property(a => a.Sha256).HasMaxLength(64);
        attachment.Property(a => a.Extension).HasMaxLength(8);
    }

    public void Configure(EntityTypeBuilder<CaseApplicant> applicant)
    {
        applicant.ToTable("cases_applicant");
        applicant.HasKey(a => a.CaseId);
        applicant.Property(a => a.CaseId).ValueGeneratedNever();
        applicant.Property(a => a.Content).HasMaxLength(CaseApplicant.ContentMax);
    }
}
