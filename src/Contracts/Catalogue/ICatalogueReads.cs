namespace Gongxin.Contracts.Catalogue;

/// <summary>What other modules' pages read of the catalogue. Answers are published data only.</summary>
public interface ICatalogueReads
{
    /// <summary>What the node holds, in figures.</summary>
    Task<CatalogueFigures> FiguresAsync(CancellationToken ct);

    /// <summary>All themes that hold a dataset, with exact counts, most first.</summary>
    Task<IReadOnlyList<ThemeCount>> ThemesAsync(CancellationToken ct);

    /// <summary>Datasets whose newest version was published last, newest first.</summary>
    Task<IReadOnlyList<DatasetItem>> NewestAsync(int count, CancellationToken ct);

    /// <summary>Largest datasets by rows.</summary>
    Task<IReadOnlyList<DatasetItem>> LargestAsync(int count, CancellationToken ct);

    /// <summary>Those of the named datasets that are published, in no order.</summary>
    Task<IReadOnlyList<DatasetItem>> ItemsAsync(IReadOnlyCollection<string> slugs, CancellationToken ct);

    /// <summary>Where the rows of a dataset's newest version are kept, for <see cref="Datastore.IRowQueries"/>. Refused when there is none, or it is withdrawn.</summary>
    Task<Datastore.StoredVersion> NewestRowsAsync(string slug, CancellationToken ct);

    /// <summary>Slugs of all published datasets with the time of their newest version, for site maps; ordered by slug.</summary>
    IAsyncEnumerable<(string Slug, DateTime PublishedAt)> SlugsAsync(CancellationToken ct);
}

/// <summary>What the node holds.</summary>
public sealed record CatalogueFigures(long DatasetCount, long RowCount, long VersionCount, long ProviderCount);

/// <summary>One theme of the open-data domains.</summary>
/// <param name="Code">Code of the theme; its name is a text of the catalogue.</param>
/// <param name="Name">Name in the reader's language.</param>
public sealed record ThemeCount(string Code, string Name, int DatasetCount);

/// <summary>One dataset in a list.</summary>
/// <param name="Slug">Readable name in addresses.</param>
/// <param name="Title">Title in the reader's language.</param>
/// <param name="Theme">Code of its theme; null when none was given.</param>
/// <param name="ThemeName">Name of the theme in the reader's language.</param>
/// <param name="Version">Number of the newest version.</param>
/// <param name="Rows">Rows of the newest version.</param>
/// <param name="Format">Format of the file as handed in, e.g. <c>csv</c>.</param>
/// <param name="PublishedAt">When the newest version was published, UTC.</param>
public record DatasetItem(
    string Slug,
    string Title,
    string Summary,
    string? Theme,
    string? ThemeName,
    string? Provider,
    string? Licence,
    int Version,
    long Rows,
    int Columns,
    string Format,
    DateTime PublishedAt);
