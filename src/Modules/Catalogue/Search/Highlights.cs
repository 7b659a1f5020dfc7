using Gongxin.Catalogue.Datasets;

namespace Gongxin.Catalogue.Search;

// Says why a dataset was found: its title and summary with what was asked for marked, and for what stands in neither of
// them, where else it stands.
internal static class Highlights
{
    private const int SummaryMax = 160;
    private const int OtherMax = 120;
    private const int OthersMax = 3;

    public static IReadOnlyList<TextMatch> Of(SearchDocument document, Question question, SearchRegions regions)
    {
        if (question.IsEmpty)
        {
            return [];
        }

        var matches = new List<TextMatch>();
        var open = question.Clauses.ToList();
        var inEnglish = DatasetSearch.InEnglish;
        foreach (var (field, text, max) in Shown(document, inEnglish))
        {
            var marked = new MarkedText(text);
            open.RemoveAll(Marking(question.Clauses, marked, regions).Contains);
            if (marked.HasHits)
            {
                matches.Add(new TextMatch(field, null, marked.Parts(max)));
            }
        }

        var others = 0;
        foreach (var (field, column, text) in Others(document, inEnglish))
        {
            if (open.Count == 0 || others == OthersMax)
            {
                break;
            }

            var marked = new MarkedText(text);
            var found = Marking(open, marked, regions);
            if (found.Count > 0)
            {
                open.RemoveAll(found.Contains);
                matches.Add(new TextMatch(field, column, marked.Parts(OtherMax)));
                others++;
            }
        }

        return matches;
    }

    private static List<Clause> Marking(IEnumerable<Clause> clauses, MarkedText text, SearchRegions regions) =>
        [.. clauses.Where(c => text.Mark(c, regions))];

    private static IEnumerable<(MatchField Field, string Text, int Max)> Shown(SearchDocument document, bool inEnglish)
    {
        yield return (MatchField.Title, inEnglish ? document.TitleEn ?? document.Title : document.Title, Dataset.TitleMax);
        yield return (MatchField.Summary, inEnglish ? document.SummaryEn ?? document.Summary : document.Summary, SummaryMax);
    }

    private static IEnumerable<(MatchField Field, string? Column, string Text)> Others(SearchDocument document, bool inEnglish)
    {
        yield return (MatchField.Provider, null, (inEnglish ? document.ProviderEn : null) ?? document.Provider ?? "");
        yield return (MatchField.Theme, null, Themes.NameOf(document.Theme) ?? "");
        foreach (var column in document.Columns)
        {
            yield return (MatchField.Column, null, column.Title is null ? column.Name : $"{column.Name} {column.Title}");
        }

        foreach (var column in document.Columns)
        {
            foreach (var value in column.Values)
            {
                yield return (MatchField.Value, column.Title ?? column.Name, value);
            }
        }

        // The other language, which the list does not show.
        yield return (MatchField.Title, null, (inEnglish ? document.Title : document.TitleEn) ?? "");
        yield return (MatchField.Summary, null, (inEnglish ? document.Summary : document.SummaryEn) ?? "");
        yield return (MatchField.Provider, null, (inEnglish ? document.Provider : document.ProviderEn) ?? "");
        yield return (MatchField.Name, null, document.Slug);
    }
}

public enum MatchField
{
    Title,
    Summary,
    Provider,
    Theme,
    Column,
    Value,
    Name,
}

// Where something was found. Column is the column of a value.
public sealed record TextMatch(MatchField Field, string? Column, IReadOnlyList<TextPart> Parts);
