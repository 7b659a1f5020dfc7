using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Data;

/// <summary>
/// Who did what to what, when. Written in the transaction of the change; within about a second <see cref="Audit.AuditSealer"/>
/// gives it its number and the hash that chains it to the row before. After that it is never changed, and never deleted.
/// </summary>
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

    /// <summary>The organisation that the actor acted for, when it was one.</summary>
    public Guid? OrganisationId { get; private init; }

    /// <summary>Gap-free place in the chain, from 1; null until it is sealed.</summary>
    public long? Number { get; private set; }

    /// <summary>Hash of the row before, lower-case hex.</summary>
    public string? Previous { get; private set; }

    /// <summary>SHA-256 over the row before and this one, lower-case hex.</summary>
    public string? Hash { get; private set; }

    internal void Seal(long number, string previous)
    {
        (Number, Previous) = (number, previous);
        Hash = Audit.AuditChain.HashOf(this);
    }

    internal static AuditEntry By(Actor actor, string action, string subject, string? detail, TimeProvider clock) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        At = clock.GetUtcNow().UtcDateTime,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Action = action,
        Subject = subject,
        Detail = detail,
        OrganisationId = actor.Organisation,
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
        audit.Property(a => a.Previous).HasMaxLength(64);
        audit.Property(a => a.Hash).HasMaxLength(64);
        audit.HasIndex(a => a.Number).IsUnique().HasDatabaseName("ix_kernel_audit_number");
        audit.HasIndex(a => new { a.OrganisationId, a.Id }).HasDatabaseName("ix_kernel_audit_organisation");
        audit.HasIndex(a => new { a.Action, a.Id }).HasDatabaseName("ix_kernel_audit_action");
        audit.HasIndex(a => new { a.Subject, a.Id }).HasDatabaseName("ix_kernel_audit_subject");
        audit.HasIndex(a => new { a.ActorId, a.Id }).HasDatabaseName("ix_kernel_audit_actor");
    }
}
