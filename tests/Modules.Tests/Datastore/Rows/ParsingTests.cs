using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.WebUtilities;

namespace Gongxin.Modules.Tests.Datastore.Rows;

// Goal: a query string means one thing, every column can be reached, and what is wrong is named.
public sealed class ParsingTests(Versions versions) : IClassFixture<Versions>
{
    private static readonly TableSchema Schema = new(
    [
        Versions.Column("地区", ColumnType.Text), Versions.Column("limit", ColumnType.Integer), Versions.Column("a__gt", ColumnType.Integer),
        Versions.Column("a", ColumnType.Integer), Versions.Column("col.x", ColumnType.Text), Versions.Column("x,y", ColumnType.Text),
        Versions.Column("-z", ColumnType.Text), Versions.Column("sum(金额)", ColumnType.Integer), Versions.Column("q\"", ColumnType.Text),
    ]);

    [Theory]
    [InlineData("地区=北京", "地区 Eq 北京")]
    [InlineData("地区__prefix=北", "地区 Prefix 北")]
    [InlineData("a__gt=5", "a Gt 5")]
    [InlineData("a__gt__eq=5", "a__gt Eq 5")]
    [InlineData("a__gt__gt=5", "a__gt Gt 5")]
    [InlineData("limit__le=5", "limit Le 5")]
    [InlineData("col.limit=5", "limit Eq 5")]
    [InlineData("col.limit__ge=5", "limit Ge 5")]
    [InlineData("col.col.x=v", "col.x Eq v")]
    [InlineData("x,y__ne=v", "x,y Ne v")]
    [InlineData("地区__in=北京,\"a,b\",\"say \"\"x\"\"\",", "地区 In 北京|a,b|say \"x\"|")]
    [InlineData("地区=北京&地区=上海", "地区 In 北京|上海")]
    [InlineData("a__ge=1&a__le=9", "a Ge 1;a Le 9")]
    [InlineData("地区__null=true", "地区 Null true")]
    [InlineData("地区=", "地区 Eq ")]
    [InlineData("version=3&as_of=2024-01-01", "")]
    public void A_parameter_is_a_filter_on_the_column_it_names(string query, string filters)
    {
        var parsed = Parse(query);

        Assert.Equal(filters, string.Join(';', parsed.Filters.Select(f => $"{f.Column} {f.Operator} {string.Join('|', f.Values)}")));
    }

    [Fact]
    public void Lists_take_any_name_in_quotes()
    {
        var parsed = Parse("select=a,\"x,y\",\"-z\"&sort=-a,\"-z\",-\"q\"\"\"&limit=7&q=两 字&cursor=abc");

        Assert.Equal(["a", "x,y", "-z"], parsed.Select);
        Assert.Equal([new("a", true), new("-z"), new("q\"", true)], parsed.Sort);
        Assert.Equal((7, "两 字", "abc"), (parsed.Limit, parsed.Words, parsed.Cursor));
    }

    [Fact]
    public void Aggregates_are_named_as_written_or_as_asked()
    {
        var parsed = Parse("group=地区&agg=count,sum(a),sum(sum(金额)),\"a:b\":max(\"x,y\"),n:count");

        Assert.Equal(
            [
                new(AggregateFunction.Count, null, "count"), new(AggregateFunction.Sum, "a", "sum(a)"), new(AggregateFunction.Sum, "sum(金额)", "sum(sum(金额))"),
                new(AggregateFunction.Max, "x,y", "a:b"), new(AggregateFunction.Count, null, "n"),
            ],
            parsed.Aggregates);
    }

    [Theory]
    [InlineData("b=1", "query.unknown-column", "b")]
    [InlineData("col.b=1", "query.unknown-column", "col.b")]
    [InlineData("a__foo=1", "query.unknown-operator", "a__foo")]
    [InlineData("select=b", "query.unknown-column", "select")]
    [InlineData("select=", null, null)]
    [InlineData("sort=b", "query.unknown-column", "sort")]
    [InlineData("group=b", "query.unknown-column", "group")]
    [InlineData("agg=sum(b)", "query.unknown-column", "agg")]
    [InlineData("group=地区&sort=a", "query.unknown-column", "sort")]
    [InlineData("a=x", "query.value-not-of-type", "a__eq")]
    [InlineData("a=1.5", "query.value-not-of-type", "a__eq")]
    [InlineData("a=99999999999999999999", "query.value-not-of-type", "a__eq")]
    [InlineData("a= 5", "query.value-not-of-type", "a__eq")]
    [InlineData("a__in=1,x", "query.value-not-of-type", "a__in")]
    [InlineData("a__null=maybe", "query.value-not-of-type", "a__null")]
    [InlineData("a__prefix=1", "query.operator-not-for-type", "a__prefix")]
    [InlineData("agg=avg(地区)", "query.operator-not-for-type", "agg")]
    [InlineData("limit=1001", "query.bad-value", "limit")]
    [InlineData("limit=-1", "query.bad-value", "limit")]
    [InlineData("limit=x", "query.bad-value", "limit")]
    [InlineData("limit=5&limit=6", "query.repeated-parameter", "limit")]
    [InlineData("select=\"a", "query.bad-value", "select")]
    [InlineData("select=\"a\"b", "query.bad-value", "select")]
    [InlineData("agg=mode(a)", "query.bad-value", "agg")]
    [InlineData("agg=sum", "query.bad-value", "agg")]
    [InlineData("agg=sum(a", "query.bad-value", "agg")]
    [InlineData("agg=count;drop", "query.bad-value", "agg")]
    [InlineData("select=a,a", "query.duplicate-name", "select")]
    [InlineData("agg=count,count", "query.duplicate-name", "agg")]
    [InlineData("group=limit&agg=limit:count", "query.duplicate-name", "agg")]
    [InlineData("group=a&select=a", "query.not-with-groups", "select")]
    [InlineData("cursor=zzz", "query.bad-cursor", "cursor")]
    [InlineData("q=1 2 3 4 5 6 7 8 9 10 11", "query.too-many", "q")]
    public async Task What_is_wrong_is_refused_and_named(string query, string? code, string? parameter)
    {
        var version = versions.Make(Schema.Columns, []);

        var refusal = await Record.ExceptionAsync(async () => await versions.Queries.ReadJsonAsync(version, Parse(query), default));

        Assert.Equal(code, (refusal as Refusal)?.Code);
        Assert.Equal(parameter, (refusal as Refusal)?.Args[0]);
        Assert.Equal(code is null ? null : 400, (refusal as Refusal)?.Status);
    }

    [Fact]
    public async Task Everything_in_a_query_is_bounded()
    {
        var version = versions.Make(Schema.Columns, []);
        var filter = new RowFilter("a", FilterOperator.Eq, ["1"]);
        RowQuery[] tooMuch =
        [
            RowQuery.Everything with { Filters = [.. Enumerable.Repeat(filter, 65)] },
            RowQuery.Everything with { Filters = [new RowFilter("a", FilterOperator.In, [.. Enumerable.Repeat("1", 1001)])] },
            RowQuery.Everything with { Filters = [new RowFilter("a", FilterOperator.Eq, ["1", "2"])] },
            RowQuery.Everything with { Sort = [.. Enumerable.Repeat(new RowSort("a"), 9)] },
            RowQuery.Everything with { Group = [.. Enumerable.Repeat("a", 9)] },
            RowQuery.Everything with { Select = [.. Enumerable.Repeat("a", 10)] },
            RowQuery.Everything with { Aggregates = [.. Enumerable.Range(0, 21).Select(n => new RowAggregate(AggregateFunction.Count, null, $"n{n}"))] },
        ];

        foreach (var query in tooMuch)
        {
            Assert.Equal("query.too-many", (await Assert.ThrowsAsync<Refusal>(() => versions.Queries.ReadAsync(version, query, default))).Code);
        }
    }

    [Theory]
    [InlineData(ColumnType.Decimal, "12.5", "12.50")]
    [InlineData(ColumnType.Decimal, "+0012.500", "12.50")]
    [InlineData(ColumnType.Decimal, "-.5", "-0.50")]
    [InlineData(ColumnType.Decimal, "5.", "5.00")]
    [InlineData(ColumnType.Decimal, "1234.5", null)]
    [InlineData(ColumnType.Decimal, "1.234", null)]
    [InlineData(ColumnType.Decimal, "1.2.3", null)]
    [InlineData(ColumnType.Decimal, "１", null)]
    [InlineData(ColumnType.Decimal, "-", null)]
    [InlineData(ColumnType.Decimal, ".", null)]
    [InlineData(ColumnType.Decimal, "", null)]
    [InlineData(ColumnType.Decimal, "1e1", null)]
    [InlineData(ColumnType.Number, "1e3", "1000")]
    [InlineData(ColumnType.Number, "NaN", null)]
    [InlineData(ColumnType.Number, "1e999", null)]
    [InlineData(ColumnType.Boolean, "TRUE", "true")]
    [InlineData(ColumnType.Boolean, "1", null)]
    [InlineData(ColumnType.Date, "2024-02-29", "2024-02-29")]
    [InlineData(ColumnType.Date, "2023-02-29", null)]
    [InlineData(ColumnType.Date, "2024-2-9", null)]
    [InlineData(ColumnType.DateTime, "2024-02-29T08:30", "2024-02-29T08:30:00")]
    [InlineData(ColumnType.DateTime, "2024-02-29 08:30:01.25", "2024-02-29T08:30:01.250000")]
    [InlineData(ColumnType.DateTime, "2024-02-29", "2024-02-29T00:00:00")]
    [InlineData(ColumnType.DateTime, "2024-02-29T08:30:00Z", null)]
    [InlineData(ColumnType.YearMonth, "2024-03", "2024-03")]
    [InlineData(ColumnType.YearMonth, "2024-13", null)]
    [InlineData(ColumnType.Year, "0001", "0001")]
    [InlineData(ColumnType.Year, "24", null)]
    public void A_value_is_read_by_the_type_of_its_column(ColumnType type, string text, string? expected)
    {
        var column = Versions.Column("c", type, 5, 2);

        var isValue = CellValue.TryParse(column, text, out var value);

        Assert.Equal(expected, isValue ? WrittenForm.Of(column, value) : null);
    }

    private static RowQuery Parse(string query) => RowQueryParser.Parse(Schema, QueryHelpers.ParseQuery("?" + query.Replace("+", "%2B", StringComparison.Ordinal)));
}
