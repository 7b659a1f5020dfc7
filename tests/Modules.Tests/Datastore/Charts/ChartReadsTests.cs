using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Charts;
using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Charts;

// Goal: the figures of a chart are bounded whatever the data, say of how much they are a part, and what is put together adds up.
public sealed class ChartReadsTests(Versions versions) : IClassFixture<Versions>, IDisposable
{
    private static readonly ColumnSchema[] Columns =
    [
        Versions.Column("日", ColumnType.Date), Versions.Column("站", ColumnType.Text), Versions.Column("组", ColumnType.Text), Versions.Column("值", ColumnType.Integer),
    ];

    private readonly QueryConnections _connections = new(versions.DuckDb, new QueryLimits(), TimeProvider.System);

    public void Dispose() => _connections.Dispose();

    [Fact]
    public async Task Names_beyond_the_bound_are_put_together_and_the_sum_stays()
    {
        var figures = await ReadAsync(new ChartQuery { Form = ChartForm.Groups, Axis = "站", Function = AggregateFunction.Sum, Figure = "值", ByValue = true });
        Assert.Equal(ChartQuery.NamesMax + 1, figures.Items.Count);
        Assert.Equal(100, figures.PlacesFound);
        Assert.True(figures.Items[^1].IsRest);
        Assert.Equal(Enumerable.Range(1, 2000).Sum(i => (long)i), figures.Items.Sum(Whole));
        Assert.Equal(figures.Items.Take(40).Select(Whole).OrderDescending(), figures.Items.Take(40).Select(Whole));
    }

    [Fact]
    public async Task A_mean_of_what_is_put_together_is_the_mean_of_its_rows()
    {
        var figures = await ReadAsync(new ChartQuery { Form = ChartForm.Groups, Axis = "组", Series = "站", Function = AggregateFunction.Avg, Figure = "值", ByValue = true });
        Assert.Equal(100, figures.SeriesFound);
        var kept = figures.Items.Where(i => !i.IsRestOfSeries).Select(i => i.Series).ToHashSet();
        Assert.Equal(ChartQuery.SeriesMax - 1, kept.Count);
        foreach (var rest in figures.Items.Where(i => i.IsRestOfSeries))
        {
            var rows = Enumerable.Range(1, 2000).Where(i => GroupOf(i) == rest.At && !kept.Contains(StationOf(i))).ToList();
            Assert.Equal(rows.Average(i => (double)i), double.Parse(rest.Value!, CultureInfo.InvariantCulture), 6);
        }
    }

    [Theory]
    [InlineData(null, ChartGrain.Month, 66)]
    [InlineData(ChartGrain.Quarter, ChartGrain.Quarter, 22)]
    [InlineData(ChartGrain.Day, ChartGrain.Month, 66)]
    [InlineData(ChartGrain.Year, ChartGrain.Year, 6)]
    public async Task Time_is_put_together_in_steps_that_fit(ChartGrain? wish, ChartGrain step, int places)
    {
        var figures = await ReadAsync(new ChartQuery { Form = ChartForm.Groups, Axis = "日", Grain = wish });
        Assert.Equal(step, figures.Grain);
        Assert.Equal(places, figures.Items.Count);
        Assert.Equal(2000, figures.Items.Sum(Whole));
        Assert.Equal(figures.Items.Select(i => i.At).Order(StringComparer.Ordinal), figures.Items.Select(i => i.At));
        Assert.Equal(step switch { ChartGrain.Quarter => "2020-Q1", ChartGrain.Year => "2020", _ => "2020-01" }, figures.Items[0].At);
    }

    [Fact]
    public async Task Ranges_hold_every_row_and_begin_at_round_numbers()
    {
        var figures = await ReadAsync(new ChartQuery { Form = ChartForm.Bins, Axis = "值" });
        Assert.InRange(figures.Items.Count, 10, 22);
        Assert.Equal("0", figures.Items[0].At);
        Assert.Equal(2000, figures.Items.Sum(Whole));
        Assert.Equal(figures.Items.Skip(1).Select(i => i.At), figures.Items.SkipLast(1).Select(i => i.Until));
    }

    [Fact]
    public async Task Points_of_a_large_table_are_bounded_always_the_same_and_counted()
    {
        var version = versions.Make(
            [Versions.Column("a", ColumnType.Integer), Versions.Column("b", ColumnType.Number)],
            [.. Enumerable.Range(0, 5000).Select(i => new string?[] { $"{i}", i % 10 == 0 ? null : $"{i}.5" })]);
        var reads = new ChartReads(_connections);
        var query = new ChartQuery { Form = ChartForm.Points, Axis = "a", Figure = "b" };
        var first = await reads.ReadAsync(version, query, default);
        Assert.Equal((ChartQuery.PointsMax, 5000L, 4500L), (first.Items.Count, first.Rows, first.RowsPlaced));
        Assert.Equal(first.Items, (await reads.ReadAsync(version, query, default)).Items);
        Assert.All(first.Items, i => Assert.Equal(i.At + ".5", i.Value));
    }

    [Fact]
    public async Task Filters_hold_and_names_can_be_put_together()
    {
        var figures = await ReadAsync(new ChartQuery
        {
            Form = ChartForm.Groups,
            Axis = "组",
            Rows = RowQuery.Everything with { Filters = [new RowFilter("值", FilterOperator.Le, ["100"])] },
            Names = new Dictionary<string, string> { ["g0"] = "甲", ["g1"] = "甲" },
        });
        var only = Assert.Single(figures.Items);
        Assert.Equal(("甲", Enumerable.Range(1, 100).Count(i => GroupOf(i) is "g0" or "g1")), (only.At, (int)Whole(only)));
        Assert.Equal((100, Whole(only)), (figures.Rows, figures.RowsPlaced));
    }

    [Theory]
    [InlineData(ChartForm.Bins, "站", null, "query.operator-not-for-type")]
    [InlineData(ChartForm.Points, "值", null, "query.bad-value")]
    [InlineData(ChartForm.Points, "值", "站", "query.operator-not-for-type")]
    [InlineData(ChartForm.Groups, "none", null, "query.unknown-column")]
    public async Task What_cannot_be_drawn_is_refused(ChartForm form, string axis, string? figure, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => ReadAsync(new ChartQuery { Form = form, Axis = axis, Figure = figure }))).Code);

    private static long Whole(ChartFigure figure) => long.Parse(figure.Value!, CultureInfo.InvariantCulture);

    private static string StationOf(int i) => $"s{i % 100}";

    private static string GroupOf(int i) => $"g{i % 3}";

    // 2,000 days from 2020-01-01 on, each with a row.
    private Task<ChartFigures> ReadAsync(ChartQuery query) => new ChartReads(_connections).ReadAsync(
        versions.Make(Columns, [.. Enumerable.Range(1, 2000).Select(i => new string?[]
        {
            new DateOnly(2020, 1, 1).AddDays(i - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StationOf(i), GroupOf(i), $"{i}",
        })]),
        query,
        default);
}
