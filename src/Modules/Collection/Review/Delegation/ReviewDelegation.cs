using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Review.Delegation;

internal readonly record struct DelegationId(Guid Value) : IId<DelegationId>
{
    public static DelegationId From(Guid value) => new(value);
}

// Somebody's reviews, all or those of one task, in another person's hands for some days (decision 0036).
//
//   Given ──FirstOn──▶ Holding ──LastOn passes──▶ Over
//     └─────End──────────┴──────────────────────▶ Ended
//
// 1. It carries no right of its own: what the delegator may review at the moment of use, and nothing that they were handed themselves.
// 2. Only dates and End move it; another person or another stretch is another delegation.
internal sealed class ReviewDelegation : Aggregate
{
    public const int ReasonMax = 500;
    public const int DaysMax = 366;

    // Of one person at the same time, given or received.
    public const int HeldMax = 20;

    private ReviewDelegation()
    {
    }

    public DelegationId Id { get; private init; }
    public string By { get; private init; } = "";
    public string ByName { get; private init; } = "";
    public string To { get; private init; } = "";
    public string ToName { get; private init; } = "";

    // Null: all reviews of the delegator.
    public CollectionTaskId? TaskId { get; private init; }
    public DateOnly FirstOn { get; private init; }
    public DateOnly LastOn { get; private init; }
    public string Reason { get; private init; } = "";
    public DateTime GivenAt { get; private init; }
    public DateTime? EndedAt { get; private set; }
    public string? EndedBy { get; private set; }

    public static ReviewDelegation Give(Actor by, KnownPerson to, CollectionTaskId? task, NewDelegation asked, DateTime now, DateOnly today)
    {
        if (to.ActorId == by.Id)
        {
            throw CollectionRefusals.DelegateNotGood();
        }

        if (asked.FirstOn < today || asked.LastOn < asked.FirstOn || asked.LastOn.DayNumber - asked.FirstOn.DayNumber > DaysMax)
        {
            throw CollectionRefusals.DelegationDaysNotValid(DaysMax);
        }

        return new ReviewDelegation
        {
            Id = IId<DelegationId>.New(),
            By = by.Id,
            ByName = by.Name,
            To = to.ActorId,
            ToName = to.Name,
            TaskId = task,
            FirstOn = asked.FirstOn,
            LastOn = asked.LastOn,
            Reason = asked.Reason.Trim() is { Length: > 0 and <= ReasonMax } reason ? reason : throw CollectionRefusals.DelegationReasonMissing(ReasonMax),
            GivenAt = now,
        };
    }

    public void End(Actor by, DateTime now, DateOnly today)
    {
        if (StateOn(today) is DelegationState.Ended or DelegationState.Over)
        {
            throw CollectionRefusals.DelegationIsOver();
        }

        (EndedAt, EndedBy) = (now, by.Id);
    }

    public DelegationState StateOn(DateOnly today) =>
        EndedAt is not null ? DelegationState.Ended : today < FirstOn ? DelegationState.Given : today > LastOn ? DelegationState.Over : DelegationState.Holding;

    internal sealed class Map : IEntityTypeConfiguration<ReviewDelegation>
    {
        public void Configure(EntityTypeBuilder<ReviewDelegation> delegation)
        {
            delegation.ToTable("collection_delegation");
            delegation.HasKey(d => d.Id);
            delegation.Property(d => d.By).HasMaxLength(Submission.NameMax);
            delegation.Property(d => d.ByName).HasMaxLength(Submission.NameMax);
            delegation.Property(d => d.To).HasMaxLength(Submission.NameMax);
            delegation.Property(d => d.ToName).HasMaxLength(Submission.NameMax);
            delegation.Property(d => d.Reason).HasMaxLength(ReasonMax);
            delegation.Property(d => d.EndedBy).HasMaxLength(Submission.NameMax);
            delegation.Property(d => d.Version).IsConcurrencyToken();
            delegation.HasIndex(d => new { d.To, d.LastOn }).HasDatabaseName("ix_collection_delegation_to");
            delegation.HasIndex(d => new { d.By, d.LastOn }).HasDatabaseName("ix_collection_delegation_by");
            delegation.HasIndex(d => d.LastOn).HasDatabaseName("ix_collection_delegation_last");
        }
    }
}

public enum DelegationState
{
    // Its first day has not come.
    Given,
    Holding,
    Over,

    // By hand, before its last day.
    Ended,
}

// A delegation as it is asked for.
public sealed record NewDelegation
{
    // The name that the delegate signs in with.
    public required string To { get; init; }

    // Null: all reviews.
    public Guid? Task { get; init; }
    public required DateOnly FirstOn { get; init; }
    public required DateOnly LastOn { get; init; }
    public required string Reason { get; init; }
}
