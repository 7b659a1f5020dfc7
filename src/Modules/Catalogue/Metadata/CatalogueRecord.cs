using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Series;
using Gongxin.Catalogue.Versions;

namespace Gongxin.Catalogue.Metadata;

// What is said of one dataset at one of its versions, in whatever standard it is said.
internal sealed record CatalogueRecord
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public string Summary { get; init; } = "";
    public string? SummaryEn { get; init; }
    public string? Theme { get; init; }
    public string? Provider { get; init; }
    public string? ProviderEn { get; init; }
    public string? Licence { get; init; }
    public string? Source { get; init; }

    public string? Region { get; init; }
    public string? CoversFrom { get; init; }
    public string? CoversUntil { get; init; }
    public string? Rights { get; init; }

    // The series that it belongs to; null when it is in none.
    public SeriesName? Series { get; init; }

    // What stands around it there; null as long as nobody asked.
    public SeriesOrder<SeriesStep>? Around { get; init; }

    // Code of the list update-cycles.
    public string? UpdateCycle { get; init; }
    public required DateTime CreatedAt { get; init; }

    // The last change that harvesters must hear of.
    public required DateTime ModifiedAt { get; init; }
    public required DateTime PublishedAt { get; init; }
    public required int Version { get; init; }
    public required long Rows { get; init; }
    public required int Columns { get; init; }

    // The stored Parquet file: the one download whose digest and size are known without making it.
    public required string DataSha256 { get; init; }
    public required long DataBytes { get; init; }

    // No standard takes a dataset without a description.
    public string Description => Summary.Length > 0 ? Summary : Title;

    public IEnumerable<string> Keywords => [.. Themes.NamesOf(Theme), .. new[] { Provider, ProviderEn }.OfType<string>().Distinct(StringComparer.Ordinal)];

    // Without its series: what is said of one version does not speak of others.
    public static CatalogueRecord Of(Dataset dataset, DatasetVersion version)
    {
        var covers = new Coverage(dataset.Region, dataset.CoversFrom, dataset.CoversUntil).Or(new Coverage(version.FoundRegion, version.FoundFrom, version.FoundUntil));
        return Of(dataset, version, covers);
    }

    private static CatalogueRecord Of(Dataset dataset, DatasetVersion version, Coverage covers) => new()
    {
        Id = dataset.Id.Value,
        Slug = dataset.Slug,
        Title = dataset.Title,
        TitleEn = dataset.TitleEn,
        Summary = dataset.Summary,
        SummaryEn = dataset.SummaryEn,
        Theme = dataset.Theme,
        Provider = dataset.Provider,
        ProviderEn = dataset.ProviderEn,
        Licence = dataset.Licence,
        Source = dataset.Source,
        UpdateCycle = dataset.UpdateCycle,
        Region = covers.Region,
        CoversFrom = covers.From,
        CoversUntil = covers.Until,
        Rights = dataset.Rights,
        CreatedAt = dataset.CreatedAt,
        ModifiedAt = dataset.ModifiedAt,
        PublishedAt = version.PublishedAt,
        Version = version.Number,
        Rows = version.RowsLoaded,
        Columns = version.ColumnCount,
        DataSha256 = version.DataSha256,
        DataBytes = version.DataBytes,
    };
}

// A dataset of a series, with as much as must be said where it is only named.
internal sealed record SeriesStep(string Series, string? Place, string Slug, string Title, string? TitleEn, string Summary, string? SummaryEn)
{
    public string Description => Summary.Length > 0 ? Summary : Title;
}

internal sealed record SeriesName(string Slug, string Title, string? TitleEn, string Summary, string? SummaryEn);
