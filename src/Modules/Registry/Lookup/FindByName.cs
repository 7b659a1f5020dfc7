using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Text;
using Gongxin.Registry.Index;
using Gongxin.Registry.Names;
using Gongxin.Registry.Screening;
using Gongxin.Registry.Subjects;

namespace Gongxin.Registry.Lookup;

// What somebody typed, looked for in the index of names; the subjects that are shown are then read from the register.
internal sealed class FindByName(RegistryDb registry, NameIndex index, SubjectReads subjects, ShownNames names, ISameSubjects same)
{
    // So many names that share a key are looked at; what is typed further tells them apart.
    private const int ScanMax = 3000;
    private const double PartScore = 0.8;
    private const double PinyinScore = 0.7;

    public async Task<IReadOnlyList<FoundSubject>> FindAsync(string query, int limit, CancellationToken ct)
    {
        var typed = NormalForm.Compatible(query);
        if (typed.Length is < FoundSubject.QueryMin or > FoundSubject.QueryMax)
        {
            throw RegistryRefusals.QueryLength(FoundSubject.QueryMin, FoundSubject.QueryMax);
        }

        if (await subjects.IdentifiedByAsync(typed, ct) is { } identified)
        {
            var leading = await same.LeadingAsync(identified, ct);
            return [new FoundSubject(leading, leading.Name, FoundBy.Identifier, 1)];
        }

        var found = new Dictionary<SubjectId, Found>();
        var segments = await index.CurrentAsync(registry, ct);
        var letters = string.Concat(NormalForm.ForSearch(typed).Where(char.IsAsciiLetter));
        if (letters.Length == typed.Count(c => c is not (' ' or '\'')))
        {
            LookFor(letters, segments, found);
        }

        LookFor(NameParts.Of(typed, index.Regions), segments, found);
        foreach (var candidate in new Candidates(segments, index.Regions).Of(typed, limit))
        {
            Keep(found, new Found(candidate.Subject, candidate.Text, candidate.Match.Verdict is ScreenVerdict.Hit ? FoundBy.Name : FoundBy.SimilarName, candidate.Match.Score));
        }

        return await ShowAsync([.. found.Values.OrderByDescending(f => f.Score).ThenBy(f => f.Text.Length).ThenBy(f => f.Text, StringComparer.Ordinal).ThenBy(f => f.Id.Value).Take(limit)], ct);
    }

    // A part of a name: all its pairs of characters stand in it, which is then looked at.
    private void LookFor(NameParts asked, IReadOnlyList<NameSegment> segments, Dictionary<SubjectId, Found> found)
    {
        var pairs = new HashSet<uint>();
        NameKeys.AddPairs(asked.Rest, pairs);
        foreach (var segment in segments)
        {
            if (pairs.Count == 0)
            {
                return;
            }

            var rarest = pairs.MinBy(p => segment.Under(p).Length);
            var under = segment.Under(rarest);
            foreach (var entry in under[..Math.Min(under.Length, ScanMax)])
            {
                var text = segment.TextOf(entry);
                if (text.Contains(asked.Rest, StringComparison.Ordinal) && IsThere(asked.Regions, text))
                {
                    // What begins with it, and is short, is more likely meant.
                    var share = (double)asked.Rest.Length / text.Length;
                    Keep(found, new Found(segment.SubjectOf(entry), text, FoundBy.PartOfName, PartScore + (share / 10)));
                }
            }
        }
    }

    private void LookFor(string letters, IReadOnlyList<NameSegment> segments, Dictionary<SubjectId, Found> found)
    {
        foreach (var segment in segments)
        {
            var under = segment.Under(NameKeys.Typed(letters));
            foreach (var entry in under[..Math.Min(under.Length, ScanMax / 10)])
            {
                var text = segment.TextOf(entry);
                if (IsTyped(letters, text) || IsTyped(letters, NameParts.OfFolded(text, index.Regions).Rest))
                {
                    Keep(found, new Found(segment.SubjectOf(entry), text, FoundBy.Pinyin, PinyinScore + (0.1 / text.Length)));
                }
            }
        }
    }

    private static bool IsTyped(string letters, string text) =>
        Pinyin.Initials(text).StartsWith(letters, StringComparison.Ordinal) || Pinyin.Full(text).StartsWith(letters, StringComparison.Ordinal);

    private bool IsThere(string[] regions, string text)
    {
        if (regions.Length == 0)
        {
            return true;
        }

        var own = NameParts.OfFolded(text, index.Regions).Regions;
        return own.Any(o => regions.Any(r => o == r || RegionBook.IsInside(o, r)));
    }

    private static void Keep(Dictionary<SubjectId, Found> found, Found one)
    {
        if (!found.TryGetValue(one.Id, out var known) || one.Score > known.Score)
        {
            found[one.Id] = one;
        }
    }

    private async Task<IReadOnlyList<FoundSubject>> ShowAsync(List<Found> found, CancellationToken ct)
    {
        var ids = found.Select(f => f.Id).ToList();
        var (views, known) = (await subjects.ReadLeadingAsync(ids, ct), await names.ReadAsync(ids, ct));
        var shown = new List<FoundSubject>();
        foreach (var one in found.Where(f => views.ContainsKey(f.Id)).DistinctBy(f => views[f.Id].Id))
        {
            var (name, isFormer) = ShownNames.Of(views[one.Id], one.Id, one.Text, known);
            var by = !isFormer || one.By is FoundBy.Pinyin or FoundBy.SimilarName ? one.By : views[one.Id].Id == one.Id ? FoundBy.FormerName : FoundBy.OtherEntry;
            shown.Add(new FoundSubject(views[one.Id], name, by, Math.Round(one.Score, 3)));
        }

        return shown;
    }

    private sealed record Found(SubjectId Id, string Text, FoundBy By, double Score);
}
