using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Audit;

/// <summary>The end of the chain. Kept apart from the rows, so that the newest of them cannot be taken away unseen.</summary>
public sealed class AuditHead
{
    public const int OnlyId = 1;

    private AuditHead()
    {
    }

    public int Id { get; private init; }

    /// <summary>Number of the newest sealed row; 0 before the first.</summary>
    public long Number { get; private set; }

    public string Hash { get; private set; } = AuditChain.Start;

    internal static AuditHead First() => new() { Id = OnlyId };

    internal void MoveTo(long number, string hash) => (Number, Hash) = (number, hash);
}

internal sealed class AuditHeadMap : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.ToTable("kernel_audit_head");
        head.HasKey(h => h.Id);
        head.Property(h => h.Id).ValueGeneratedNever();
        head.Property(h => h.Hash).HasMaxLength(64);
    }
}
