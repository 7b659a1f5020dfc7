using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Notes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Ledger;

/// <summary>A signed statement of this node that its ledger has so many entries and this root; one per batch.</summary>
public sealed class LedgerCheckpoint
{
    private LedgerCheckpoint()
    {
    }

    public long Size { get; private init; }
    public byte[] Root { get; private init; } = [];

    /// <summary>The signed note as it is served.</summary>
    public string Note { get; private init; } = "";

    public DateTime At { get; private init; }

    internal static LedgerCheckpoint Sign(long size, byte[] root, IReadOnlyList<ILedgerSigner> signers, DateTime at) => new()
    {
        Size = size,
        Root = root,
        Note = SignedNote.Sign(new Checkpoint(signers[0].Key.Name, size, root).ToString(), signers),
        At = at,
    };
}

internal sealed class LedgerCheckpointMap : IEntityTypeConfiguration<LedgerCheckpoint>
{
    public void Configure(EntityTypeBuilder<LedgerCheckpoint> checkpoint)
    {
        checkpoint.ToTable("ledger_checkpoint");
        checkpoint.HasKey(c => c.Size);
        checkpoint.Property(c => c.Size).ValueGeneratedNever();
        checkpoint.Property(c => c.Root).HasMaxLength(MerkleHash.Bytes);
        checkpoint.Property(c => c.Note).HasMaxLength(4000);
    }
}
