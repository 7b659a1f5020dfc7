using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Ledger;

/// <summary>Names an entry before it has its number, so that a business row can point to it in its own transaction.</summary>
public readonly record struct LedgerEntryId(Guid Value) : IId<LedgerEntryId>
{
    public static LedgerEntryId From(Guid value) => new(value);
}

/// <summary>A public act on its way into the ledger: committed with the act, numbered by the sequencer.</summary>
public sealed class QueuedEntry
{
    private QueuedEntry()
    {
    }

    public LedgerEntryId Id { get; private init; }

    /// <summary>What happened, noun and past participle, e.g. <c>dataset.version-published</c>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>What it happened to, e.g. <c>dataset:china-villages/3</c>.</summary>
    public string Subject { get; private init; } = "";

    public string Audience { get; private init; } = "";

    /// <summary>JSON, UTF-8, as it is hashed: never written again in another form.</summary>
    public byte[] Payload { get; private init; } = [];

    /// <summary>When it happened, to the millisecond.</summary>
    public DateTime At { get; private init; }

    internal static QueuedEntry Of(string kind, string subject, byte[] payload, Audience audience, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kind.Length, LedgerEntry.KindMax, nameof(kind));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subject.Length, LedgerEntry.SubjectMax, nameof(subject));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, LedgerEntry.PayloadBytesMax, nameof(payload));
        var now = clock.GetUtcNow();
        return new QueuedEntry
        {
            Id = new LedgerEntryId(ActOrder.OfProcess.Next(now)),
            Kind = kind,
            Subject = subject,
            Audience = audience.Value,
            Payload = payload,
            At = now.UtcDateTime.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMillisecond)),
        };
    }
}

internal sealed class QueuedEntryMap : IEntityTypeConfiguration<QueuedEntry>
{
    public void Configure(EntityTypeBuilder<QueuedEntry> queued)
    {
        queued.ToTable("ledger_queue");
        queued.HasKey(q => q.Id);
        queued.Property(q => q.Kind).HasMaxLength(LedgerEntry.KindMax);
        queued.Property(q => q.Subject).HasMaxLength(LedgerEntry.SubjectMax);
        queued.Property(q => q.Audience).HasMaxLength(Ledger.Audience.ValueMax);
        queued.Property(q => q.Payload).HasMaxLength(LedgerEntry.PayloadBytesMax);
    }
}
