using System.Globalization;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Quality;

// Datasets that are published, and how many of them have been measured as they are now or before.
public sealed record QualityOverview(long Datasets, long Measured, IReadOnlyList<ScorecardView> Scorecards, PilotView Pilot);

// Points of possible points; what applies to no dataset is not possible. Max is what the method gives at most.
public sealed record ScorecardView(
    string Code, string Name, string Measures, string Source, Certainty Certainty, decimal Points, decimal Possible, decimal Max, string? Rating, IReadOnlyList<DimensionView> Dimensions)
{
    private const string MqaCode = "mqa";

    public decimal? Share => Possible == 0 ? null : Points / Possible;

    internal static ScorecardView Of(Scorecard card, IReadOnlyDictionary<string, Tally> tallies, bool ofOneDataset = false)
    {
        var culture = CultureInfo.CurrentUICulture;
        var dimensions = card.Score(tallies, ofOneDataset).GroupBy(s => s.Indicator.Dimension).Select(g => DimensionView.Of(
            g.Key, g.First().Indicator.DimensionName.In(culture), [.. g.Select(s => IndicatorView.Of(s.Indicator, s.Tally, s.Points))])).ToList();
        var points = dimensions.Sum(d => d.Points);
        return new ScorecardView(
            card.Code, card.Name.In(culture), card.Measures.In(culture), card.Source.In(culture), card.Certainty,
            points, dimensions.Sum(d => d.Possible), card.Max, card.Code == MqaCode ? RatingOf(points) : null, dimensions);
    }

    // The four groups of the method.
    private static string RatingOf(decimal points) => points switch
    {
        >= 351 => "excellent",
        >= 221 => "good",
        >= 121 => "sufficient",
        _ => "bad",
    };
}

public sealed record DimensionView(string Code, string Name, decimal Points, decimal Possible, decimal Max, IReadOnlyList<IndicatorView> Indicators)
{
    internal static DimensionView Of(string code, string name, IReadOnlyList<IndicatorView> indicators) => new(
        code, name, indicators.Sum(i => i.Points ?? 0), indicators.Where(i => i.Points is not null).Sum(i => i.Weight), indicators.Sum(i => i.Weight), indicators);
}

// One rule of a scorecard; points are null when it applies to no dataset.
public sealed record IndicatorView(string Metric, string Name, string Count, string Raise, Weighing Weighing, decimal Weight, decimal? Points, Tally Tally)
{
    internal static IndicatorView Of(Indicator indicator, Tally tally, decimal? points)
    {
        var (culture, fact) = (CultureInfo.CurrentUICulture, Scorecards.Metrics[indicator.Metric]);
        return new IndicatorView(
            indicator.Metric, fact.Name.In(culture), fact.Count.In(culture), fact.Raise.In(culture), indicator.Weighing, indicator.Weight, points, tally);
    }
}

// The numbers of the pilot, and how many datasets each domain has.
public sealed record PilotView(IReadOnlyList<PilotTarget> Targets, IReadOnlyList<DomainCount> Domains)
{
    internal const int DatasetsPerDomain = 10;

    internal static PilotView Of(long datasets, IReadOnlyDictionary<string, Tally> tallies, IReadOnlyList<DomainCount> domains) => new(
        [
            new PilotTarget("domains", domains.Count(d => d.Datasets >= DatasetsPerDomain), 15, IsShare: false),
            new PilotTarget("datasets", datasets, 300, IsShare: false),
            new PilotTarget("machine-readable", ShareOf(tallies, "access.machine-readable"), 0.9m, IsShare: true),
            new PilotTarget("api", ShareOf(tallies, "access.api"), 0.3m, IsShare: true),
        ],
        domains);

    private static decimal? ShareOf(IReadOnlyDictionary<string, Tally> tallies, string metric) =>
        tallies.GetValueOrDefault(metric) is { Denominator: > 0 } tally ? (decimal)tally.Numerator / tally.Denominator : null;
}

// Value is null while there is nothing to take a share of.
public sealed record PilotTarget(string Code, decimal? Value, decimal Goal, bool IsShare)
{
    public bool IsMet => Value >= Goal;
}

public sealed record DomainCount(string Code, string Name, long Datasets);

// How a metric stands for one dataset.
public sealed record MetricRow(string Dataset, string Title, int Version, string Metric, double? Value, long Numerator, long Denominator, string? Detail);

// A metric with the datasets that have it, or lack it.
public sealed record MetricDatasets(string Metric, string Name, string Count, string Raise, Tally Tally, string Result, IReadOnlyList<MetricRow> Items, long Total, string? Next)
{
    public const int PageSize = 50;

    public int Pages => (int)((Total + PageSize - 1) / PageSize);
}

// The quality of one dataset: its scores, what would raise them, its metrics, how its content went from version to version,
// and which columns moved since the version before.
public sealed record DatasetQuality(
    string Dataset, string Title, int Version, IReadOnlyList<ScorecardView> Scorecards, IReadOnlyList<Gain> Gains, IReadOnlyList<MetricRow> Metrics,
    IReadOnlyList<VersionQuality> Versions, IReadOnlyList<ColumnDrift> Drift);

// Points that a scorecard would give more if the rule were met in full.
public sealed record Gain(string Scorecard, string Metric, string Name, string Raise, decimal Points);

public sealed record VersionQuality(int Version, IReadOnlyDictionary<string, double?> Metrics);
