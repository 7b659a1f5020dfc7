using System.Globalization;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Datastore.Load.LoadFixture;

namespace Gongxin.Modules.Tests.Datastore.Load;

public sealed class ProfileTests : IDisposable
{
    private readonly LoadFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_profile_says_how_many_what_between_what_and_what_most_often()
    {
        var schema = new TableSchema([Column("区", ColumnType.Text), Column("数", ColumnType.Integer), Column("额", ColumnType.Decimal, 6, 2), Column("是", ColumnType.Boolean)]);
        var table = await _fixture.LoadTableAsync("区,数,额,是\n东,5,0.05,是\n西,7,,否\n东,x,12.00,是\n东,-2,-3.5,\n", schema);
        var (district, number, money, flag) = (table.Quality.Columns[0], table.Quality.Columns[1], table.Quality.Columns[2], table.Quality.Columns[3]);
        Assert.Equal((4L, 0L, 0L, 2L, false), (district.Filled, district.Missing, district.Quarantined, district.Distinct, district.DistinctIsEstimate));
        Assert.Equal([new ValueShare("东", 3), new ValueShare("西", 1)], district.TopValues);
        Assert.Equal(("东", "西"), (district.Minimum, district.Maximum));
        Assert.Empty(district.Histogram);
        Assert.Equal((3L, 1L, 3L, "-2", "7"), (number.Filled, number.Quarantined, number.Distinct, number.Minimum, number.Maximum));
        Assert.Equal(10 / 3.0, number.Mean!.Value, 12);
        Assert.Empty(number.TopValues);
        Assert.Equal(("-3.50", "12.00", 1L), (money.Minimum, money.Maximum, money.Missing));
        Assert.Equal(2.85, money.Mean!.Value, 12);
        Assert.Equal([new ValueShare("true", 2), new ValueShare("false", 1)], flag.TopValues);
        Assert.Null(flag.Mean);
    }

    public static TheoryData<ColumnSchema, string[], string[]> Histograms => new()
    {
        { Column("a", ColumnType.Integer), ["1", "2", "2", "4"], ["1-2:1", "2-3:2", "3-4:0", "4-4:1"] },
        { Column("a", ColumnType.Integer), ["7"], ["7-7:1"] },
        { Column("a", ColumnType.Decimal, 3, 2), ["0.10", "0.12", "-0.01"], Decimals() },
        { Column("a", ColumnType.Year), ["2020", "2020", "2022"], ["2020-2021:2", "2021-2022:0", "2022-2022:1"] },
        { Column("a", ColumnType.YearMonth), ["2023-12", "2024-01", "2024-01"], ["2023-12-2024-01:1", "2024-01-2024-01:2"] },
        { Column("a", ColumnType.Date), ["2024-02-28", "2024-03-01"], ["2024-02-28-2024-02-29:1", "2024-02-29-2024-03-01:0", "2024-03-01-2024-03-01:1"] },
        { Column("a", ColumnType.Number), ["1.5", "1.5"], ["1.5-1.5:2"] },
    };

    [Theory]
    [MemberData(nameof(Histograms))]
    public async Task A_histogram_has_equal_buckets_from_the_lowest_to_the_highest_value(ColumnSchema column, string[] values, string[] expected)
    {
        var table = await _fixture.LoadTableAsync("a,b\n" + string.Concat(values.Select(v => v + ",x\n")), new TableSchema([column, Column("b", ColumnType.Text)]));
        Assert.Equal(expected, table.Quality.Columns[0].Histogram.Select(b => $"{b.From}-{b.To}:{b.Count}"));
    }

    [Theory]
    [InlineData(ColumnType.Integer, "-9223372036854775808", "9223372036854775807")]
    [InlineData(ColumnType.Number, "-1e300", "1e300")]
    [InlineData(ColumnType.Decimal, "-9999999999999999999999999999.9999999999", "9999999999999999999999999999.9999999999")]
    [InlineData(ColumnType.DateTime, "0001-01-01 00:00:00", "9999-12-31 23:59:59")]
    public async Task A_histogram_reaches_from_end_to_end_of_its_type(ColumnType type, string lowest, string highest)
    {
        var table = await _fixture.LoadTableAsync($"a\n{lowest}\n{highest}\n", new TableSchema([Column("a", type, 38, 10)]));
        var histogram = table.Quality.Columns[0].Histogram;
        Assert.Equal(20, histogram.Count);
        Assert.Equal((1, 1, 2), ((int)histogram[0].Count, (int)histogram[^1].Count, (int)histogram.Sum(b => b.Count)));
    }

    [Fact]
    public async Task Distinct_values_beyond_the_bound_are_an_estimate_and_say_so()
    {
        var text = new StringBuilder("码,类\n");
        for (var i = 0; i < 250_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"C{i},{i % 12}\n");
        }

        var table = await _fixture.LoadTableAsync(text.ToString());
        var (code, kind) = (table.Quality.Columns[0], table.Quality.Columns[1]);
        Assert.True(code.DistinctIsEstimate);
        Assert.InRange(code.Distinct, 200_000, 250_000);
        Assert.Empty(code.TopValues);
        Assert.Equal((12L, false, 10), (kind.Distinct, kind.DistinctIsEstimate, kind.TopValues.Count));
        Assert.Equal(250_000, kind.Histogram.Sum(b => b.Count));
    }

    [Fact]
    public async Task A_long_text_is_shortened_in_the_profile_only()
    {
        var text = new string('长', 1_000);
        var table = await _fixture.LoadTableAsync($"a\n{text}\n{text}\n");
        Assert.Equal(new string('长', 200) + "…", table.Quality.Columns[0].TopValues[0].Value);
        Assert.Equal($"2|{text}", _fixture.Rows(table.DataFile)[0]);
    }

    // The lowest value lies one step of floating-point numbers below the edge that is computed for it.
    [Fact]
    public async Task A_value_beside_the_edge_of_a_histogram_is_counted_inside()
    {
        var table = await _fixture.LoadTableAsync("a,b\n-3.74914524799629,x\n121.738085297503,x\n-0.0852072296963749,x\n,x\n");
        var column = table.Quality.Columns[0];
        Assert.Equal((ColumnType.Decimal, 1L, 3L), (table.Schema.Columns[0].Type, column.Missing, column.Histogram.Sum(b => b.Count)));
    }

    [Fact]
    public async Task A_wide_table_is_profiled_column_by_column()
    {
        var names = Enumerable.Range(0, 300).Select(i => "c" + i).ToArray();
        var table = await _fixture.LoadTableAsync($"{string.Join(',', names)}\n{string.Join(',', Enumerable.Range(0, 300))}\n");
        Assert.Equal(names, table.Quality.Columns.Select(c => c.Name));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (double?)i), table.Quality.Columns.Select(c => c.Mean));
    }

    private static string[] Decimals() => [.. Enumerable.Range(-1, 14).Select(i =>
        $"{(i / 100m).ToString("0.00", CultureInfo.InvariantCulture)}-{(Math.Min(12, i + 1) / 100m).ToString("0.00", CultureInfo.InvariantCulture)}:{(i is -1 or 10 or 12 ? 1 : 0)}")];
}
