using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Rows;

// Goal: groups and aggregates say what C# finds in the same cells.
public sealed class GroupTests(Versions versions) : IClassFixture<Versions>
{
    [Theory]
    [InlineData("公开")]
    [InlineData("名称")]
    [InlineData("月份", "公开")]
    [InlineData("比率", "年份", "名称")]
    public async Task Groups_and_their_figures_agree_with_the_cells(params string[] group)
    {
        var sample = Sample.Of(versions);
        var query = RowQuery.Everything with
        {
            Group = group,
            Limit = 7,
            Aggregates = [.. AggregateText.Parse("count,count(数量),count_distinct(数量),sum(数量),sum(金额(万元)),sum(比率),avg(数量),min(名称),max(日期),median(数量)")],
        };
        var keys = group.Select(Sample.At).ToArray();
        var wanted = sample.Cells.GroupBy(row => string.Join('\u0001', keys.Select(at => row[at] ?? "\u0002"))).ToDictionary(g => g.Key, g => g.ToArray());

        var found = new List<RowView>();
        string? cursor = null;
        do
        {
            var page = await versions.Queries.ReadAsync(sample.Version, query with { Cursor = cursor }, default);
            Assert.Equal(wanted.Count, page.Total);
            Assert.All(page.Rows, row => Assert.Null(row.Row));
            found.AddRange(page.Rows);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(wanted.Count, found.Count);
        foreach (var row in found)
        {
            var cells = wanted[string.Join('\u0001', row.Cells.Take(group.Length).Select(cell => cell ?? "\u0002"))];
            Assert.Equal(Figures(cells), row.Cells.Skip(group.Length), SameFigure);
        }
    }

    [Fact]
    public async Task Groups_come_in_the_order_asked_for_and_ties_by_their_own_values()
    {
        var version = versions.Make(
            [Versions.Column("k", ColumnType.Text), Versions.Column("count", ColumnType.Integer)],
            [["b", "1"], ["a", "2"], ["b", "3"], [null, "4"], ["c", "5"], ["c", null]]);

        var byCount = await versions.Queries.ReadAsync(
            version, RowQuery.Everything with { Group = ["k"], Aggregates = [new(AggregateFunction.Count, null, "n")], Sort = [new RowSort("n", true)] }, default);
        var plain = await versions.Queries.ReadAsync(version, RowQuery.Everything with { Group = ["k"] }, default);

        Assert.Equal(["b", "c", "a", null], byCount.Rows.Select(row => row.Cells[0]));
        Assert.Equal(["a", "b", "c", null], plain.Rows.Select(row => row.Cells[0]));
        Assert.Equal(["k", "count"], plain.Columns.Select(column => column.Name));
    }

    [Fact]
    public async Task Aggregates_without_groups_are_one_line_also_over_nothing()
    {
        var sample = Sample.Of(versions);
        var query = RowQuery.Everything with
        {
            Filters = [new RowFilter("数量", FilterOperator.Gt, ["1000000000000000000"])],
            Aggregates = [.. AggregateText.Parse("count,total:sum(数量)")],
        };

        var page = await versions.Queries.ReadAsync(sample.Version, query, default);

        Assert.Equal(["count", "total"], page.Columns.Select(column => column.Name));
        Assert.Equal(["0", null], Assert.Single(page.Rows).Cells);
        Assert.Equal((1, null), (page.Total, page.Next));
    }

    [Fact]
    public async Task A_sum_beyond_64_bits_is_exact_and_one_beyond_38_digits_is_refused()
    {
        var version = versions.Make(
            [Versions.Column("n", ColumnType.Integer), Versions.Column("d", ColumnType.Decimal, 38, 0)],
            [["9223372036854775807", new string('9', 38)], ["9223372036854775807", new string('9', 38)]]);

        var sum = await versions.Queries.ReadAsync(version, RowQuery.Everything with { Aggregates = [new(AggregateFunction.Sum, "n", "s")] }, default);
        var refusal = await Assert.ThrowsAsync<Refusal>(() =>
            versions.Queries.ReadAsync(version, RowQuery.Everything with { Aggregates = [new(AggregateFunction.Sum, "d", "s")] }, default));

        Assert.Equal("18446744073709551614", sum.Rows[0].Cells[0]);
        Assert.Equal(("query.number-overflow", 422), (refusal.Code, refusal.Status));
    }

    [Fact]
    public async Task The_values_of_a_column_are_counted_commonest_first()
    {
        var version = versions.Make(
            [Versions.Column("区", ColumnType.Text), Versions.Column("n", ColumnType.Integer)],
            [["b", "1"], ["a", "1"], ["b", "1"], [null, "1"], ["c", "1"], [null, "1"], [null, "1"], ["c", "2"]]);

        var all = await versions.Queries.ReadValuesAsync(version, "区", RowQuery.Everything, 2, default);
        var some = await versions.Queries.ReadValuesAsync(version, "区", RowQuery.Everything with { Filters = [new("n", FilterOperator.Eq, ["2"])] }, 9, default);
        var none = await versions.Queries.ReadValuesAsync(version, "n", RowQuery.Everything with { Words = "nowhere" }, 9, default);

        Assert.Equal([new("b", 2), new("c", 2)], all.Top);
        Assert.Equal((3, 8, 3), (all.DistinctCount, all.RowCount, all.EmptyCount));
        Assert.Equal([new("c", 1)], some.Top);
        Assert.Equal((0, 0, 0), (none.DistinctCount, none.RowCount, none.EmptyCount));
    }

    private static List<string?> Figures(string?[][] rows)
    {
        IEnumerable<string> Filled(string column) => rows.Select(row => row[Sample.At(column)]).OfType<string>();
        decimal[] Numbers(string column) => [.. Filled(column).Select(cell => decimal.Parse(cell, CultureInfo.InvariantCulture))];
        string? Least(string column, int sign) => Filled(column)
            .Order(Comparer<string>.Create((a, b) => sign * Sample.Compare(Sample.Columns[Sample.At(column)], a, b))).FirstOrDefault();
        var counts = Numbers("数量").Order().ToArray();
        return
        [
            Text(rows.Length),
            Text(counts.Length),
            Text(counts.Distinct().Count()),
            counts.Length == 0 ? null : Text(counts.Sum()),
            Numbers("金额(万元)").Length == 0 ? null : Numbers("金额(万元)").Sum().ToString("0.00", CultureInfo.InvariantCulture),
            Numbers("比率").Length == 0 ? null : Text((double)Numbers("比率").Sum()),
            counts.Length == 0 ? null : Text((double)counts.Sum() / counts.Length),
            Least("名称", 1),
            Least("日期", -1),
            counts.Length == 0 ? null : Text((double)((counts[(counts.Length - 1) / 2] + counts[counts.Length / 2]) / 2)),
        ];
    }

    // The order in which floating-point numbers are added is DuckDB's own.
    private static bool SameFigure(string? wanted, string? found) =>
        wanted == found || (wanted is not null && found is not null && (wanted.Contains('.', StringComparison.Ordinal) || found.Contains('.', StringComparison.Ordinal))
            && double.TryParse(wanted, CultureInfo.InvariantCulture, out var a) && double.TryParse(found, CultureInfo.InvariantCulture, out var b)
            && Math.Abs(a - b) <= 1e-14 * Math.Abs(a));

    private static string Text(IFormattable number) => number.ToString(number is double ? "R" : null, CultureInfo.InvariantCulture);
}
