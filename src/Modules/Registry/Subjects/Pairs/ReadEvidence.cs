using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identifiers;
using Gongxin.Kernel.Text;
using Gongxin.Registry.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Subjects.Pairs;

// Reads evidence as it is handed in. What is said to be on both subjects must stand in the register at both.
internal sealed class ReadEvidence(RegistryDb registry, IdentifierChecks checks)
{
    private const int DigestLength = 64;
    private const int ValueMin = 2;

    public async Task<IReadOnlyList<PairEvidence>> OfAsync(IReadOnlyList<EvidenceData>? given, SubjectId first, SubjectId second, CancellationToken ct)
    {
        if (given is not { Count: > 0 and <= PairJudgement.EvidenceMax })
        {
            throw PairRefusals.EvidenceCount(PairJudgement.EvidenceMax);
        }

        var read = new List<PairEvidence>();
        foreach (var piece in given)
        {
            var (value, note) = await ReadAsync(piece, first, second, ct);
            read.Add(new() { Number = read.Count + 1, Kind = piece.Kind!.Value, Identifier = piece.Kind is EvidenceKind.Identifier ? piece.Identifier : null, Value = value, Note = note });
        }

        return read;
    }

    public static string Text(string field, string? text, int min, int max) =>
        text?.Trim() is { } given && given.Length >= min && given.Length <= max ? IdentityNumbers.Masked(given) : throw PairRefusals.FieldNotUsable(field, min, max);

    private async Task<(string Value, string? Note)> ReadAsync(EvidenceData piece, SubjectId first, SubjectId second, CancellationToken ct) => piece?.Kind switch
    {
        EvidenceKind.Name => (await SharedNameAsync(piece.Value, first, second, ct), NoteOf(piece)),
        EvidenceKind.Identifier => (await SharedIdentifierAsync(piece, first, second, ct), NoteOf(piece)),
        EvidenceKind.Document => (DocumentOf(piece.Value), Text("note", piece.Note, PairJudgement.NoteMin, PairJudgement.NoteMax)),
        EvidenceKind.Authority => (Text("value", piece.Value, ValueMin, PairEvidence.ValueMax), Text("note", piece.Note, PairJudgement.NoteMin, PairJudgement.NoteMax)),
        _ => throw PairRefusals.FieldNotUsable("kind", 1, PairJudgement.EvidenceMax),
    };

    private static string? NoteOf(EvidenceData piece) => string.IsNullOrWhiteSpace(piece.Note) ? null : Text("note", piece.Note, 1, PairJudgement.NoteMax);

    // A digest, so that the very document can be told again, or the address under which it is public.
    private static string DocumentOf(string? value)
    {
        var plain = value?.Trim() ?? "";
        if (plain.Length == DigestLength && plain.All(char.IsAsciiHexDigit))
        {
            return plain.ToLowerInvariant();
        }

        return plain.Length <= PairEvidence.ValueMax && Uri.TryCreate(plain, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? plain
            : throw PairRefusals.FieldNotUsable("value", ValueMin, PairEvidence.ValueMax);
    }

    private async Task<string> SharedNameAsync(string? asked, SubjectId first, SubjectId second, CancellationToken ct)
    {
        var names = await registry.Names.AsNoTracking().Where(n => n.SubjectId == first || n.SubjectId == second).Select(n => new { n.SubjectId, n.Normal, n.Name }).ToListAsync(ct);
        var normal = string.IsNullOrWhiteSpace(asked) ? null : CompanyName.Normal(asked);
        return names.Where(n => n.SubjectId == first && (normal is null || n.Normal == normal) && names.Exists(o => o.SubjectId == second && o.Normal == n.Normal))
            .Select(n => n.Name).Order(StringComparer.Ordinal).FirstOrDefault() ?? throw PairRefusals.NotOnBoth(Short(asked));
    }

    private async Task<string> SharedIdentifierAsync(EvidenceData piece, SubjectId first, SubjectId second, CancellationToken ct)
    {
        if (piece.Identifier is not { } kind || string.IsNullOrWhiteSpace(piece.Value) || piece.Value.Length > SubjectIdentifier.ValueMax)
        {
            throw PairRefusals.FieldNotUsable("value", ValueMin, SubjectIdentifier.ValueMax);
        }

        if (kind is IdentifierKind.Person)
        {
            throw PairRefusals.OfPerson();
        }

        var value = checks.Check(new(kind, piece.Value)).Value;
        var known = await registry.Identifiers.AsNoTracking().Where(i => i.SubjectId == first || i.SubjectId == second).Select(i => new { i.SubjectId, i.Kind, i.Value }).ToListAsync(ct);
        var shared = SharedIdentifiers.Of(
            known.Where(i => i.SubjectId == first).Select(i => new SharedIdentifier(i.Kind, i.Value)), known.Where(i => i.SubjectId == second).Select(i => new SharedIdentifier(i.Kind, i.Value)));
        return shared.Contains(new(kind, value)) ? value : throw PairRefusals.NotOnBoth(Short(piece.Value));
    }

    private static string Short(string? text) => text is { Length: > SubjectIdentifier.ValueMax } ? text[..SubjectIdentifier.ValueMax] : text ?? "";
}
