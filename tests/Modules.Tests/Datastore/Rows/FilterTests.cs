using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Rows;

// Goal: a filter finds exactly the rows that it describes. Method: every operator on every type against C# on the same cells.
public abstract class FilterTests(Versions versions)
{
    public static TheoryData<string, FilterOperator> Everything
    {
        get
        {
            var all = new TheoryData<string, FilterOperator>();
            foreach (var column in Sample.Columns)
            {
                foreach (var op in Enum.GetValues<FilterOperator>())
                {
                    all.Add(column.Name, op);
                }
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task Every_operator_on_every_type_finds_what_it_says(string name, FilterOperator op)
    {
        var sample = Sample.Of(versions);
        var at = Sample.At(name);
        var column = Sample.Columns[at];
        foreach (var value in sample.Cells.Select(row => row[at]).OfType<string>().Distinct().Take(12))
        {
            var (values, expected) = Meaning(column, op, value);
            var filter = new RowFilter(name, op, values);
            if (!IsAllowed(op, column.Type))
            {
                var refusal = await Assert.ThrowsAsync<Refusal>(() => FindAsync(sample, filter));
                Assert.Equal(("query.operator-not-for-type", 400), (refusal.Code, refusal.Status));
                continue;
            }

            var wanted = Enumerable.Range(0, sample.Cells.Length).Where(row => expected(sample.Cells[row][at])).Select(row => Versions.RowNumber(row));
            Assert.Equal(wanted, await FindAsync(sample, filter));
        }
    }

    [Theory]
    [InlineData("上海*", "上海,上海市浦东新区")]
    [InlineData("*海*", "上海,上海市浦东新区")]
    [InlineData("*b", "a%b,a_b,a\\b,a*b")]
    [InlineData("a?b", "a%b,a_b,a\\b,a*b")]
    [InlineData("a%b", "a%b")]
    [InlineData("a_b", "a_b")]
    [InlineData(@"a\*b", "a*b")]
    [InlineData(@"a\\b", @"a\b")]
    [InlineData("?野?", "𠮷野家")]
    [InlineData("*ü*ch", "Zürich,zürich")]
    [InlineData("z*ü*C?", "")]
    [InlineData("", "(empty)")]
    public async Task A_pattern_means_its_wildcards_and_nothing_else(string pattern, string expected)
    {
        string[] texts = ["上海", "上海市浦东新区", "Zürich", "zürich", "a%b", "a_b", @"a\b", "a*b", "", "𠮷野家"];
        var version = versions.Make([Versions.Column("t", ColumnType.Text)], texts.Select(text => new string?[] { text }));

        var page = await versions.Queries.ReadAsync(version, Where("t", FilterOperator.Like, pattern), default);

        var wanted = expected.Length == 0 ? [] : expected == "(empty)" ? [""] : expected.Split(',');
        Assert.Equal(wanted, page.Rows.Select(row => row.Cells[0]));
    }

    [Fact]
    public async Task Words_are_looked_for_in_every_text_column_whatever_their_case()
    {
        var version = versions.Make(
            [Versions.Column("a", ColumnType.Text), Versions.Column("n", ColumnType.Integer), Versions.Column("b", ColumnType.Text)],
            [["Beijing 北京", "1", null], [null, "2", "BEIJING"], ["北京", "3", "beijing road"], ["x", "4", "y"]]);

        Assert.Equal([2, 3, 4], await FindAsync(version, RowQuery.Everything with { Words = "beijing" }));
        Assert.Equal([2, 4], await FindAsync(version, RowQuery.Everything with { Words = " 北京  BEIJING " }));
        Assert.Empty(await FindAsync(version, RowQuery.Everything with { Words = "1" }));
    }

    [Theory]
    [InlineData("'; DROP TABLE t; --")]
    [InlineData("' OR '1'='1")]
    [InlineData("\" OR 1=1 --")]
    [InlineData("x') OR (1=1")]
    [InlineData("$$; COPY (SELECT 1) TO '/tmp/x'; $$")]
    [InlineData("\\'; --")]
    [InlineData("a\0b")]
    [InlineData("name\r\nSet-Cookie: a=b")]
    [InlineData("${x} %s {0}")]
    public async Task A_hostile_value_or_column_name_is_only_text(string hostile)
    {
        var name = hostile.Replace("\0", "␀", StringComparison.Ordinal);
        var version = versions.Make(
            [Versions.Column(name, ColumnType.Text), Versions.Column(name.ToUpperInvariant() + "!", ColumnType.Integer)],
            [["harmless", "1"], [hostile.Replace("\0", "", StringComparison.Ordinal), "2"]]);
        long[] second = hostile.Contains('\0', StringComparison.Ordinal) ? [] : [3];

        Assert.Equal(second, await FindAsync(version, Where(name, FilterOperator.Eq, hostile)));
        Assert.Equal(second, await FindAsync(version, Where(name, FilterOperator.In, hostile, "nothing")));
        Assert.Equal(second, await FindAsync(version, Where(name, FilterOperator.Prefix, hostile)));
        Assert.Equal(second, await FindAsync(version, Where(name, FilterOperator.Like, "*" + hostile.Replace("\\", "\\\\", StringComparison.Ordinal) + "*")));
        Assert.Equal(2, (await versions.Queries.ReadAsync(version, RowQuery.Everything with { Group = [name], Sort = [new RowSort(name)] }, default)).Total);
    }

    [Fact]
    public async Task Columns_whose_names_differ_only_in_case_are_told_apart()
    {
        var version = versions.Make(
            [Versions.Column("Name", ColumnType.Text), Versions.Column("name", ColumnType.Text), Versions.Column("NAME", ColumnType.Integer)],
            [["a", "b", "1"], ["b", "a", "2"]]);

        Assert.Equal([2], await FindAsync(version, Where("Name", FilterOperator.Eq, "a")));
        Assert.Equal([3], await FindAsync(version, Where("name", FilterOperator.Eq, "a")));
        Assert.Equal([3], await FindAsync(version, Where("NAME", FilterOperator.Eq, "2")));
    }

    private static RowQuery Where(string column, FilterOperator op, params string[] values) =>
        RowQuery.Everything with { Filters = [new RowFilter(column, op, values)] };

    private Task<List<long>> FindAsync(Sample sample, RowFilter filter) =>
        FindAsync(sample.Version, RowQuery.Everything with { Filters = [filter] });

    private async Task<List<long>> FindAsync(StoredVersion version, RowQuery query)
    {
        var page = await versions.Queries.ReadAsync(version, query with { Limit = RowQuery.LimitMax }, default);
        Assert.Null(page.Next);
        Assert.Equal(page.Rows.Count, page.Total);
        Assert.Equal(page.Total, (await versions.Queries.ReadAsync(version, query with { Limit = 0 }, default)).Total);
        return [.. page.Rows.Select(row => row.Row!.Value)];
    }

    private static bool IsAllowed(FilterOperator op, ColumnType type) => op switch
    {
        FilterOperator.Like or FilterOperator.Prefix => type is ColumnType.Text,
        FilterOperator.Gt or FilterOperator.Ge or FilterOperator.Lt or FilterOperator.Le => type is not ColumnType.Boolean,
        _ => true,
    };

    private static (string[] Values, Func<string?, bool> Expected) Meaning(ColumnSchema column, FilterOperator op, string value)
    {
        var plain = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
        int? Order(string? cell) => cell is null ? null : Sample.Compare(column, cell, value);
        return op switch
        {
            FilterOperator.Eq => ([value], cell => Order(cell) == 0),
            FilterOperator.Ne => ([value], cell => Order(cell) != 0),
            FilterOperator.Gt => ([value], cell => Order(cell) > 0),
            FilterOperator.Ge => ([value], cell => Order(cell) >= 0),
            FilterOperator.Lt => ([value], cell => Order(cell) < 0),
            FilterOperator.Le => ([value], cell => Order(cell) <= 0),
            FilterOperator.In => ([value, value], cell => Order(cell) == 0),
            FilterOperator.Like => ([plain + "*"], cell => cell?.StartsWith(value, StringComparison.Ordinal) == true),
            FilterOperator.Prefix => ([value], cell => cell?.StartsWith(value, StringComparison.Ordinal) == true),
            _ => ([column.Type is ColumnType.Integer ? "false" : "true"], cell => cell is null == column.Type is not ColumnType.Integer),
        };
    }
}

public sealed class FilterTestsOnDuckDb(Versions versions) : FilterTests(versions), IClassFixture<Versions>;

public sealed class FilterTestsOnAnIndex(IndexedVersions versions) : FilterTests(versions), IClassFixture<IndexedVersions>;
