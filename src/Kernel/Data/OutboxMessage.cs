using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Data;

/// <summary>An announcement on its way to its handlers: at least once, in any order.</summary>
public sealed class OutboxMessage
{
    private OutboxMessage()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Full name of the announcement's type.</summary>
    public string Kind { get; private init; } = "";

    public string Payload { get; private init; } = "";
    public DateTime CreatedAt { get; private init; }

    /// <summary>Not to be tried before this instant.</summary>
    public DateTime DueAt { get; private set; }

    public DateTime? HandledAt { get; private set; }
    public int AttemptCount { get; private set; }

    internal static OutboxMessage For(IAnnouncement announcement, TimeProvider clock) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Kind = announcement.GetType().FullName!,
        Payload = JsonSerializer.Serialize(announcement, announcement.GetType()),
        CreatedAt = clock.GetUtcNow().UtcDateTime,
        DueAt = clock.GetUtcNow().UtcDateTime,
    };

    internal void Handled(DateTime at) => HandledAt = at;

    // Waits 2, 4, 8 … seconds, at most an hour; a poisoned message never blocks the others.
    internal void Failed(DateTime at)
    {
        AttemptCount++;
        DueAt = at.AddSeconds(Math.Min(3600, Math.Pow(2, Math.Min(AttemptCount, 12))));
    }
}

internal sealed class OutboxMessageMap : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("kernel_outbox");
        message.HasKey(m => m.Id);
        message.Property(m => m.Kind).HasMaxLength(200);
        message.Property(m => m.Payload).HasMaxLength(4000);
        message.HasIndex(m => new { m.HandledAt, m.DueAt }).HasDatabaseName("ix_kernel_outbox_due");
    }
}
