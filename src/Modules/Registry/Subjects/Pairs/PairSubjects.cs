using Gongxin.Contracts.Registry;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Subjects.Pairs;

/// <summary>One of the two of a pair.</summary>
/// <param name="Code">Its credit code, or another identifier where it has none.</param>
public sealed record PairSubject(SubjectId Id, string? Code, string? Uscc, string Name, SubjectKind Kind, SubjectState State, string? Region);

// The subjects of pairs as they are shown: one without a credit code is named by the identifier that it has.
internal sealed class PairSubjects(RegistryDb registry)
{
    private const int AskMax = 500;

    public async Task<IReadOnlyDictionary<SubjectId, PairSubject>> ReadAsync(IReadOnlyCollection<SubjectId> ids, CancellationToken ct)
    {
        var found = new Dictionary<SubjectId, PairSubject>();
        foreach (var chunk in ids.Distinct().Chunk(AskMax))
        {
            var views = await RegistryDb.Views(registry.Subjects.Where(s => chunk.Contains(s.Id))).ToListAsync(ct);
            var without = views.Where(v => v.Uscc is null).Select(v => v.Id).ToList();
            var codes = without.Count == 0 ? [] : await registry.Identifiers.AsNoTracking().Where(i => without.Contains(i.SubjectId) && i.Kind != IdentifierKind.Person)
                .Select(i => new { i.SubjectId, i.Kind, i.Value }).ToListAsync(ct);
            foreach (var view in views)
            {
                var code = view.Uscc ?? codes.Where(c => c.SubjectId == view.Id).OrderBy(c => c.Kind).ThenBy(c => c.Value, StringComparer.Ordinal).FirstOrDefault()?.Value;
                found[view.Id] = new(view.Id, code, view.Uscc, view.Name, view.Kind, view.State, view.Region);
            }
        }

        return found;
    }
}
