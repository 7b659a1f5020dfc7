using Gongxin.Kernel.Ledger.Merkle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Ledger;

/// <summary>
/// One entry of the ledger. What counts is <see cref="Leaf"/>, the bytes that are hashed; the other columns repeat what
/// stands in it, for queries, and are compared with it by the verification.
/// </summary>
public sealed class LedgerEntry
{
    public const int KindMax = 60;
    public const int SubjectMax = 300;

    /// <summary>An entry fits the 16-bit length of an entry bundle, with room for the fields around the payload.</summary>
    public const int PayloadBytesMax = 48_000;

    private LedgerEntry()
    {
    }

    /// <summary>Gap-free, from 0.</summary>
    public long Index { get; private init; }

    public LedgerEntryId Id { get; private init; }
    public string Kind { get; private init; } = "";
    public string Subject { get; private init; } = "";
    public string Audience { get; private init; } = "";
    public DateTime At { get; private init; }

    /// <summary>The entry as it is hashed and served: JSON, UTF-8 (<see cref="LedgerLeaf"/>).</summary>
    public byte[] Leaf { get; private init; } = [];

    public byte[] LeafHash { get; private init; } = [];

    /// <summary>What only the audience may read, when that is not everybody; the leaf holds its digest.</summary>
    public byte[]? Withheld { get; private init; }

    internal static LedgerEntry Of(long index, QueuedEntry queued)
    {
        var (leaf, withheld) = LedgerLeaf.Encode(queued);
        return new LedgerEntry
        {
            Index = index,
            Id = queued.Id,
            Kind = queued.Kind,
            Subject = queued.Subject,
            Audience = queued.Audience,
            At = queued.At,
            Leaf = leaf,
            LeafHash = MerkleHash.Leaf(leaf),
            Withheld = withheld,
        };
    }
}

internal sealed class LedgerEntryMap : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.ToTable("ledger_entry");
        entry.HasKey(e => e.Index);
        entry.Property(e => e.Index).ValueGeneratedNever();
        entry.Property(e => e.Kind).HasMaxLength(LedgerEntry.KindMax);
        entry.Property(e => e.Subject).HasMaxLength(LedgerEntry.SubjectMax);
        entry.Property(e => e.Audience).HasMaxLength(Ledger.Audience.ValueMax);
        entry.Property(e => e.Leaf).HasMaxLength(ushort.MaxValue);
        entry.Property(e => e.LeafHash).HasMaxLength(MerkleHash.Bytes);
        entry.Property(e => e.Withheld).HasMaxLength(ushort.MaxValue);
        entry.HasIndex(e => e.Id).IsUnique().HasDatabaseName("ix_ledger_entry_id");
        entry.HasIndex(e => new { e.Subject, e.Index }).HasDatabaseName("ix_ledger_entry_subject");
        entry.HasIndex(e => new { e.Kind, e.Index }).HasDatabaseName("ix_ledger_entry_kind");
    }
}
