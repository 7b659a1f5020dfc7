using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Data;

/// <summary>Who did what to what, when. Written in the transaction of the change; never changed or deleted.</summary>
public sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    /// <summary>UUID version 7: in time order.</summary>
    public Guid Id { get; private init; }

    public DateTime At { get; private init; }
    public string ActorId { get; private init; } = "";
    public string ActorName { get; private init; } = "";
    public string Action { get; private init; } = "";
    public string Subject { get; private init; } = "";
    public string? Detail { get; private init; }

    internal static AuditEntry By(Actor actor, string action, string subject, string? detail, TimeProvider clock) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        At = clock.GetUtcNow().UtcDateTime,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Action = action,
        Subject = subject,
        Detail = detail,
    };
}

internal sealed class AuditEntryMap : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> audit)
    {
        audit.ToTable("kernel_audit");
        audit.HasKey(a => a.Id);
        audit.Property(a => a.ActorId).HasMaxLength(120);
        audit.Property(a => a.ActorName).HasMaxLength(120);
        audit.Property(a => a.Action).HasMaxLength(60);
        audit.Property(a => a.Subject).HasMaxLength(300);
        audit.Property(a => a.Detail).HasMaxLength(20_000);
        audit.HasIndex(a => new { a.Subject, a.Id }).HasDatabaseName("ix_kernel_audit_subject");
        audit.HasIndex(a => new { a.ActorId, a.Id }).HasDatabaseName("ix_kernel_audit_actor");
    }
}
