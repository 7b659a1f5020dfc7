using System.Text.Json;
using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Sources;

internal readonly record struct SourcePullId(Guid Value) : IId<SourcePullId>
{
    public static SourcePullId From(Guid value) => new(value);

    public static bool operator <(SourcePullId left, SourcePullId right) => left.Value < right.Value;

    public static bool operator >(SourcePullId left, SourcePullId right) => left.Value > right.Value;
}

// One attempt to pull figures from a source. Address and query stand in it as they were used, and the digest of what came: a value that
// was pulled names that digest and its place in it.
//
//   Running ──▶ Drafted | HandedIn | NeedsPerson (what came must be fixed or explained: it is a draft now)
//      │  └───▶ Tried (nothing was changed; a person looks at what came)
//      └──────▶ Failed ── the next attempt is another pull, until there are no more
//
// IsFinal: the schedule pulls no more for this submission.
internal sealed class SourcePull : Aggregate
{
    public const int CodeMax = 80;
    public const int ArgsMax = 1000;
    public const int FileNameMax = 200;

    private SourcePull()
    {
    }

    public SourcePullId Id { get; private init; }
    public CollectionSourceId SourceId { get; private init; }
    public Guid OrganisationId { get; private init; }
    public SubmissionId SubmissionId { get; private init; }
    public string Period { get; private init; } = "";

    // 1, 2, … of the schedule; 0 for what a person tries.
    public int Attempt { get; private init; }
    public PullState State { get; private set; }
    public bool IsFinal { get; private set; }
    public string Address { get; private init; } = "";
    public string? Query { get; private init; }
    public string By { get; private init; } = "";
    public string ByName { get; private init; } = "";
    public DateTime At { get; private init; }
    public DateTime? EndedAt { get; private set; }
    public string? Sha256 { get; private set; }
    public long? Bytes { get; private set; }
    public string? FileName { get; private set; }
    public Guid? WorkbookId { get; private set; }
    public int? ValueCount { get; private set; }

    // What stands against handing in.
    public int? FindingCount { get; private set; }

    // The version of the submission whose draft this pull has made: nobody has touched it since while that is its version.
    public int? DraftVersion { get; private set; }

    // The hand-in that it led to, within the submission.
    public int? HandInNumber { get; private set; }
    // The people concerned know how it ended.
    public bool IsTold { get; private set; }
    public string? ErrorCode { get; private set; }
    public string? ErrorArgs { get; private set; }

    public Refusal? Error => ErrorCode is null ? null : new Refusal(ErrorCode, 422, [.. JsonSerializer.Deserialize<string[]>(ErrorArgs!)!]);

    public static SourcePull Begin(CollectionSource source, SubmissionId submission, string period, int attempt, (string Id, string Name) by, DateTime now) => new()
    {
        Id = IId<SourcePullId>.New(),
        SourceId = source.Id,
        OrganisationId = source.OrganisationId,
        SubmissionId = submission,
        Period = period,
        Attempt = attempt,
        Address = source.Address,
        Query = source.Query,
        By = by.Id,
        ByName = by.Name,
        At = now,

        // Whoever tries something is there to see it.
        IsTold = attempt == 0,
    };

    public void Fetch(Fetched fetched) => (Sha256, Bytes, FileName) = (fetched.Blob.Sha256, fetched.Blob.Length, fetched.FileName);

    public void Read(PulledValues pulled) => (WorkbookId, ValueCount) = (pulled.WorkbookId, pulled.Values.Count);

    public void Try(int findings, DateTime now) => End(PullState.Tried, findings, now);

    public void Draft(int version, int findings, DateTime now)
    {
        DraftVersion = version;
        End(findings > 0 ? PullState.NeedsPerson : PullState.Drafted, findings, now);
    }

    public void HandIn(int number, DateTime now)
    {
        HandInNumber = number;
        End(PullState.HandedIn, 0, now);
    }

    public void Fail(Refusal refusal, int attemptsMax, DateTime now)
    {
        var args = JsonSerializer.Serialize(refusal.Args.Select(a => a.ToString() ?? ""));
        (ErrorCode, ErrorArgs) = (refusal.Code, args.Length <= ArgsMax ? args : "[\"\",\"\",\"\"]");
        End(PullState.Failed, null, now);
        IsFinal = Attempt == 0 || Attempt >= attemptsMax;
    }

    public void Tell() => IsTold = true;

    // What was read needs a mapping: the workbook is kept for it.
    public void Keep(Guid workbook) => WorkbookId = workbook;

    private void End(PullState state, int? findings, DateTime now)
    {
        if (State is not PullState.Running)
        {
            throw new InvalidOperationException($"Pull {Id.Value} is {State}.");
        }

        (State, FindingCount, EndedAt, IsFinal) = (state, findings, now, true);
    }

    internal sealed class Map : IEntityTypeConfiguration<SourcePull>
    {
        public void Configure(EntityTypeBuilder<SourcePull> pull)
        {
            pull.ToTable("collection_pull");
            pull.HasKey(p => p.Id);
            pull.Property(p => p.Period).HasMaxLength(Periods.PeriodSpan.CodeMax);
            pull.Property(p => p.State).HasConversion<string>().HasMaxLength(16);
            pull.Property(p => p.Address).HasMaxLength(CollectionSource.AddressMax);
            pull.Property(p => p.Query).HasMaxLength(CollectionSource.QueryMax);
            pull.Property(p => p.By).HasMaxLength(Submission.NameMax);
            pull.Property(p => p.ByName).HasMaxLength(Submission.NameMax);
            pull.Property(p => p.Sha256).HasMaxLength(64);
            pull.Property(p => p.FileName).HasMaxLength(FileNameMax);
            pull.Property(p => p.ErrorCode).HasMaxLength(CodeMax);
            pull.Property(p => p.ErrorArgs).HasMaxLength(ArgsMax);
            pull.Property(p => p.Version).IsConcurrencyToken();
            pull.Ignore(p => p.Error);
            pull.HasIndex(p => new { p.SourceId, p.Id }).HasDatabaseName("ix_collection_pull_source");
            pull.HasIndex(p => new { p.SubmissionId, p.SourceId, p.Attempt }).HasDatabaseName("ix_collection_pull_submission");
            pull.HasIndex(p => new { p.State, p.At }).HasDatabaseName("ix_collection_pull_state");
            pull.HasIndex(p => new { p.IsTold, p.Id }).HasDatabaseName("ix_collection_pull_told");
        }
    }
}

public enum PullState
{
    Running,
    Tried,
    Drafted,
    HandedIn,
    NeedsPerson,
    Failed,
}
