using Gongxin.Collection.Periods;
using Gongxin.Collection.Templates;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Tasks;

internal readonly record struct CollectionTaskId(Guid Value) : IId<CollectionTaskId>
{
    public static CollectionTaskId From(Guid value) => new(value);
}

// What organisations are asked for, how often, and until when.
//
//   Draft ──Start──▶ Running ──End──▶ Ended
//     └────────────End──────────────────▲
//
// 1. Only a Running task opens periods and takes hand-ins.
// 2. A survey starts only with the marks of its approval, and opens no period whose hand-in day is past their validity
//    (Statistics Law 2024, Art. 17).
// 3. NextOpensOn is the day after the next period's end; null when there is none any more.
internal sealed class CollectionTask : Aggregate
{
    public const int TitleMax = 200;
    public const int MarkMax = 100;
    public const int DueDaysMax = 366;

    private CollectionTask()
    {
    }

    public CollectionTaskId Id { get; private init; }

    // Of whoever runs it; empty when the node does.
    public Guid OrganisationId { get; private init; }
    public string? Region { get; private init; }
    public string Template { get; private init; } = "";

    // Of a template of one's own; null for those that come with the program. Periods to come open with it.
    public int? Edition { get; private set; }
    public string Title { get; private init; } = "";
    public Frequency Frequency { get; private init; }
    public int DueDays { get; private init; }
    public DayCount DueCount { get; private init; }
    public OwnershipClass Ownership { get; private init; }

    // False where organisations have nobody who reviews before the department does.
    public bool NeedsForwarding { get; private init; }
    public DateOnly FirstOn { get; private init; }
    public DateOnly? LastOn { get; private init; }
    public string? SurveyNumber { get; private set; }
    public string? SurveyIssuer { get; private set; }
    public string? SurveyApproval { get; private set; }
    public DateOnly? SurveyValidUntil { get; private set; }
    public TaskState State { get; private set; }
    public DateOnly? NextOn { get; private set; }
    public DateOnly? NextOpensOn { get; private set; }
    public string By { get; private init; } = "";
    public DateTime At { get; private init; }

    public bool HasSurveyMarks => SurveyNumber is not null && SurveyIssuer is not null && SurveyApproval is not null && SurveyValidUntil is not null;

    public static CollectionTask Create(NewTask asked, Actor by, DateTime now)
    {
        if (asked.LastOn < asked.FirstOn || (asked.Frequency is Frequency.Once && asked.LastOn is null)
            || asked.FirstOn < DeadlineCount.FromMin || (asked.LastOn ?? asked.FirstOn) > DeadlineCount.FromMax.AddYears(-2))
        {
            throw CollectionRefusals.TaskDaysNotValid();
        }

        if (asked.DueDays is < 1 or > DueDaysMax || asked.DueCount is DayCount.Unsettled)
        {
            throw CollectionRefusals.TaskDeadlineNotValid(DueDaysMax);
        }

        return new CollectionTask
        {
            Id = IId<CollectionTaskId>.New(),
            OrganisationId = by.Organisation ?? Guid.Empty,
            Region = asked.Region,
            Template = asked.Template,
            Edition = asked.Edition,
            Title = Bounded(asked.Title, TitleMax) ?? throw CollectionRefusals.TaskTitleMissing(TitleMax),
            Frequency = asked.Frequency,
            DueDays = asked.DueDays,
            DueCount = asked.DueCount,
            Ownership = asked.Ownership,
            NeedsForwarding = asked.NeedsForwarding,
            FirstOn = asked.FirstOn,
            LastOn = asked.LastOn,
            SurveyNumber = Bounded(asked.SurveyNumber, MarkMax),
            SurveyIssuer = Bounded(asked.SurveyIssuer, MarkMax),
            SurveyApproval = Bounded(asked.SurveyApproval, MarkMax),
            SurveyValidUntil = asked.SurveyValidUntil,
            By = by.Id,
            At = now,
        };
    }

    public PeriodSpan SpanOf(DateOnly day) => Frequency is Frequency.Once ? PeriodSpan.Once(FirstOn, LastOn!.Value) : PeriodSpan.Of(Frequency, day);

    public Deadline DeadlineOf(PeriodSpan span, WorkCalendar calendar) =>
        DeadlineCount.From(span.LastOn, Period.Of(DueDays, PeriodUnit.Day, DueCount), calendar);

    public void Start(bool isSurvey)
    {
        if (State is not TaskState.Draft)
        {
            throw CollectionRefusals.TaskNotInState(State);
        }

        if (isSurvey && !HasSurveyMarks)
        {
            throw CollectionRefusals.SurveyNotApproved();
        }

        State = TaskState.Running;
        WaitFor(FirstOn);
    }

    // To a newer edition of its form, with the marks under which that was approved. What was opened keeps its copy.
    public void MoveTo(int edition, SurveyMarks? marks)
    {
        if (State is TaskState.Ended)
        {
            throw CollectionRefusals.TaskNotInState(State);
        }

        Edition = Edition is { } now && edition > now ? edition : throw CollectionRefusals.EditionNotNewer(Edition ?? 0);
        if (marks is not null)
        {
            (SurveyNumber, SurveyIssuer, SurveyApproval, SurveyValidUntil) = (marks.Number, marks.Issuer, marks.Approval, marks.ValidUntil);
        }
    }

    public void End()
    {
        if (State is TaskState.Ended)
        {
            throw CollectionRefusals.TaskNotInState(State);
        }

        (State, NextOn, NextOpensOn) = (TaskState.Ended, null, null);
    }

    // The period was opened, or may not be: the one after it is next.
    public void Pass(PeriodSpan span)
    {
        if (Frequency is Frequency.Once)
        {
            (NextOn, NextOpensOn) = (null, null);
        }
        else
        {
            WaitFor(span.LastOn.AddDays(1));
        }
    }

    private void WaitFor(DateOnly day)
    {
        NextOn = day > LastOn ? null : day;
        NextOpensOn = NextOn is null ? null : SpanOf(day).LastOn.AddDays(1);
    }

    private static string? Bounded(string? text, int max) => text?.Trim() is { Length: > 0 } given && given.Length <= max ? given : null;

    internal sealed class Map : IEntityTypeConfiguration<CollectionTask>
    {
        public void Configure(EntityTypeBuilder<CollectionTask> task)
        {
            task.ToTable("collection_task");
            task.HasKey(t => t.Id);
            task.Property(t => t.Region).HasMaxLength(6);
            task.Property(t => t.Template).HasMaxLength(60);
            task.Property(t => t.Title).HasMaxLength(TitleMax);
            task.Property(t => t.Frequency).HasConversion<string>().HasMaxLength(16);
            task.Property(t => t.DueCount).HasConversion<string>().HasMaxLength(16);
            task.Property(t => t.Ownership).HasConversion<string>().HasMaxLength(16);
            task.Property(t => t.State).HasConversion<string>().HasMaxLength(16);
            task.Property(t => t.SurveyNumber).HasMaxLength(MarkMax);
            task.Property(t => t.SurveyIssuer).HasMaxLength(MarkMax);
            task.Property(t => t.SurveyApproval).HasMaxLength(MarkMax);
            task.Property(t => t.By).HasMaxLength(120);
            task.Property(t => t.Version).IsConcurrencyToken();
            task.Ignore(t => t.HasSurveyMarks);
            task.HasIndex(t => new { t.State, t.NextOpensOn }).HasDatabaseName("ix_collection_task_opens");
            task.HasIndex(t => new { t.Template, t.State }).HasDatabaseName("ix_collection_task_template");
        }
    }
}

public enum TaskState
{
    Draft,
    Running,
    Ended,
}

// A task as it is asked for.
public sealed record NewTask
{
    public required string Template { get; init; }

    // Of a template of one's own; null for the newest. Those that come with the program have one.
    public int? Edition { get; init; }
    public required string Title { get; init; }
    public required Frequency Frequency { get; init; }
    public required int DueDays { get; init; }
    public DayCount DueCount { get; init; }
    public OwnershipClass Ownership { get; init; }
    public bool NeedsForwarding { get; init; } = true;
    public required DateOnly FirstOn { get; init; }
    public DateOnly? LastOn { get; init; }

    // The division it is run for; null for the whole country.
    public string? Region { get; init; }
    public string? SurveyNumber { get; init; }
    public string? SurveyIssuer { get; init; }
    public string? SurveyApproval { get; init; }
    public DateOnly? SurveyValidUntil { get; init; }
}
