using System.Globalization;
using System.Runtime.CompilerServices;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Metadata;
using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Versions;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Datasets;

// The queries behind pages and API: one place, so that both show the same.
internal sealed class DatasetReads(CatalogueDb catalogue, IBlobs blobs, LedgerReader ledger, OpenVersions known, Regions regions) : ICatalogueReads
{
    public const string Latest = "latest";

    public async Task<DatasetView> DatasetAsync(string slug, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        return await ViewAsync(dataset, await VersionAsync(dataset, ShownNumber(dataset), ct), ct);
    }

    public Task<StoredVersion> NewestRowsAsync(string slug, CancellationToken ct) => StoredAsync(slug, null, null, ct);

    // A withdrawn version is told of, without what its data looks like.
    public async Task<VersionView> VersionAsync(string slug, string number, string? asOf, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        var wanted = number == Latest && asOf is null ? ShownNumber(dataset) : await NumberAsync(dataset, number, asOf, ct);
        return await ViewAsync(slug, await VersionAsync(dataset, wanted, ct), ct);
    }

    public async Task<DatasetOverview> OverviewAsync(string slug, string? asOf, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        var version = await VersionAsync(dataset, asOf is null ? ShownNumber(dataset) : await NumberAsync(dataset, null, asOf, ct), ct);
        return new DatasetOverview(
            await ViewAsync(dataset, version, ct),
            dataset.LatestNumber,
            await ViewAsync(slug, version, ct),
            await VersionsAsync(dataset, ct),
            version.Withdrawal is null ? StoredOf(version.DataSha256, version.Schema, version.RowsLoaded) : null);
    }

    // With an instant, those that were there then.
    public async Task<IReadOnlyList<VersionItem>> VersionsAsync(string slug, string? asOf, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        var end = asOf is null ? DateTime.MaxValue : AsOf.EndOf(asOf);
        return [.. (await VersionsAsync(dataset, ct)).Where(v => v.PublishedAt < end)];
    }

    private async Task<IReadOnlyList<VersionItem>> VersionsAsync(Dataset dataset, CancellationToken ct)
    {
        var withdrawals = await catalogue.Withdrawals.AsNoTracking().Where(w => w.DatasetId == dataset.Id).ToDictionaryAsync(w => w.Id, ct);
        var versions = await catalogue.Versions.AsNoTracking()
            .Where(v => v.DatasetId == dataset.Id)
            .OrderByDescending(v => v.Number)
            .Select(v => new
            {
                v.Withdrawal,
                Item = new VersionItem(
                    v.Number, v.PublishedAt, v.RowsRead, v.RowsLoaded, v.RowsRefused, v.CellsQuarantined, v.SourceFile, v.SourceSha256, v.DataSha256,
                    v.Reason, v.RestoredFrom, null),
            })
            .ToListAsync(ct);
        return [.. versions.Select(v => v.Withdrawal is { } id ? v.Item with { Withdrawal = WithdrawalView.Of(withdrawals[id]) } : v.Item)];
    }

    // The version that a request means: a number, "latest" or, with an instant, the newest then.
    public async Task<StoredVersion> StoredAsync(string slug, string? number, string? asOf, CancellationToken ct) =>
        (await OpenAsync(slug, number, asOf, ct)).Stored;

    // The one door to data. Whatever serves rows, cells or files of a version comes through here, and is refused here.
    public Task<OpenVersion> OpenAsync(string slug, string? number, string? asOf, CancellationToken ct) => asOf is null
        ? known.GetAsync((slug, number ?? Latest), key => ReadOpenAsync(key.Slug, key.Number, null, ct))
        : ReadOpenAsync(slug, number ?? Latest, asOf, ct);

    private async Task<OpenVersion> ReadOpenAsync(string slug, string number, string? asOf, CancellationToken ct)
    {
        var dataset = await FindAsync(slug, ct);
        if (await WithdrawalAsync(dataset.Withdrawal, ct) is { } closed)
        {
            throw CatalogueRefusals.DatasetWithdrawn(slug, closed.WithdrawnAt, closed.Reason);
        }

        var wanted = await NumberAsync(dataset, number, asOf, ct);
        var version = await catalogue.Versions.AsNoTracking()
            .Where(v => v.DatasetId == dataset.Id && v.Number == wanted)
            .Select(v => new { v.DataSha256, v.QuarantineSha256, v.SchemaJson, v.RowsLoaded, v.Withdrawal })
            .SingleOrDefaultAsync(ct) ?? throw CatalogueRefusals.VersionNotFound(slug, wanted.ToString(CultureInfo.InvariantCulture));
        if (await WithdrawalAsync(version.Withdrawal, ct) is { } withdrawn)
        {
            throw CatalogueRefusals.VersionWithdrawn(slug, wanted, withdrawn.WithdrawnAt, withdrawn.Reason);
        }

        var schema = System.Text.Json.JsonSerializer.Deserialize<Kernel.Tabular.TableSchema>(version.SchemaJson, StoredJson.Options)!;
        return new OpenVersion(slug, wanted, StoredOf(version.DataSha256, schema, version.RowsLoaded), version.QuarantineSha256);
    }

    // What descriptions say of a version that can be had: its metadata and the schema of its rows.
    public async Task<DescribedVersion> DescribedAsync(string slug, string number, CancellationToken ct)
    {
        var open = await OpenAsync(slug, number, null, ct);
        var dataset = await FindAsync(slug, ct);
        var version = await VersionAsync(dataset, open.Number, ct);
        return new DescribedVersion(CatalogueRecord.Of(dataset, version), PublishedSchema.Of(version.Schema, version.Quality));
    }

    private StoredVersion StoredOf(string dataSha256, Kernel.Tabular.TableSchema schema, long rows) => new(dataSha256, blobs.PathOf(dataSha256), schema, rows);

    private async Task<DatasetView> ViewAsync(Dataset dataset, DatasetVersion version, CancellationToken ct)
    {
        var series = dataset.SeriesId is { } id ? await catalogue.Series.Where(s => s.Id == id).Select(s => s.Slug).SingleOrDefaultAsync(ct) : null;
        return DatasetView.Of(dataset, version, await WithdrawalAsync(dataset.Withdrawal, ct), regions, series);
    }

    private async Task<VersionView> ViewAsync(string slug, DatasetVersion version, CancellationToken ct)
    {
        var entry = await ledger.EntryAsync(version.LedgerEntry, ct);
        return VersionView.Of(slug, version, entry?.Index, await WithdrawalAsync(version.Withdrawal, ct));
    }

    private async Task<WithdrawalView?> WithdrawalAsync(WithdrawalId? id, CancellationToken ct)
    {
        if (id is not { } given)
        {
            return null;
        }

        var withdrawal = await catalogue.Withdrawals.AsNoTracking().SingleAsync(w => w.Id == given, ct);
        return WithdrawalView.Of(withdrawal) with { LedgerEntry = (await ledger.EntryAsync(withdrawal.LedgerEntry, ct))?.Index };
    }

    public async Task<CatalogueFigures> FiguresAsync(CancellationToken ct) => new(
        await catalogue.Published.LongCountAsync(ct),
        await catalogue.Published.SumAsync(d => d.RowCount, ct),
        await catalogue.Versions.LongCountAsync(v => v.Withdrawal == null, ct),
        await catalogue.Published.Where(d => d.Provider != null).Select(d => d.Provider).Distinct().LongCountAsync(ct));

    public async Task<IReadOnlyList<ThemeCount>> ThemesAsync(CancellationToken ct)
    {
        var counts = await catalogue.Published.Where(d => d.Theme != null)
            .GroupBy(d => d.Theme!).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new ThemeCount(c.Key, Themes.NameOf(c.Key)!, c.Count))];
    }

    public Task<IReadOnlyList<DatasetItem>> NewestAsync(int count, CancellationToken ct) =>
        ItemsAsync(catalogue.Published.OrderByDescending(d => d.PublishedAt).ThenBy(d => d.Id).Take(count), ct);

    public Task<IReadOnlyList<DatasetItem>> LargestAsync(int count, CancellationToken ct) =>
        ItemsAsync(catalogue.Published.OrderByDescending(d => d.RowCount).ThenBy(d => d.Id).Take(count), ct);

    public Task<IReadOnlyList<DatasetItem>> ItemsAsync(IReadOnlyCollection<string> slugs, CancellationToken ct) =>
        ItemsAsync(catalogue.Published.Where(d => slugs.Contains(d.Slug)), ct);

    public async IAsyncEnumerable<(string Slug, DateTime PublishedAt)> SlugsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var slugs = catalogue.Published.OrderBy(d => d.Slug).Select(d => new { d.Slug, d.PublishedAt }).AsAsyncEnumerable();
        await foreach (var dataset in slugs.WithCancellation(ct))
        {
            yield return (dataset.Slug, dataset.PublishedAt);
        }
    }

    // Withdrawn ones too: for what is said about a dataset, not for its data.
    public async Task<Dataset> FindAsync(string slug, CancellationToken ct) =>
        await catalogue.Datasets.AsNoTracking().SingleOrDefaultAsync(d => d.Slug == slug, ct) ?? throw CatalogueRefusals.DatasetNotFound(slug);

    private async Task<DatasetVersion> VersionAsync(Dataset dataset, int number, CancellationToken ct) =>
        await catalogue.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.DatasetId == dataset.Id && v.Number == number, ct)
        ?? throw CatalogueRefusals.VersionNotFound(dataset.Slug, number.ToString(CultureInfo.InvariantCulture));

    // What is shown of a dataset of which nothing can be had: its last version, without data.
    private static int ShownNumber(Dataset dataset) => dataset.State is DatasetState.Published ? dataset.LatestNumber : dataset.HighestNumber;

    public static int NumberOf(Dataset dataset, string number) =>
        number == Latest ? dataset.LatestNumber
        : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n
        : throw CatalogueRefusals.VersionNotFound(dataset.Slug, number);

    // What a number and an instant mean together: an instant goes with the newest version only.
    private async Task<int> NumberAsync(Dataset dataset, string? number, string? asOf, CancellationToken ct)
    {
        if (asOf is null)
        {
            return NumberOf(dataset, number ?? Latest);
        }

        if (number is not (null or Latest))
        {
            throw CatalogueRefusals.AsOfWithVersion(number);
        }

        // Withdrawn ones too: who asks for what was valid then is told that it is withdrawn, not given something older.
        var end = AsOf.EndOf(asOf);
        return await catalogue.Versions.Where(v => v.DatasetId == dataset.Id && v.PublishedAt < end).MaxAsync(v => (int?)v.Number, ct)
            ?? throw CatalogueRefusals.NoVersionAsOf(dataset.Slug, asOf);
    }

    private static async Task<IReadOnlyList<DatasetItem>> ItemsAsync(IQueryable<Dataset> datasets, CancellationToken ct) =>
        [.. (await datasets.ToListAsync(ct)).Select(DatasetSearch.Item)];
}
