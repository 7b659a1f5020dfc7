using Gongxin.Catalogue.Quality;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Contracts.Catalogue;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Catalogue.Quality;

// Goal: the store says what the versions are like, follows versions, words and withdrawals, and every score leads to its
// datasets. Method: both engines, a catalogue of three datasets, the job that runs on a node.
public sealed class QualityReadsTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DatasetDescription Described = new()
    {
        Title = "空气质量", Summary = "各监测站点每月的空气质量指数和首要污染物，按站点列出。", Provider = "生态环境局", Theme = "07", Licence = "CC-BY-4.0",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Metrics_follow_what_is_published_and_scores_lead_to_datasets(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var schema = new TableSchema([new ColumnSchema { Name = "id", Type = ColumnType.Integer }, new ColumnSchema { Name = "aqi", Type = ColumnType.Integer }]) { PrimaryKey = ["id"] };
        await node.PublishAsync("air", "id,aqi\n1,40\n2,\n3,x\n", schema: schema, about: Described);
        await node.PublishAsync("bare", "a,b\n1,2\n");
        await node.PublishAsync("gone", "a,b\n3,4\n");
        Assert.Equal(3, await MeasureAsync(node));
        Assert.Equal(0, await MeasureAsync(node));

        var air = await node.AskAsync<QualityReads, DatasetQuality?>(q => q.DatasetAsync("air", Ct));
        Assert.Equal((4L, 6L), CountOf(air!, "content.completeness"));
        Assert.Equal((4L, 5L), CountOf(air!, "content.validity"));
        Assert.Equal((3L, 3L), CountOf(air!, "content.uniqueness"));
        Assert.Equal((0L, 0L), CountOf(air!, "content.drift"));
        Assert.Equal((6L, 7L), CountOf(air!, "mqa.download-url"));
        Assert.Equal((7L, 7L), CountOf(air!, "mqa.licence-vocabulary"));
        Assert.Equal((0L, 1L), CountOf(air!, "mqa.spatial"));
        Assert.Contains("aqi", air!.Metrics.Single(m => m.Metric == "content.validity").Detail);
        Assert.Contains(air.Gains, g => g is { Scorecard: "mqa", Metric: "mqa.spatial", Points: 20 });

        // Failing datasets of a rule, worst first; all of the score are those that pass, fail or do not come under it.
        var failing = await node.AskAsync<QualityReads, MetricDatasets>(q => q.DatasetsAsync("record.licence", null, 1, Ct));
        Assert.Equal(["bare", "gone"], failing.Items.Select(i => i.Dataset));
        Assert.Equal(["air"], (await node.AskAsync<QualityReads, MetricDatasets>(q => q.DatasetsAsync("record.licence", QualityReads.Passed, 1, Ct))).Items.Select(i => i.Dataset));
        Assert.Equal(2, (await node.AskAsync<QualityReads, MetricDatasets>(q => q.DatasetsAsync("content.uniqueness", QualityReads.NotApplicable, 1, Ct))).Total);

        // A withdrawn dataset counts no more, at once.
        await node.AskAsync<WithdrawData, WithdrawalView>(w => w.WithdrawAsync("gone", null, "error", "发布有误，数据作废。", Ct));
        var overview = await node.AskAsync<QualityReads, QualityOverview>(q => q.OverviewAsync(Ct));
        Assert.Equal((2L, 2L), (overview.Datasets, overview.Measured));
        Assert.Equal((1L, 2L), (TallyOf(overview, "mqa.theme").Passed, TallyOf(overview, "mqa.theme").Datasets));
        Assert.Equal(2, overview.Pilot.Targets.Single(t => t.Code == "datasets").Value);
        Assert.Equal(1, overview.Pilot.Domains.Single(d => d.Code == "07").Datasets);
        Assert.Equal(410, (await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<QualityReads, DatasetQuality?>(q => q.DatasetAsync("gone", Ct)))).Status);

        // Other words about the same data, and another version.
        await node.PublishAsync("bare", "a,b\n1,2\n", about: new DatasetDescription { Title = "bare", Theme = "08" });
        Assert.Equal(1, await MeasureAsync(node));
        await node.PublishAsync("bare", "a,b\n1,\n2,\n");
        Assert.Equal(1, await MeasureAsync(node));
        var bare = await node.AskAsync<QualityReads, DatasetQuality?>(q => q.DatasetAsync("bare", Ct));
        Assert.Equal((1L, 1L), CountOf(bare!, "record.domain"));
        Assert.Equal([2, 1], bare!.Versions.Select(v => v.Version));
        Assert.Equal([0.5, 1.0], bare.Versions.Select(v => v.Metrics["content.completeness"]));
        Assert.Contains(bare.Drift, d => d is { Column: "b" });

        var rows = await node.AskAsync<QualityReads, List<MetricRow>>(async q => await q.StreamAsync().ToListAsync(Ct));
        Assert.Equal(2 * Scorecards.Metrics.Count, rows.Count);
        Assert.Equal(["air", "bare"], rows.Select(r => r.Dataset).Distinct());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_not_there_is_refused(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("fresh", "a,b\n1,2\n");
        Assert.Null(await node.AskAsync<QualityReads, DatasetQuality?>(q => q.DatasetAsync("fresh", Ct)));
        Assert.Equal("quality.scorecard-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<QualityReads, ScorecardView>(q => q.ScorecardAsync("x", Ct)))).Code);
        Assert.Equal("quality.metric-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<QualityReads, MetricDatasets>(q => q.DatasetsAsync("x", null, 1, Ct)))).Code);
        Assert.Equal("quality.not-measured", (await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<QualityReads, object>(async q => await ReadQuality.HandleDataset("fresh", q, Ct)))).Code);
    }

    private static Task<int> MeasureAsync(CatalogueNode node) => node.AskAsync<MeasureDatasets, int>(async m => (await new KeepMeasured(m).RunAsync(Ct)).Count);

    private static (long, long) CountOf(DatasetQuality quality, string metric) =>
        quality.Metrics.Where(m => m.Metric == metric).Select(m => (m.Numerator, m.Denominator)).Single();

    private static Tally TallyOf(QualityOverview overview, string metric) =>
        overview.Scorecards.SelectMany(c => c.Dimensions).SelectMany(d => d.Indicators).First(i => i.Metric == metric).Tally;
}
