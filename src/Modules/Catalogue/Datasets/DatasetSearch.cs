using System.Globalization;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Datasets;

// What is asked of the list of datasets. Every part is optional; parts narrow together.
public sealed record DatasetFilter
{
    public const int PageSizeMax = 100;
    public const int PageSizeDefault = 20;

    public string? Words { get; init; }
    public string? Theme { get; init; }
    public string? Provider { get; init; }
    public string? Format { get; init; }
    public DatasetOrder Order { get; init; }
    public int Offset { get; init; }
    public int Limit { get; init; } = PageSizeDefault;
}

public enum DatasetOrder
{
    Newest,
    Title,
    Rows,
}

// A value to narrow by and how many datasets it would leave, counted under the other parts of the filter.
public sealed record FacetCount(string Value, string Name, int Count);

public sealed record FoundDatasets(
    IReadOnlyList<DatasetItem> Items,
    long Total,
    IReadOnlyList<FacetCount> Themes,
    IReadOnlyList<FacetCount> Providers,
    IReadOnlyList<FacetCount> Formats);

internal sealed class DatasetSearch(CatalogueDb catalogue)
{
    public async Task<FoundDatasets> FindAsync(DatasetFilter filter, bool facets, CancellationToken ct)
    {
        var found = Narrow(filter, theme: true, provider: true, format: true);
        var total = await found.LongCountAsync(ct);
        var items = await Order(found, filter.Order).Skip(filter.Offset).Take(filter.Limit).ToListAsync(ct);
        if (!facets)
        {
            return new FoundDatasets([.. items.Select(Item)], total, [], [], []);
        }

        var themes = await Narrow(filter, theme: false, provider: true, format: true)
            .Where(d => d.Theme != null).GroupBy(d => d.Theme!).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var providers = await Narrow(filter, theme: true, provider: false, format: true)
            .Where(d => d.Provider != null).GroupBy(d => new { d.Provider, d.ProviderEn }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var formats = await Narrow(filter, theme: true, provider: true, format: false)
            .GroupBy(d => d.Format).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new FoundDatasets(
            [.. items.Select(Item)],
            total,
            Facet(themes.Select(t => new FacetCount(t.Key, Themes.NameOf(t.Key)!, t.Count))),
            Facet(providers.Select(p => new FacetCount(p.Key.Provider!, InEnglish && p.Key.ProviderEn is { } en ? en : p.Key.Provider!, p.Count))),
            Facet(formats.Select(f => new FacetCount(f.Key, f.Key.ToUpperInvariant(), f.Count))));
    }

    internal static bool InEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

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

    private IQueryable<Dataset> Narrow(DatasetFilter filter, bool theme, bool provider, bool format)
    {
        var datasets = catalogue.Published;
        foreach (var part in SearchQuery.Parse(filter.Words).Parts)
        {
            for (var i = 0; i < part.Tokens.Count; i++)
            {
                var token = part.Tokens[i];
                datasets = part.IsPrefix && i == part.Tokens.Count - 1
                    ? datasets.Where(d => catalogue.Tokens.Any(t => t.DatasetId == d.Id && t.Token.StartsWith(token)))
                    : datasets.Where(d => catalogue.Tokens.Any(t => t.DatasetId == d.Id && t.Token == token));
            }
        }

        if (theme && filter.Theme is not null)
        {
            datasets = datasets.Where(d => d.Theme == filter.Theme);
        }

        if (provider && filter.Provider is not null)
        {
            datasets = datasets.Where(d => d.Provider == filter.Provider);
        }

        return format && filter.Format is not null ? datasets.Where(d => d.Format == filter.Format) : datasets;
    }

    private static IOrderedQueryable<Dataset> Order(IQueryable<Dataset> datasets, DatasetOrder order) => order switch
    {
        DatasetOrder.Title => datasets.OrderBy(d => d.Title).ThenBy(d => d.Id),
        DatasetOrder.Rows => datasets.OrderByDescending(d => d.RowCount).ThenBy(d => d.Id),
        _ => datasets.OrderByDescending(d => d.PublishedAt).ThenBy(d => d.Id),
    };

    private static IReadOnlyList<FacetCount> Facet(IEnumerable<FacetCount> counts) =>
        [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)];
}
