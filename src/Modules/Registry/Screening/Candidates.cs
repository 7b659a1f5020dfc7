using Gongxin.Contracts.Registry;
using Gongxin.Registry.Index;
using Gongxin.Registry.Names;

namespace Gongxin.Registry.Screening;

// A name of a subject that was compared with the one asked for.
internal sealed record Candidate(SubjectId Subject, string Text, NameMatch Match);

// The names of the register that a name may be, best first; each subject once. No statement to the database.
internal sealed class Candidates(IReadOnlyList<NameSegment> segments, RegionBook regions)
{
    // As many names of one core and trade are compared; more are not told apart by a person either.
    private const int ScanMax = 4000;

    public List<Candidate> Of(string name, int countMax)
    {
        var asked = NameParts.Of(name, regions);
        var best = new Dictionary<SubjectId, Candidate>();
        if (asked.Normal.Length > 0)
        {
            Compare(asked, NameKeys.Whole(asked.Normal), best);
            Compare(asked, NameKeys.Near(asked.Rest), best);
            if (!best.Values.Any(c => c.Match.Verdict is ScreenVerdict.Hit))
            {
                CompareNear(asked, best);
            }
        }

        return [.. best.Values.OrderByDescending(c => c.Match.Score).ThenBy(c => c.Text, StringComparer.Ordinal).ThenBy(c => c.Subject.Value).Take(countMax)];
    }

    private void CompareNear(NameParts asked, Dictionary<SubjectId, Candidate> best)
    {
        var keys = new HashSet<uint>();
        NameKeys.AddNear(asked.Rest, keys);
        keys.Remove(NameKeys.Near(asked.Rest));
        foreach (var key in keys)
        {
            Compare(asked, key, best);
        }
    }

    private void Compare(NameParts asked, uint key, Dictionary<SubjectId, Candidate> best)
    {
        foreach (var segment in segments)
        {
            var under = segment.Under(key);
            foreach (var entry in under[..Math.Min(under.Length, ScanMax)])
            {
                var subject = segment.SubjectOf(entry);
                var text = segment.TextOf(entry);
                if (best.TryGetValue(subject, out var known) && known.Text == text)
                {
                    continue;
                }

                var match = NameMatch.Of(asked, NameParts.OfFolded(text, regions));
                if (known is null || match.Score > known.Match.Score)
                {
                    best[subject] = new Candidate(subject, text, match);
                }
            }
        }
    }
}
