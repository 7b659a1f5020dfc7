using System.Globalization;
using System.Runtime.CompilerServices;
using Gongxin.Catalogue.Metadata;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Datasets;

// The queries behind pages and API: one place, so that both show the same.
internal sealed class DatasetReads(CatalogueDb catalogue, IBlobs blobs, LedgerReader ledger) : ICatalogueReads
{
    public const string Latest = "latest";

    public async Task<DatasetView> DatasetAsync(string slug, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        return DatasetView.Of(dataset, await VersionAsync(dataset, dataset.LatestNumber, ct));
    }

    public async Task<VersionView> VersionAsync(string slug, string number, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        var version = await VersionAsync(dataset, NumberOf(dataset, number), ct);
        var entry = await ledger.EntryAsync(version.LedgerEntry, ct);
        return VersionView.Of(slug, version, entry?.Index);
    }

    public async Task<DatasetOverview> OverviewAsync(string slug, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        var version = await VersionAsync(dataset, dataset.LatestNumber, ct);
        var entry = await ledger.EntryAsync(version.LedgerEntry, ct);
        return new DatasetOverview(
            DatasetView.Of(dataset, version), VersionView.Of(slug, version, entry?.Index), await VersionsAsync(dataset, ct), Stored(version));
    }

    public async Task<IReadOnlyList<VersionItem>> VersionsAsync(string slug, CancellationToken ct) =>
        await VersionsAsync(await FindAsync(slug, ct), ct);

    private async Task<IReadOnlyList<VersionItem>> VersionsAsync(Dataset dataset, CancellationToken ct) =>
        await catalogue.Versions.AsNoTracking()
            .Where(v => v.DatasetId == dataset.Id)
            .OrderByDescending(v => v.Number)
            .Select(v => new VersionItem(
                v.Number, v.PublishedAt, v.RowsRead, v.RowsLoaded, v.RowsRefused, v.CellsQuarantined, v.SourceFile, v.SourceSha256, v.DataSha256))
            .ToListAsync(ct);

    // The version that a request means: a number, "latest" or, with an instant, the newest then.
    public async Task<StoredVersion> StoredAsync(string slug, string? number, string? asOf, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        var wanted = asOf is null ? NumberOf(dataset, number ?? Latest) : await NumberAsOfAsync(dataset, asOf, ct);
        var version = await catalogue.Versions.AsNoTracking()
            .Where(v => v.DatasetId == dataset.Id && v.Number == wanted)
            .Select(v => new { v.DataSha256, v.SchemaJson, v.RowsLoaded })
            .SingleOrDefaultAsync(ct) ?? throw CatalogueRefusals.VersionNotFound(slug, wanted.ToString(CultureInfo.InvariantCulture));
        var schema = System.Text.Json.JsonSerializer.Deserialize<Kernel.Tabular.TableSchema>(version.SchemaJson, StoredJson.Options)!;
        return new StoredVersion(version.DataSha256, blobs.PathOf(version.DataSha256), schema, version.RowsLoaded);
    }

    // What descriptions say of a version: its metadata and the schema of its rows.
    public async Task<DescribedVersion> DescribedAsync(string slug, string number, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        var version = await VersionAsync(dataset, NumberOf(dataset, number), ct);
        return new DescribedVersion(CatalogueRecord.Of(dataset, version), PublishedSchema.Of(version.Schema, version.Quality));
    }

    private StoredVersion Stored(DatasetVersion version) =>
        new(version.DataSha256, blobs.PathOf(version.DataSha256), version.Schema, version.RowsLoaded);

    public async Task<CatalogueFigures> FiguresAsync(CancellationToken ct) => new(
        await catalogue.Datasets.LongCountAsync(ct),
        await catalogue.Datasets.SumAsync(d => d.RowCount, ct),
        await catalogue.Versions.LongCountAsync(ct),
        await catalogue.Datasets.Where(d => d.Provider != null).Select(d => d.Provider).Distinct().LongCountAsync(ct));

    public async Task<IReadOnlyList<ThemeCount>> ThemesAsync(CancellationToken ct)
    {
        var counts = await catalogue.Datasets.Where(d => d.Theme != null)
            .GroupBy(d => d.Theme!).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new ThemeCount(c.Key, Themes.NameOf(c.Key)!, c.Count))];
    }

    public Task<IReadOnlyList<DatasetItem>> NewestAsync(int count, CancellationToken ct) =>
        ItemsAsync(catalogue.Datasets.OrderByDescending(d => d.PublishedAt).ThenBy(d => d.Id).Take(count), ct);

    public Task<IReadOnlyList<DatasetItem>> LargestAsync(int count, CancellationToken ct) =>
        ItemsAsync(catalogue.Datasets.OrderByDescending(d => d.RowCount).ThenBy(d => d.Id).Take(count), ct);

    public async IAsyncEnumerable<(string Slug, DateTime PublishedAt)> SlugsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var slugs = catalogue.Datasets.AsNoTracking().OrderBy(d => d.Slug).Select(d => new { d.Slug, d.PublishedAt }).AsAsyncEnumerable();
        await foreach (var dataset in slugs.WithCancellation(ct))
        {
            yield return (dataset.Slug, dataset.PublishedAt);
        }
    }

    public async Task<Dataset> FindAsync(string slug, CancellationToken ct) =>
        await catalogue.Datasets.AsNoTracking().SingleOrDefaultAsync(d => d.Slug == slug, ct) ?? throw CatalogueRefusals.DatasetNotFound(slug);

    public async Task<DatasetVersion> VersionAsync(Dataset dataset, int number, CancellationToken ct) =>
        await catalogue.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.DatasetId == dataset.Id && v.Number == number, ct)
        ?? throw CatalogueRefusals.VersionNotFound(dataset.Slug, number.ToString(CultureInfo.InvariantCulture));

    public static int NumberOf(Dataset dataset, string number) =>
        number == Latest ? dataset.LatestNumber
        : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n
        : throw CatalogueRefusals.VersionNotFound(dataset.Slug, number);

    private async Task<int> NumberAsOfAsync(Dataset dataset, string asOf, CancellationToken ct)
    {
        if (!DateTime.TryParse(asOf, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at))
        {
            throw CatalogueRefusals.QueryNotReadable("as_of", asOf);
        }

        return await catalogue.Versions.Where(v => v.DatasetId == dataset.Id && v.PublishedAt <= at).MaxAsync(v => (int?)v.Number, ct)
            ?? throw CatalogueRefusals.VersionNotFound(dataset.Slug, asOf);
    }

    private static async Task<IReadOnlyList<DatasetItem>> ItemsAsync(IQueryable<Dataset> datasets, CancellationToken ct) =>
        [.. (await datasets.AsNoTracking().ToListAsync(ct)).Select(DatasetSearch.Item)];
}
