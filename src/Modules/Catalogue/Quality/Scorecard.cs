using System.Globalization;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Quality;

// What is counted, and how.
internal sealed record MetricFact(string Code, TwoTexts Name, TwoTexts Count, TwoTexts Raise);

public enum Weighing
{
    // All numerators by all denominators.
    Pooled,

    // The mean of the datasets: a large one counts as much as a small one.
    Mean,

    // How many of the 21 domains have a dataset.
    Covered,
}

internal sealed record Indicator(string Dimension, TwoTexts DimensionName, string Metric, Weighing Weighing, decimal Weight);

// One weighting over the store of metrics.
internal sealed record Scorecard(string Code, TwoTexts Name, TwoTexts Measures, TwoTexts Source, Certainty Certainty, IReadOnlyList<Indicator> Indicators)
{
    private const int DomainCount = 21;
    private const int Digits = 2;

    public decimal Max => Indicators.Sum(i => i.Weight);

    // Points are rounded to hundredths for each indicator, and what is shown is added up. What applies to no dataset is left
    // out of the possible points.
    public IReadOnlyList<(Indicator Indicator, Tally Tally, decimal? Points)> Score(IReadOnlyDictionary<string, Tally> tallies, bool ofOneDataset) =>
        [.. Indicators.Select(i => (i, tallies.GetValueOrDefault(i.Metric) ?? Tally.None, Points(i, tallies.GetValueOrDefault(i.Metric) ?? Tally.None, ofOneDataset)))];

    private static decimal? Points(Indicator indicator, Tally tally, bool ofOneDataset)
    {
        if (tally.Denominator == 0)
        {
            return null;
        }

        var share = indicator.Weighing switch
        {
            Weighing.Mean => (decimal)tally.Mean,
            Weighing.Covered when !ofOneDataset => Math.Min(1, (decimal)tally.Different / DomainCount),
            _ => (decimal)tally.Numerator / tally.Denominator,
        };
        return Math.Round(indicator.Weight * share, Digits, MidpointRounding.AwayFromZero);
    }
}

// A metric over datasets: how many it applies to, how many have it in full, and the sums.
public sealed record Tally(long Datasets, long Passed, long Numerator, long Denominator, double Mean, int Different)
{
    internal static Tally None { get; } = new(0, 0, 0, 0, 0, 0);
}

// The scorecards and metrics that came with the program, as data.
internal static class Scorecards
{
    private static readonly Lazy<IReadOnlyDictionary<string, MetricFact>> ShippedMetrics = new(() => Read("metrics", cell =>
        new MetricFact(cell("code"), Both(cell, "name"), Both(cell, "count"), Both(cell, "raise"))).ToDictionary(m => m.Code, StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyList<Scorecard>> ShippedCards = new(ReadCards);

    public static IReadOnlyDictionary<string, MetricFact> Metrics => ShippedMetrics.Value;

    public static IReadOnlyList<Scorecard> All => ShippedCards.Value;

    public static Scorecard Mqa => All.Single(c => c.Code == "mqa");

    private static IReadOnlyList<Scorecard> ReadCards()
    {
        var indicators = Read("indicators", cell => (Card: cell("card"), Indicator: new Indicator(
            cell("dimension"), Both(cell, "dimension"), cell("metric"), Enum.Parse<Weighing>(cell("weighing"), ignoreCase: true),
            decimal.Parse(cell("weight"), CultureInfo.InvariantCulture)))).ToLookup(i => i.Card, i => i.Indicator, StringComparer.Ordinal);
        return [.. Read("scorecards", cell => new Scorecard(
            cell("code"), Both(cell, "name"), Both(cell, "measures"), Both(cell, "source"), Enum.Parse<Certainty>(cell("certainty"), ignoreCase: true),
            [.. indicators[cell("code")]]))];
    }

    private static IEnumerable<T> Read<T>(string name, Func<Func<string, string>, T> read)
    {
        var file = OwnCsv.ReadEmbedded(typeof(Scorecard).Assembly, $"Gongxin.Catalogue.Quality.{name}.csv");
        return file.Rows.Select(row => read(column => row[file.IndexOf(column)]));
    }

    private static TwoTexts Both(Func<string, string> cell, string column) => new(cell(column + "_zh"), cell(column + "_en"));
}
