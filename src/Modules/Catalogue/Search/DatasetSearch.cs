using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Search.Synonyms;
using Gongxin.Contracts.Catalogue;

namespace Gongxin.Catalogue.Search;

// Answers what pages, API and façades ask of the list of datasets. What is shown is what is published now: the index finds,
// the database has the last word.
internal sealed class DatasetSearch(LiveIndex live, SearchSource source, SynonymBook synonyms, TimeProvider clock)
{
    private const int SuggestedDatasets = 6;
    private const int SuggestedOthers = 3;

    internal static bool InEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public async Task<FoundDatasets> FindAsync(DatasetFilter filter, bool facets, CancellationToken ct)
    {
        var index = await live.CurrentAsync(source, ct);
        var question = QuestionReader.Read(filter.Words, await synonyms.WordsAsync(source, ct));
        var found = index.Find(question, filter, facets, clock.GetUtcNow().UtcDateTime);
        var truth = await source.TruthAsync(found.Places.Select(p => p.Id), ct);
        var items = found.Places.Where(p => truth.ContainsKey(p.Id))
            .Select(p => new FoundDataset(Item(truth[p.Id])) { Matches = Highlights.Of(SearchDocument.Decode(p.Body), found.IsLoose ? question.Loosened() : question, live.Regions) })
            .ToList();
        return new FoundDatasets(items, found.Total - (found.Places.Count - items.Count))
        {
            Last = found.HasMore ? found.Last : null,
            IsLoose = found.IsLoose,
            Themes = Facet(found.Facets[0], Themes.NameOf),
            Providers = Facet(found.Facets[1], value => ProviderName(found, value)),
            Formats = Facet(found.Facets[2], f => f.ToUpperInvariant()),
            Licences = Facet(found.Facets[3], l => l),
            Years = Facet(found.Facets[4], y => y),
            Freshness = Facet(found.Facets[5], SearchDatasets.TitleOf),
        };
    }

    // Names only, best first: for whoever has a list of his own.
    public async Task<IReadOnlyList<string>> FindSlugsAsync(DatasetFilter filter, CancellationToken ct)
    {
        var index = await live.CurrentAsync(source, ct);
        var question = QuestionReader.Read(filter.Words, await synonyms.WordsAsync(source, ct));
        return [.. index.Find(question, filter, facets: false, clock.GetUtcNow().UtcDateTime).Places.Select(p => p.Slug)];
    }

    // For whoever types: datasets by their titles, then themes and providers that hold datasets.
    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string? typed, CancellationToken ct)
    {
        var index = await live.CurrentAsync(source, ct);
        var question = QuestionReader.Read(typed, await synonyms.WordsAsync(source, ct));
        var now = clock.GetUtcNow().UtcDateTime;
        var titled = index.FindNamed(question, SearchFields.Title | SearchFields.Name, SuggestedDatasets, now);
        var themed = index.FindNamed(question, SearchFields.Theme, 0, now);
        var provided = index.FindNamed(question, SearchFields.Provider, 0, now);
        var truth = await source.TruthAsync(titled.Places.Select(p => p.Id), ct);
        return
        [
            .. titled.Places.Where(p => truth.ContainsKey(p.Id)).Select(p => new Suggestion(SuggestionKind.Dataset, Item(truth[p.Id]).Title, $"/datasets/{p.Slug}", null)),
            .. themed.Facets[0].Take(SuggestedOthers).Select(t => new Suggestion(SuggestionKind.Theme, Themes.NameOf(t.Value)!, $"/catalogue?theme={t.Value}", t.Count)),
            .. provided.Facets[1].Take(SuggestedOthers).Select(p => new Suggestion(SuggestionKind.Provider, ProviderName(provided, p.Value) ?? p.Value, $"/catalogue?provider={Uri.EscapeDataString(p.Value)}", p.Count)),
        ];
    }

    internal static DatasetItem Item(Dataset dataset) => new(
        dataset.Slug,
        InEnglish ? dataset.TitleEn ?? dataset.Title : dataset.Title,
        InEnglish ? dataset.SummaryEn ?? dataset.Summary : dataset.Summary,
        dataset.Theme,
        Themes.NameOf(dataset.Theme),
        InEnglish ? dataset.ProviderEn ?? dataset.Provider : dataset.Provider,
        dataset.Licence,
        dataset.LatestNumber,
        dataset.RowCount,
        dataset.ColumnCount,
        dataset.Format,
        dataset.PublishedAt);

    private static IReadOnlyList<FacetCount> Facet(IReadOnlyList<(string Value, int Count)> counts, Func<string, string?> nameOf) =>
        [.. counts.Select(c => new FacetCount(c.Value, nameOf(c.Value) ?? c.Value, c.Count))];

    private static string? ProviderName(SearchFound found, string value) => InEnglish ? found.ProvidersEn.GetValueOrDefault(value) : value;
}

public sealed record FoundDatasets(IReadOnlyList<FoundDataset> Items, long Total)
{
    // The place of the last item when there is more behind it.
    public SearchPlace? Last { get; init; }

    // No dataset has everything that was asked for; these have most of it.
    public bool IsLoose { get; init; }

    public IReadOnlyList<FacetCount> Themes { get; init; } = [];
    public IReadOnlyList<FacetCount> Providers { get; init; } = [];
    public IReadOnlyList<FacetCount> Formats { get; init; } = [];
    public IReadOnlyList<FacetCount> Licences { get; init; } = [];
    public IReadOnlyList<FacetCount> Years { get; init; } = [];
    public IReadOnlyList<FacetCount> Freshness { get; init; } = [];

    public static FoundDatasets Nothing { get; } = new([], 0);
}

// A dataset in a list, with why it was found.
public sealed record FoundDataset : DatasetItem
{
    public FoundDataset(DatasetItem item)
        : base(item)
    {
    }

    public IReadOnlyList<TextMatch> Matches { get; init; } = [];
}

public enum SuggestionKind
{
    Dataset,
    Theme,
    Provider,
}

// Count: datasets behind the address; null for one dataset.
public sealed record Suggestion(SuggestionKind Kind, string Text, string Href, int? Count);
