using Gongxin.Collection.Tasks;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Sources;

internal readonly record struct CollectionSourceId(Guid Value) : IId<CollectionSourceId>
{
    public static CollectionSourceId From(Guid value) => new(value);
}

public enum SourceKind
{
    // An address that gives JSON, CSV or a workbook.
    Http,

    // A SELECT on a PostgreSQL server.
    Postgres,
}

public enum PullOutcome
{
    Draft,
    HandIn,
}

// Where the figures of one organisation for one task are pulled from, and when. It is pulled in the name of whoever set it, for as long as
// that person may report or forward for the organisation.
internal sealed class CollectionSource : Aggregate
{
    public const int AddressMax = 1000;
    public const int QueryMax = 8000;
    public const int UserMax = 120;
    public const int HeaderMax = 120;
    public const int SecretMax = 2000;
    private const int ProtectedMax = 6000;

    private CollectionSource()
    {
    }

    public CollectionSourceId Id { get; private init; }
    public CollectionTaskId TaskId { get; private init; }
    public Guid OrganisationId { get; private init; }
    public string? Region { get; private init; }
    public SourceKind Kind { get; private set; }

    // An address of the web, or HOST:PORT/DATABASE.
    public string Address { get; private set; } = "";
    public string? Query { get; private set; }
    public string? UserName { get; private set; }

    // The header that carries the secret.
    public string? HeaderName { get; private set; }

    // Protected, because it must be read again; it is never shown.
    public string? ProtectedSecret { get; private set; }
    public PullOutcome Outcome { get; private set; }

    // Calendar days before the deadline, and the minute of that day in the legal zone.
    public int DaysBefore { get; private set; }
    public int AtMinute { get; private set; }
    public int Retries { get; private set; }
    public int RetryMinutes { get; private set; }
    public bool IsActive { get; private set; }
    public string SetBy { get; private set; } = "";
    public string SetByName { get; private set; } = "";
    public DateTime SetAt { get; private set; }

    public static CollectionSource For(TaskMember member) => new()
    {
        Id = IId<CollectionSourceId>.New(),
        TaskId = member.TaskId,
        OrganisationId = member.OrganisationId,
        Region = member.Region,
    };

    public void Set(SourceSettings settings, string? protectedSecret, Actor by, DateTime now)
    {
        (Kind, Address, Query, UserName, HeaderName) = (settings.Kind, settings.Address, settings.Query, settings.UserName, settings.HeaderName);
        (Outcome, DaysBefore, AtMinute, Retries, RetryMinutes) = (settings.Outcome, settings.DaysBefore, (settings.At.Hour * 60) + settings.At.Minute, settings.Retries, settings.RetryMinutes);
        (IsActive, ProtectedSecret) = (settings.IsActive, protectedSecret);
        (SetBy, SetByName, SetAt) = (by.Id, by.Name, now);
    }

    // The instant at which what is due on a day is pulled.
    public DateTime PullsAt(DateOnly dueOn) =>
        TimeZoneInfo.ConvertTimeToUtc(dueOn.AddDays(-DaysBefore).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified).AddMinutes(AtMinute), LegalZone.China);

    // A deadline that had passed when the source was set is not caught up with: its figures of then are not those of now.
    public bool Covers(DateOnly dueOn) => PullsAt(dueOn) >= SetAt || dueOn >= LegalZone.LegalDay(SetAt);

    internal sealed class Map : IEntityTypeConfiguration<CollectionSource>
    {
        public void Configure(EntityTypeBuilder<CollectionSource> source)
        {
            source.ToTable("collection_source");
            source.HasKey(s => s.Id);
            source.Property(s => s.Region).HasMaxLength(6);
            source.Property(s => s.Kind).HasConversion<string>().HasMaxLength(16);
            source.Property(s => s.Address).HasMaxLength(AddressMax);
            source.Property(s => s.Query).HasMaxLength(QueryMax);
            source.Property(s => s.UserName).HasMaxLength(UserMax);
            source.Property(s => s.HeaderName).HasMaxLength(HeaderMax);
            source.Property(s => s.ProtectedSecret).HasMaxLength(ProtectedMax);
            source.Property(s => s.Outcome).HasConversion<string>().HasMaxLength(16);
            source.Property(s => s.SetBy).HasMaxLength(Submissions.Submission.NameMax);
            source.Property(s => s.SetByName).HasMaxLength(Submissions.Submission.NameMax);
            source.Property(s => s.Version).IsConcurrencyToken();
            source.HasIndex(s => new { s.OrganisationId, s.TaskId }).IsUnique().HasDatabaseName("ix_collection_source_organisation");
            source.HasIndex(s => new { s.TaskId, s.IsActive }).HasDatabaseName("ix_collection_source_task");
        }
    }
}

// What somebody sets, read and checked.
internal sealed record SourceSettings
{
    public required SourceKind Kind { get; init; }
    public required string Address { get; init; }
    public string? Query { get; init; }
    public string? UserName { get; init; }
    public string? HeaderName { get; init; }
    public required PullOutcome Outcome { get; init; }
    public required int DaysBefore { get; init; }
    public required TimeOnly At { get; init; }
    public required int Retries { get; init; }
    public required int RetryMinutes { get; init; }
    public required bool IsActive { get; init; }
}
