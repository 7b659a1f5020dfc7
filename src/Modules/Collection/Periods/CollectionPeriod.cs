using System.Text.Json;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Periods;

internal readonly record struct CollectionPeriodId(Guid Value) : IId<CollectionPeriodId>
{
    public static CollectionPeriodId From(Guid value) => new(value);

    public static bool operator <(CollectionPeriodId left, CollectionPeriodId right) => left.Value < right.Value;

    public static bool operator >(CollectionPeriodId left, CollectionPeriodId right) => left.Value > right.Value;
}

// One opened period of a task. It holds the form as it was when it opened, so that a template changed later changes nothing that
// people are already filling in.
//
//   (opened) Open ──Close──▶ Closed ──Reopen──▶ Open
//   Published once or more, open or closed: what was approved is in that version of the task's dataset.
//
// 1. A closed period takes no first hand-in; what was handed in before is still reviewed, corrected and revised.
// 2. The deadline changes once: when it was provisional, and the calendar that it waited for has appeared.
internal sealed class CollectionPeriod : Aggregate
{
    public const int FormMax = 1_000_000;
    public const int DeadlineMax = 20_000;
    private const int CalendarMax = 20;

    private CollectionPeriod()
    {
    }

    public CollectionPeriodId Id { get; private init; }
    public CollectionTaskId TaskId { get; private init; }
    public string Code { get; private init; } = "";
    public DateOnly FirstOn { get; private init; }
    public DateOnly LastOn { get; private init; }
    public DateOnly DueOn { get; private set; }

    // Why that day: JSON of DueExplained.
    public string DeadlineJson { get; private set; } = "";
    public bool IsProvisional { get; private set; }

    // The edition of the calendar that it was counted with.
    public string Calendar { get; private set; } = "";
    public string Template { get; private init; } = "";
    public int Edition { get; private init; }
    public string FormDigest { get; private init; } = "";
    public string FormJson { get; private init; } = "";
    public DateTime OpenedAt { get; private init; }
    public string? Dataset { get; private set; }
    public int? DatasetVersion { get; private set; }
    public DateTime? PublishedAt { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public string? ClosedBy { get; private set; }

    public bool IsClosed => ClosedAt is not null;

    public DueExplained Deadline => JsonSerializer.Deserialize<DueExplained>(DeadlineJson, ReadyTemplates.Json)!;

    public static CollectionPeriod Open(CollectionTask task, PeriodSpan span, Deadline deadline, TemplateForm form, DateTime now) => new()
    {
        Id = IId<CollectionPeriodId>.New(),
        TaskId = task.Id,
        Code = span.Code,
        FirstOn = span.FirstOn,
        LastOn = span.LastOn,
        DueOn = deadline.DueOn!.Value,
        DeadlineJson = JsonSerializer.Serialize(DueExplained.Of(deadline), ReadyTemplates.Json),
        IsProvisional = deadline.IsProvisional,
        Calendar = deadline.CalendarEdition,
        Template = form.Content.Code,
        Edition = form.Content.Edition,
        FormDigest = form.Digest,
        FormJson = JsonSerializer.Serialize(form.Content, ReadyTemplates.Json),
        OpenedAt = now,
    };

    public void Publish(string dataset, int version, DateTime now) => (Dataset, DatasetVersion, PublishedAt) = (dataset, version, now);

    public void Close(Actor by, DateTime now) =>
        (ClosedBy, ClosedAt) = IsClosed ? throw CollectionRefusals.PeriodClosed(Code) : (by.Id, now);

    public void Reopen() =>
        (ClosedBy, ClosedAt) = IsClosed ? ((string?)null, (DateTime?)null) : throw CollectionRefusals.PeriodNotClosed(Code);

    public void Recount(Deadline deadline)
    {
        (DueOn, IsProvisional, Calendar) = (deadline.DueOn!.Value, deadline.IsProvisional, deadline.CalendarEdition);
        DeadlineJson = JsonSerializer.Serialize(DueExplained.Of(deadline), ReadyTemplates.Json);
    }

    internal sealed class Map : IEntityTypeConfiguration<CollectionPeriod>
    {
        public void Configure(EntityTypeBuilder<CollectionPeriod> period)
        {
            period.ToTable("collection_period");
            period.HasKey(p => p.Id);
            period.Property(p => p.Code).HasMaxLength(PeriodSpan.CodeMax);
            period.Property(p => p.DeadlineJson).HasMaxLength(DeadlineMax);
            period.Property(p => p.Template).HasMaxLength(60);
            period.Property(p => p.FormDigest).HasMaxLength(64);
            period.Property(p => p.FormJson).HasMaxLength(FormMax);
            period.Property(p => p.Dataset).HasMaxLength(120);
            period.Property(p => p.Version).IsConcurrencyToken();
            period.Property(p => p.Calendar).HasMaxLength(CalendarMax);
            period.Property(p => p.ClosedBy).HasMaxLength(120);
            period.Ignore(p => p.Deadline);
            period.Ignore(p => p.IsClosed);
            period.HasIndex(p => new { p.IsProvisional, p.Calendar }).HasDatabaseName("ix_collection_period_provisional");
            period.HasIndex(p => new { p.TaskId, p.Code }).IsUnique().HasDatabaseName("ix_collection_period_code");
            period.HasIndex(p => new { p.TaskId, p.FirstOn }).HasDatabaseName("ix_collection_period_first");
        }
    }
}

// Why a period is due on its day: counted from its last day, with the days that did not count.
public sealed record DueExplained(
    DateOnly From, DateOnly DueOn, int Days, DayCount Count, bool IsProvisional, string Calendar, IReadOnlyList<DaySkipped> Skipped)
{
    internal static DueExplained Of(Deadline deadline) => new(
        deadline.From, deadline.DueOn!.Value, deadline.Period.Amount, deadline.Taken, deadline.IsProvisional, deadline.CalendarEdition,
        [.. deadline.Skipped.Where(s => s.Reason is not SkipReason.StartDay).Take(SkippedMax).Select(s => new DaySkipped(s.On, s.Reason, s.Notice?.NameZh, s.Notice?.NameEn))]);

    private const int SkippedMax = 150;
}

public sealed record DaySkipped(DateOnly On, SkipReason Reason, string? Name, string? NameEn);
