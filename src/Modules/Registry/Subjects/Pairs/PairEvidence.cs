using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Registry.Subjects.Pairs;

// One piece of what a judgement rests on.
internal sealed class PairEvidence
{
    public const int ValueMax = 500;

    public JudgementId PairId { get; init; }
    public int Number { get; init; }
    public EvidenceKind Kind { get; init; }

    // Of which kind the identifier is; null for other evidence.
    public IdentifierKind? Identifier { get; init; }

    // The name, the identifier, the digest or address of a document, or the authority with the number of its statement.
    public string Value { get; init; } = "";
    public string? Note { get; init; }

    // What is the same on both proves that they are one, never that they are two.
    public static void MustBeEnough(PairVerdict verdict, IReadOnlyList<PairEvidence> evidence)
    {
        if (evidence.Count is 0 or > PairJudgement.EvidenceMax)
        {
            throw PairRefusals.EvidenceCount(PairJudgement.EvidenceMax);
        }

        if (evidence.All(e => e.Kind is EvidenceKind.Name))
        {
            throw PairRefusals.NameAlone();
        }

        if (verdict is PairVerdict.Different && !evidence.Any(e => e.Kind is EvidenceKind.Document or EvidenceKind.Authority))
        {
            throw PairRefusals.DifferenceNotShown();
        }
    }

    // Stands in the ledger for what was looked at, without telling it.
    public static string DigestOf(IEnumerable<PairEvidence> evidence) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', evidence.OrderBy(e => e.Number).Select(e => $"{e.Kind}\t{e.Identifier}\t{e.Value}\t{e.Note}")))));

    internal sealed class Map : IEntityTypeConfiguration<PairEvidence>
    {
        public void Configure(EntityTypeBuilder<PairEvidence> evidence)
        {
            evidence.ToTable("registry_pair_evidence");
            evidence.HasKey(e => new { e.PairId, e.Number });
            evidence.Property(e => e.Number).ValueGeneratedNever();
            evidence.Property(e => e.Kind).HasConversion<string>().HasMaxLength(16);
            evidence.Property(e => e.Identifier).HasConversion<string>().HasMaxLength(32);
            evidence.Property(e => e.Value).HasMaxLength(ValueMax);
            evidence.Property(e => e.Note).HasMaxLength(PairJudgement.NoteMax);
        }
    }
}
