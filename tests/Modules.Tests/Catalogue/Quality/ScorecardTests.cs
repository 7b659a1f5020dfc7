using Gongxin.Catalogue.Quality;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Catalogue.Quality;

// Goal: each scorecard gives the points that its rules say. Method: worked examples from figures to points, without a node; the
// one of MQA is the summary table in the description of mjanez/ckan-mqa, with its counts and its points.
public sealed class ScorecardTests
{
    // Metric, count, population, points.
    private static readonly (string Metric, long Count, long Population, decimal Points)[] Published =
    [
        ("mqa.keyword", 46, 46, 30), ("mqa.theme", 46, 46, 30), ("mqa.spatial", 42, 46, 18.26m), ("mqa.temporal", 0, 46, 0),
        ("mqa.access-url-answers", 255, 255, 50), ("mqa.download-url", 0, 255, 0), ("mqa.download-url-answers", 0, 255, 0),
        ("mqa.format", 255, 255, 20), ("mqa.media-type", 255, 255, 10), ("mqa.vocabulary", 378, 510, 7.41m),
        ("mqa.non-proprietary", 131, 255, 10.27m), ("mqa.machine-readable", 252, 255, 19.76m), ("mqa.dcat-ap", 0, 46, 0),
        ("mqa.licence", 255, 255, 20), ("mqa.licence-vocabulary", 245, 255, 9.61m), ("mqa.access-rights", 46, 46, 10),
        ("mqa.access-rights-vocabulary", 0, 46, 0), ("mqa.contact-point", 46, 46, 20), ("mqa.publisher", 46, 46, 10),
        ("mqa.rights", 255, 255, 5), ("mqa.byte-size", 0, 255, 0), ("mqa.issued", 46, 46, 5), ("mqa.modified", 46, 46, 5),
    ];

    [Fact]
    public void Mqa_gives_the_published_row_its_280_31_points()
    {
        var card = Card("mqa");
        var view = ScorecardView.Of(card, Published.ToDictionary(p => p.Metric, p => Of(p.Count, p.Population)));
        Assert.Equal(Published.ToDictionary(p => p.Metric, p => (decimal?)p.Points), view.Dimensions.SelectMany(d => d.Indicators).ToDictionary(i => i.Metric, i => i.Points));
        Assert.Equal((280.31m, 405m, 405m, "good"), (view.Points, view.Possible, view.Max, view.Rating));
        Assert.Equal([100m, 100, 110, 75, 20], view.Dimensions.Select(d => d.Max));
    }

    [Theory]
    [InlineData(405, "excellent")]
    [InlineData(0, "bad")]
    public void Mqa_rates_by_its_four_groups(int points, string rating) => Assert.Equal(
        rating, ScorecardView.Of(Card("mqa"), Published.ToDictionary(p => p.Metric, p => Of(points == 0 ? 0 : p.Population, p.Population))).Rating);

    // Four datasets: 10 × 4/4 + 15 × 1/4; 7 × 0.9 + 6 × 1 + 6 × 0.5, on time 6 × 1/2; norms 5 × (3/4 + 1 + 1 + 1/2 + 0.2); 25 × 7/21.
    [Fact]
    public void The_data_layer_weighs_means_and_domains()
    {
        var view = ScorecardView.Of(Card("shulin"), new Dictionary<string, Tally>
        {
            ["amount.rows"] = Of(4, 4), ["amount.capacity"] = Of(1, 4),
            ["content.completeness"] = Mean(0.9), ["content.validity"] = Mean(1), ["content.consistency"] = Mean(0.5), ["content.timeliness"] = Of(1, 2),
            ["record.licence"] = Of(3, 4), ["access.open-format"] = Of(4, 4), ["access.api"] = Of(4, 4), ["record.summary"] = Of(2, 4), ["record.columns"] = Mean(0.2),
            ["record.domain"] = Of(4, 4) with { Different = 7 },
        });
        Assert.Equal([13.75m, 18.3m, 17.25m, 8.33m], view.Dimensions.Select(d => d.Points));
        Assert.Equal((57.63m, 100m, 100m), (view.Points, view.Possible, view.Max));
        Assert.Null(view.Rating);
    }

    // No dataset has a key and none has a cycle with a day: 5 and 10 of the 120 points cannot be had, and are not missed.
    [Fact]
    public void Gb_t_38664_leaves_out_what_applies_to_no_dataset()
    {
        var view = ScorecardView.Of(Card("gbt38664"), new Dictionary<string, Tally>
        {
            ["content.completeness"] = Mean(0.8), ["content.validity"] = Mean(0.6), ["content.consistency"] = Mean(1),
            ["amount.rows"] = Of(2, 2), ["amount.capacity"] = Of(0, 2),
            ["access.machine-readable"] = Of(2, 2), ["access.api"] = Of(2, 2), ["record.columns"] = Mean(0.5), ["record.summary"] = Of(1, 2),
            ["record.cycle"] = Of(0, 2), ["record.domain"] = Of(2, 2) with { Different = 1 },
            ["record.registered"] = Of(1, 2), ["record.licence"] = Of(0, 2), ["record.provider"] = Of(2, 2),
        });
        Assert.Equal([12m, 10, 15, 0, 0.95m, 10], view.Dimensions.Select(d => d.Points));
        Assert.Equal((47.95m, 105m, 120m), (view.Points, view.Possible, view.Max));
        Assert.Equal(["content.uniqueness", "content.timeliness"], view.Dimensions.SelectMany(d => d.Indicators).Where(i => i.Points is null).Select(i => i.Metric));
    }

    [Fact]
    public void Only_what_was_compared_with_its_text_is_called_so() =>
        Assert.Equal([Certainty.Secondary, Certainty.Unverified, Certainty.Unverified], Scorecards.All.Select(c => c.Certainty));

    [Fact]
    public void Every_indicator_has_a_metric_that_is_explained() =>
        Assert.Empty(Scorecards.All.SelectMany(c => c.Indicators).Select(i => i.Metric).Where(m => !Scorecards.Metrics.ContainsKey(m)));

    [Fact]
    public void The_pilot_counts_domains_with_ten_datasets()
    {
        var domains = Enumerable.Range(0, 21).Select(n => new DomainCount($"{n}", $"{n}", n < 15 ? 10 : 9)).ToList();
        var pilot = PilotView.Of(299, new Dictionary<string, Tally> { ["access.machine-readable"] = Of(9, 10), ["access.api"] = Of(29, 100) }, domains);
        Assert.Equal([(15m, true), (299m, false), (0.9m, true), (0.29m, false)], pilot.Targets.Select(t => (t.Value!.Value, t.IsMet)));
        Assert.All(PilotView.Of(0, new Dictionary<string, Tally>(), []).Targets, t => Assert.False(t.IsMet));
    }

    [Fact]
    public void Drift_names_the_columns_that_moved_and_how()
    {
        var before = new TableSchema([Text("kept"), Text("gone"), Text("typed"), Text("emptied"), Text("mixed"), Number("mean"), Number("steady")]);
        var after = new TableSchema([Text("kept"), Text("new"), Number("typed"), Text("emptied"), Text("mixed"), Number("mean"), Number("steady")]);
        var old = new QualityReport(
        [
            Column("kept", 100) with { TopValues = [new("a", 60), new("b", 40)] }, Column("gone", 100), Column("typed", 100), Column("emptied", 100),
            Column("mixed", 100) with { TopValues = [new("a", 60), new("b", 40)] },
            Column("mean", 100) with { Mean = 10, Minimum = "0", Maximum = "20" }, Column("steady", 100) with { Mean = 10, Minimum = "0", Maximum = "20" },
        ]);
        var now = new QualityReport(
        [
            Column("kept", 200) with { TopValues = [new("a", 110), new("b", 90)] }, Column("new", 200), Column("typed", 200), Column("emptied", 170) with { Missing = 30 },
            Column("mixed", 200) with { TopValues = [new("a", 60), new("c", 140)] },
            Column("mean", 200) with { Mean = 15.1, Minimum = "0", Maximum = "20" }, Column("steady", 200) with { Mean = 14.9, Minimum = "0", Maximum = "20" },
        ]);
        Assert.Equal(
            [("new", DriftKind.Added), ("typed", DriftKind.Type), ("emptied", DriftKind.Filled), ("mixed", DriftKind.Values), ("mean", DriftKind.Centre), ("gone", DriftKind.Removed)],
            ColumnDrift.Between(before, old, after, now).Select(d => (d.Column, d.Kind)));
    }

    private static Scorecard Card(string code) => Scorecards.All.Single(c => c.Code == code);

    private static Tally Of(long part, long whole) => new(whole, part, part, whole, (double)part / whole, 0);

    private static Tally Mean(double mean) => new(4, 0, 1, 4, mean, 0);

    private static ColumnSchema Text(string name) => new() { Name = name, Type = ColumnType.Text };

    private static ColumnSchema Number(string name) => new() { Name = name, Type = ColumnType.Integer };

    private static ColumnQuality Column(string name, long filled) => new() { Name = name, Filled = filled, Missing = 0, Quarantined = 0, Distinct = 1 };
}
