using System.Text.Json;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Submissions;

internal readonly record struct SubmissionId(Guid Value) : IId<SubmissionId>
{
    public static SubmissionId From(Guid value) => new(value);

    public static bool operator <(SubmissionId left, SubmissionId right) => left.Value < right.Value;

    public static bool operator >(SubmissionId left, SubmissionId right) => left.Value > right.Value;
}

// What one organisation owes for one period, and how far it is.
//
//   Due ──SaveDraft──▶ Draft ──HandIn──▶ HandedIn ──Forward──▶ Forwarded ──Approve──▶ Approved ──Lock──▶ Locked
//    └────────────HandIn─────────────────▲  │  └───Approve, where nobody forwards──────▲  │ │              │
//                        Returned ◀──Return─┴──────Return──── Forwarded                  │ │              │
//                           └──SaveDraft──▶ Draft, or HandIn ──▶ HandedIn                │ │              │
//   Revise, from Approved or Locked: the next round begins as a Draft; when it is approved, this one is Superseded.
//   Exempt: not asked.
//
// 1. What was handed in never changes (SubmissionHandIn); the draft does.
// 2. Nobody reviews what they handed in themselves, nor what was handed in by whom they stand in for.
internal sealed class Submission : Aggregate
{
    public const int DraftMax = 2_000_000;
    public const int NameMax = 120;

    private Submission()
    {
    }

    public Guid OrganisationId { get; private init; }
    public SubmissionId Id { get; private init; }
    public CollectionTaskId TaskId { get; private init; }
    public CollectionPeriodId PeriodId { get; private init; }

    // 1, and one more for each revision of what was approved.
    public int Round { get; private init; }
    public string OrganisationName { get; private init; } = "";
    public string? Uscc { get; private init; }
    public string? Region { get; private init; }

    // Moves with the deadline of its period, when that was provisional.
    public DateOnly DueOn { get; private init; }
    public bool NeedsForwarding { get; private init; }
    public SubmissionState State { get; private set; }
    public string? ExemptReason { get; private init; }

    // JSON of DraftCells: values with who changed them last, and explanations.
    public string? DraftJson { get; private set; }
    public string? DraftByName { get; private set; }
    public DateTime? DraftAt { get; private set; }

    // Of the newest hand-in; 0 when there is none.
    public int HandInNumber { get; private set; }
    public string? HandedInBy { get; private set; }
    public DateTime? HandedInAt { get; private set; }
    public bool? IsLate { get; private set; }
    public int FindingCount { get; private set; }
    public int RemarkCount { get; private set; }

    // The organisation's reviewer is next; else, of what was handed in, the department's.
    public bool AwaitsForwarding => State is SubmissionState.HandedIn && NeedsForwarding;

    public bool AwaitsApproval => State is SubmissionState.Forwarded || (State is SubmissionState.HandedIn && !NeedsForwarding);

    public bool TakesHandIn => State is SubmissionState.Due or SubmissionState.Draft or SubmissionState.Returned;

    public DraftContent Draft => DraftJson is null ? DraftContent.Empty : JsonSerializer.Deserialize<DraftContent>(DraftJson, ReadyTemplates.Json)!;

    public static Submission Ask(CollectionTask task, CollectionPeriod period, TaskMember member, string? exempt) => new()
    {
        OrganisationId = member.OrganisationId,
        Id = IId<SubmissionId>.New(),
        TaskId = task.Id,
        PeriodId = period.Id,
        Round = 1,
        OrganisationName = member.Name,
        Uscc = member.Uscc,
        Region = member.Region,
        DueOn = period.DueOn,
        NeedsForwarding = task.NeedsForwarding,
        State = exempt is null ? SubmissionState.Due : SubmissionState.Exempt,
        ExemptReason = exempt,
    };

    public void SaveDraft(DraftContent draft, Actor by, DateTime now)
    {
        Require(TakesHandIn);
        var json = JsonSerializer.Serialize(draft, ReadyTemplates.Json);
        (DraftJson, DraftByName, DraftAt) = (json.Length <= DraftMax ? json : throw CollectionRefusals.DraftTooLarge(DraftMax), by.Name, now);
        State = SubmissionState.Draft;
    }

    public void HandIn(SubmissionHandIn handIn)
    {
        Require(TakesHandIn);
        (HandInNumber, HandedInBy, HandedInAt, FindingCount) = (handIn.Number, handIn.By, handIn.At, handIn.FindingCount);
        IsLate ??= handIn.IsLate;
        State = SubmissionState.HandedIn;
    }

    public void Forward(Actor by, string? inStead = null)
    {
        Require(AwaitsForwarding);
        RequireOther(by, inStead);
        (State, RemarkCount) = (SubmissionState.Forwarded, RemarkCount + 1);
    }

    public void Return(Actor by, string? inStead = null)
    {
        Require(State is SubmissionState.HandedIn or SubmissionState.Forwarded);
        RequireOther(by, inStead);
        (State, RemarkCount) = (SubmissionState.Returned, RemarkCount + 1);
    }

    public void Approve(Actor by, string? inStead = null)
    {
        Require(AwaitsApproval);
        RequireOther(by, inStead);
        (State, RemarkCount) = (SubmissionState.Approved, RemarkCount + 1);
    }

    public void Supersede()
    {
        Require(State is SubmissionState.Approved or SubmissionState.Locked);
        State = SubmissionState.Superseded;
    }

    public void Lock()
    {
        Require(State is SubmissionState.Approved or SubmissionState.Locked);
        State = SubmissionState.Locked;
    }

    // The next round, with what was approved as its draft.
    public Submission Revise(DraftContent approved, Actor by, DateTime now)
    {
        Require(State is SubmissionState.Approved or SubmissionState.Locked);
        var next = new Submission
        {
            OrganisationId = OrganisationId, Id = IId<SubmissionId>.New(), TaskId = TaskId, PeriodId = PeriodId, Round = Round + 1,
            OrganisationName = OrganisationName, Uscc = Uscc, Region = Region, DueOn = DueOn, NeedsForwarding = NeedsForwarding, IsLate = IsLate,
        };
        next.SaveDraft(approved, by, now);
        return next;
    }

    private void Require(bool holds)
    {
        if (!holds)
        {
            throw CollectionRefusals.SubmissionInState(State);
        }
    }

    private void RequireOther(Actor by, string? inStead)
    {
        if (HandedInBy is { } handedInBy && (handedInBy == by.Id || handedInBy == inStead))
        {
            throw CollectionRefusals.OwnHandIn();
        }
    }

    internal sealed class Map : IEntityTypeConfiguration<Submission>
    {
        public void Configure(EntityTypeBuilder<Submission> submission)
        {
            submission.ToTable("collection_submission");
            submission.HasKey(s => new { s.OrganisationId, s.Id });
            submission.Property(s => s.OrganisationName).HasMaxLength(TaskMember.NameMax);
            submission.Property(s => s.Uscc).HasMaxLength(18);
            submission.Property(s => s.Region).HasMaxLength(6);
            submission.Property(s => s.State).HasConversion<string>().HasMaxLength(16);
            submission.Property(s => s.ExemptReason).HasMaxLength(TaskMember.ReasonMax);
            submission.Property(s => s.DraftJson).HasMaxLength(DraftMax);
            submission.Property(s => s.DraftByName).HasMaxLength(NameMax);
            submission.Property(s => s.HandedInBy).HasMaxLength(NameMax);
            submission.Property(s => s.Version).IsConcurrencyToken();
            submission.Ignore(s => s.Draft);
            submission.Ignore(s => s.TakesHandIn);
            submission.Ignore(s => s.AwaitsForwarding);
            submission.Ignore(s => s.AwaitsApproval);
            submission.HasIndex(s => new { s.OrganisationId, s.PeriodId, s.Round }).IsUnique().HasDatabaseName("ix_collection_submission_round");
            submission.HasIndex(s => s.Id).HasDatabaseName("ix_collection_submission_id");

            // The rates are counted from this index alone.
            submission.HasIndex(s => new { s.PeriodId, s.State, s.Round, s.HandInNumber, s.IsLate }).HasDatabaseName("ix_collection_submission_period");
            submission.HasIndex(s => new { s.State, s.DueOn, s.Id }).HasDatabaseName("ix_collection_submission_due");
            submission.HasIndex(s => new { s.DueOn, s.Id }).HasDatabaseName("ix_collection_submission_order");
            submission.HasIndex(s => new { s.TaskId, s.State }).HasDatabaseName("ix_collection_submission_task");
        }
    }
}

public enum SubmissionState
{
    Due,
    Draft,
    HandedIn,
    Forwarded,
    Approved,
    Locked,
    Returned,
    Superseded,
    Exempt,
}
