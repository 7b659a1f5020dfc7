using System.Globalization;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Notices;

internal readonly record struct DeliveryId(Guid Value) : IId<DeliveryId>
{
    public static DeliveryId From(Guid value) => new(value);

    public static bool operator <(DeliveryId left, DeliveryId right) => left.Value < right.Value;

    public static bool operator >(DeliveryId left, DeliveryId right) => left.Value > right.Value;
}

public enum DeliveryState
{
    Waiting,
    Sending,
    Delivered,
    Dead,
}

// One message on its way to one address, with one notice or several that were gathered.
//
//   Waiting ──Claim──▶ Sending ──Arrive──▶ Delivered
//      ▲               │  │  ▲
//      ├──Fail, early──┘  │  └──Claim again, when the lease is over: the sender was killed
//      │                  └──Fail, at last──▶ Dead
//      └──────────────Resend───────────────────┘
//
// 1. It is delivered at least once, each time with the same id: a receiver that knows the id has it already.
// 2. A sender holds it for a lease; nothing is sent inside a transaction.
// 3. Notices are added while it waits and was never tried.
internal sealed class Delivery : Aggregate
{
    public const int AttemptsMax = 8;
    public const int NoticesMax = 50;
    public const int ErrorMax = 200;
    private const int IdsMax = 2000;

    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WaitMax = TimeSpan.FromHours(12);

    private Delivery()
    {
    }

    public DeliveryId Id { get; private init; }
    public NoticeWayId Way { get; private init; }

    // Ids of the notices, separated by blanks.
    public string NoticeIds { get; private set; } = "";
    public DeliveryState State { get; private set; }
    public int AttemptCount { get; private set; }
    public DateTime CreatedAt { get; private init; }

    // Not before this instant; while Sending, the end of the lease.
    public DateTime DueAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    // Why the last attempt failed, as a code of the texts, with the status of the answer.
    public string? LastError { get; private set; }

    public IReadOnlyList<NoticeId> Notices => [.. NoticeIds.Split(' ').Select(id => new NoticeId(Guid.Parse(id, CultureInfo.InvariantCulture)))];

    public bool MayTakeMore => State is DeliveryState.Waiting && AttemptCount == 0 && Notices.Count < NoticesMax;

    public static Delivery Of(NoticeWayId way, NoticeId first, DateTime now, DateTime dueAt) => new()
    {
        Id = IId<DeliveryId>.New(),
        Way = way,
        NoticeIds = first.Value.ToString(),
        CreatedAt = now,
        DueAt = dueAt,
    };

    public void Take(NoticeId notice)
    {
        if (!MayTakeMore)
        {
            throw new InvalidOperationException($"Delivery {Id.Value} takes no more notices.");
        }

        NoticeIds += " " + notice.Value;
    }

    public void Claim(DateTime now)
    {
        if (State is not (DeliveryState.Waiting or DeliveryState.Sending) || DueAt > now)
        {
            throw new InvalidOperationException($"Delivery {Id.Value} is {State} and due at {DueAt:O}.");
        }

        State = DeliveryState.Sending;
        AttemptCount++;
        DueAt = now + Lease;
    }

    public void Arrive(DateTime now)
    {
        Expect(DeliveryState.Sending);
        (State, EndedAt, LastError) = (DeliveryState.Delivered, now, null);
    }

    // Waits 30 s, 2 min, 8 min … at most half a day.
    public void Fail(string error, DateTime now)
    {
        Expect(DeliveryState.Sending);
        LastError = error.Length <= ErrorMax ? error : error[..ErrorMax];
        if (AttemptCount >= AttemptsMax)
        {
            (State, EndedAt) = (DeliveryState.Dead, now);
            return;
        }

        var wait = FirstWait * Math.Pow(4, AttemptCount - 1);
        (State, DueAt) = (DeliveryState.Waiting, now + (wait < WaitMax ? wait : WaitMax));
    }

    public void Resend(DateTime now)
    {
        if (State is not DeliveryState.Dead)
        {
            throw GovernanceRefusals.DeliveryNotDead(State);
        }

        (State, AttemptCount, DueAt, EndedAt) = (DeliveryState.Waiting, 0, now, null);
    }

    private void Expect(DeliveryState state)
    {
        if (State != state)
        {
            throw new InvalidOperationException($"Delivery {Id.Value} is {State}, not {state}.");
        }
    }

    internal sealed class Map : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> delivery)
        {
            delivery.ToTable("governance_delivery");
            delivery.HasKey(d => d.Id);
            delivery.Property(d => d.NoticeIds).HasMaxLength(IdsMax);
            delivery.Property(d => d.State).HasConversion<string>().HasMaxLength(16);
            delivery.Property(d => d.LastError).HasMaxLength(ErrorMax);
            delivery.HasIndex(d => new { d.State, d.DueAt }).HasDatabaseName("ix_governance_delivery_due");
            delivery.HasIndex(d => new { d.Way, d.State }).HasDatabaseName("ix_governance_delivery_way");
        }
    }
}
