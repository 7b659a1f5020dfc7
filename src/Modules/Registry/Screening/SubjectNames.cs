using Gongxin.Contracts.Registry;
using Gongxin.Registry.Index;
using Gongxin.Registry.Lookup;
using Gongxin.Registry.Subjects;

namespace Gongxin.Registry.Screening;

internal sealed class SubjectNames(RegistryDb registry, NameIndex index, SubjectReads subjects, ShownNames shown, FindByName names) : ISubjectNames
{
    // Subjects that are read at once, and hold what a large list needs within bounds.
    private const int ChunkMax = 1000;

    public Task<IReadOnlyList<FoundSubject>> SearchAsync(string query, int limit, CancellationToken ct) => names.FindAsync(query, limit, ct);

    public async Task<IReadOnlyList<ScreenedName>> ScreenAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        var candidates = new Candidates(await index.CurrentAsync(registry, ct), index.Regions);
        var answers = new List<ScreenedName>(names.Count);
        foreach (var chunk in names.Chunk(ChunkMax))
        {
            var found = chunk.Select(name => (Name: name, Candidates: Screen(candidates, name))).ToList();
            var ids = found.SelectMany(f => f.Candidates).Select(c => c.Subject).Distinct().ToList();
            var (views, known) = (await subjects.ReadLeadingAsync(ids, ct), await shown.ReadAsync(ids, ct));
            answers.AddRange(found.Select(f => Answer(f.Name, f.Candidates, views, known)));
        }

        return answers;
    }

    // A text longer than any name is none.
    private static List<Candidate> Screen(Candidates candidates, string name) =>
        name.Length > FoundSubject.QueryMax ? [] : candidates.Of(name, ScreenedName.MatchesMax);

    private static ScreenedName Answer(string name, List<Candidate> candidates, IReadOnlyDictionary<SubjectId, SubjectView> views, ILookup<SubjectId, string> known)
    {
        var matches = new List<ScreenMatch>();
        foreach (var candidate in candidates)
        {
            if (views.TryGetValue(candidate.Subject, out var view) && !matches.Exists(m => m.Subject.Id == view.Id))
            {
                var (shownName, isFormer) = ShownNames.Of(view, candidate.Subject, candidate.Text, known);
                matches.Add(new ScreenMatch(view, shownName, isFormer, candidate.Match.Score, candidate.Match.Reasons));
            }
        }

        return matches.Count == 0
            ? new ScreenedName(name, ScreenVerdict.NotInRegister, 0, [])
            : new ScreenedName(name, candidates[0].Match.Verdict, matches[0].Score, matches);
    }
}
