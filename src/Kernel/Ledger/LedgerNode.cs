using Gongxin.Kernel.Ledger.Merkle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Ledger;

/// <summary>The hash of a complete subtree above the leaves; the hash of a leaf stands in its entry.</summary>
public sealed class LedgerNode
{
    private LedgerNode()
    {
    }

    /// <summary>Level and index: <see cref="NodeId.Key"/>.</summary>
    public long Key { get; private init; }

    public byte[] Hash { get; private init; } = [];

    internal static LedgerNode Of(NodeId id, byte[] hash) => new() { Key = id.Key, Hash = hash };
}

internal sealed class LedgerNodeMap : IEntityTypeConfiguration<LedgerNode>
{
    public void Configure(EntityTypeBuilder<LedgerNode> node)
    {
        node.ToTable("ledger_node");
        node.HasKey(n => n.Key);
        node.Property(n => n.Key).ValueGeneratedNever();
        node.Property(n => n.Hash).HasMaxLength(MerkleHash.Bytes);
    }
}
