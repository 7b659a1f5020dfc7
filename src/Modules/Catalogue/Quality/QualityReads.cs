using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Quality;

// Scorecards and figures, all from the store of metrics, of the newest versions of published datasets.
internal sealed class QualityReads(CatalogueDb catalogue, DatasetReads reads, KnownTallies known)
{
    public const string Failed = "failed";
    public const string Passed = "passed";
    public const string NotApplicable = "not-applicable";

    private const string Domain = "record.domain";
    private const string Content = "content.";

    public async Task<QualityOverview> OverviewAsync(CancellationToken ct)
    {
        var all = await AllAsync(ct);
        return new QualityOverview(all.Datasets, all.Measured, [.. Scorecards.All.Select(c => ScorecardView.Of(c, all.Tallies))], PilotOf(all));
    }

    public async Task<ScorecardView> ScorecardAsync(string code, CancellationToken ct)
    {
        var card = Scorecards.All.SingleOrDefault(c => c.Code == code) ?? throw QualityRefusals.ScorecardNotFound(code);
        return ScorecardView.Of(card, (await AllAsync(ct)).Tallies);
    }

    public async Task<PilotView> PilotAsync(CancellationToken ct) => PilotOf(await AllAsync(ct));

    // Worst first.
    public async Task<MetricDatasets> DatasetsAsync(string metric, string? result, int page, CancellationToken ct)
    {
        var fact = Scorecards.Metrics.GetValueOrDefault(metric) ?? throw QualityRefusals.MetricNotFound(metric);
        var wanted = result is Passed or NotApplicable ? result : Failed;
        var rows = Current().Where(r => r.Metric.Code == metric);
        rows = wanted switch
        {
            Passed => rows.Where(r => r.Metric.Denominator > 0 && r.Metric.Numerator >= r.Metric.Denominator),
            NotApplicable => rows.Where(r => r.Metric.Denominator == 0),
            _ => rows.Where(r => r.Metric.Numerator < r.Metric.Denominator),
        };
        var total = await rows.LongCountAsync(ct);
        var shown = await rows.OrderBy(r => r.Metric.Value).ThenBy(r => r.Dataset.Slug)
            .Skip((page - 1) * MetricDatasets.PageSize).Take(MetricDatasets.PageSize).ToListAsync(ct);
        var culture = CultureInfo.CurrentUICulture;
        return new MetricDatasets(
            metric, fact.Name.In(culture), fact.Count.In(culture), fact.Raise.In(culture),
            (await AllAsync(ct)).Tallies.GetValueOrDefault(metric) ?? Tally.None, wanted, [.. shown.Select(RowOf)], total,
            (long)page * MetricDatasets.PageSize < total ? (page + 1).ToString(CultureInfo.InvariantCulture) : null);
    }

    // Null while the dataset has not been measured; refused as everywhere when there is none.
    public async Task<DatasetQuality?> DatasetAsync(string slug, CancellationToken ct)
    {
        var open = await reads.OpenAsync(slug, null, null, ct);
        var rows = await Current().Where(r => r.Dataset.Slug == slug).OrderBy(r => r.Metric.Code).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return null;
        }

        var tallies = rows.ToDictionary(r => r.Metric.Code, r => TallyOf(r.Metric), StringComparer.Ordinal);
        var cards = Scorecards.All.Select(c => ScorecardView.Of(c, tallies, ofOneDataset: true)).ToList();
        var gains = from card in cards
                    from indicator in card.Dimensions.SelectMany(d => d.Indicators)
                    let missing = indicator.Weight - (indicator.Points ?? indicator.Weight)
                    where missing > 0
                    select new Gain(card.Code, indicator.Metric, indicator.Name, indicator.Raise, missing);
        var id = rows[0].Dataset.Id;
        return new DatasetQuality(
            slug, rows[0].Dataset.Title, open.Number, cards, [.. gains.OrderByDescending(g => g.Points).ThenBy(g => g.Metric, StringComparer.Ordinal)],
            [.. rows.Select(RowOf)], await VersionsAsync(id, ct), await DriftAsync(id, open.Number, ct));
    }

    // All current metrics, one by one from the database.
    public IAsyncEnumerable<MetricRow> StreamAsync() => Current().OrderBy(r => r.Dataset.Slug).ThenBy(r => r.Metric.Code).Select(r => new MetricRow(
        r.Dataset.Slug, r.Dataset.Title, r.Metric.Number, r.Metric.Code, r.Metric.Value, r.Metric.Numerator, r.Metric.Denominator, r.Metric.Detail)).AsAsyncEnumerable();

    private async Task<IReadOnlyList<VersionQuality>> VersionsAsync(DatasetId id, CancellationToken ct)
    {
        var metrics = await (
            from metric in catalogue.Metrics.AsNoTracking()
            join version in catalogue.Versions on new { metric.DatasetId, metric.Number } equals new { version.DatasetId, version.Number }
            where metric.DatasetId == id && version.Withdrawal == null && metric.Code.StartsWith(Content)
            select new { metric.Number, metric.Code, metric.Value }).ToListAsync(ct);
        return [.. metrics.GroupBy(m => m.Number).OrderByDescending(g => g.Key)
            .Select(g => new VersionQuality(g.Key, g.ToDictionary(m => m.Code, m => m.Value, StringComparer.Ordinal)))];
    }

    private async Task<IReadOnlyList<ColumnDrift>> DriftAsync(DatasetId id, int number, CancellationToken ct)
    {
        var two = await catalogue.Versions.AsNoTracking().Where(v => v.DatasetId == id && v.Number <= number && v.Withdrawal == null)
            .OrderByDescending(v => v.Number).Take(2).ToListAsync(ct);
        return two.Count < 2 ? [] : ColumnDrift.Between(two[1].Schema, two[1].Quality, two[0].Schema, two[0].Quality);
    }

    private Task<KnownTallies.All> AllAsync(CancellationToken ct) => known.GetAsync("", _ => CountAsync(ct));

    private async Task<KnownTallies.All> CountAsync(CancellationToken ct)
    {
        var counts = await Current().Select(r => r.Metric).GroupBy(m => m.Code).Select(g => new
        {
            Code = g.Key,
            Datasets = g.Sum(m => m.Denominator > 0 ? 1L : 0L),
            Passed = g.Sum(m => m.Denominator > 0 && m.Numerator >= m.Denominator ? 1L : 0L),
            Numerator = g.Sum(m => m.Numerator),
            Denominator = g.Sum(m => m.Denominator),
            Mean = g.Average(m => m.Value),
        }).ToListAsync(ct);
        var domains = await Current().Where(r => r.Metric.Code == Domain && r.Metric.Detail != null)
            .GroupBy(r => r.Metric.Detail!).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var tallies = counts.ToDictionary(
            c => c.Code,
            c => new Tally(c.Datasets, c.Passed, c.Numerator, c.Denominator, c.Mean ?? 0, c.Code == Domain ? domains.Count : 0),
            StringComparer.Ordinal);
        return new KnownTallies.All(await catalogue.Published.LongCountAsync(ct), tallies.GetValueOrDefault(Domain)?.Datasets ?? 0, tallies, domains);
    }

    private static PilotView PilotOf(KnownTallies.All all) =>
        PilotView.Of(all.Datasets, all.Tallies, [.. Themes.All.Select(t => new DomainCount(t, Themes.NameOf(t)!, all.Domains.GetValueOrDefault(t)))]);

    private IQueryable<CurrentMetric> Current() =>
        from metric in catalogue.Metrics.AsNoTracking()
        join dataset in catalogue.Published on new { metric.DatasetId, metric.Number } equals new { DatasetId = dataset.Id, Number = dataset.LatestNumber }
        select new CurrentMetric { Metric = metric, Dataset = dataset };

    private static Tally TallyOf(Metric metric) => metric.Denominator == 0
        ? Tally.None
        : new Tally(1, metric.Numerator >= metric.Denominator ? 1 : 0, metric.Numerator, metric.Denominator, metric.Value ?? 0, metric.Numerator > 0 ? 1 : 0);

    private static MetricRow RowOf(CurrentMetric row) => new(
        row.Dataset.Slug, TitleOf(row.Dataset), row.Metric.Number, row.Metric.Code, row.Metric.Value, row.Metric.Numerator, row.Metric.Denominator, row.Metric.Detail);

    private static string TitleOf(Dataset dataset) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? dataset.TitleEn ?? dataset.Title : dataset.Title;

    private sealed class CurrentMetric
    {
        public required Metric Metric { get; init; }
        public required Dataset Dataset { get; init; }
    }
}

// Sums over all datasets, as long as nothing changes.
internal sealed class KnownTallies(PublicRevision revision) : RevisionCache<string, KnownTallies.All>(revision, 1)
{
    internal sealed record All(long Datasets, long Measured, IReadOnlyDictionary<string, Tally> Tallies, IReadOnlyDictionary<string, long> Domains);
}
