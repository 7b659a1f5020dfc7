using System.Globalization;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Bench.Sections;

// Questions to the generated file with random parameters, each together with the same question in SQL.
internal sealed class RandomQuestions(StoredVersion version, int seed)
{
    private const int PageRows = 50;

    private readonly Random _random = new(seed);
    private readonly string _from = $"FROM read_parquet({DuckDb.Sql.Literal(version.File)})";

    // Filter, sort, page and exact total.
    public Question NextPage() => _random.Next(3) switch
    {
        0 => Page(
            [Is("province", Any(GeneratedCsv.Provinces)), From("issued_on", Day())],
            [new RowSort("amount", Descending: true)]),
        1 => Page(
            [Among("category", Any(GeneratedCsv.Categories), Any(GeneratedCsv.Categories)), From("amount", Amount())],
            [new RowSort("issued_on"), new RowSort("quantity", Descending: true)]),
        _ => Page(
            [Is("active", "true"), Is("category", Any(GeneratedCsv.Categories)), From("valid_until", Day())],
            [new RowSort("subject_code")]),
    };

    public Question NextGroups(params string[] by)
    {
        var filter = From("amount", Amount());
        var query = RowQuery.Everything with
        {
            Filters = [filter],
            Group = by,
            Aggregates =
            [
                new RowAggregate(AggregateFunction.Count, null, "count"),
                new RowAggregate(AggregateFunction.Sum, "amount", "sum"),
                new RowAggregate(AggregateFunction.Avg, "rate", "avg"),
            ],
            Limit = RowQuery.LimitMax,
        };
        var names = string.Join(", ", by);
        return new Question(query, $"SELECT {names}, count(*), sum(amount), avg(rate) {_from} WHERE {Condition(filter)} GROUP BY {names} ORDER BY {names}", "");
    }

    private Question Page(RowFilter[] filters, RowSort[] sort)
    {
        var where = string.Join(" AND ", filters.Select(Condition));
        var order = string.Join(", ", sort.Select(s => $"{s.Column} {(s.Descending ? "DESC" : "ASC")} NULLS LAST"));
        return new Question(
            RowQuery.Everything with { Filters = filters, Sort = sort, Limit = PageRows },
            $"SELECT * {_from} WHERE {where} ORDER BY {order}, _row LIMIT {PageRows}",
            $"SELECT count(*) {_from} WHERE {where}");
    }

    private static RowFilter Is(string column, string value) => new(column, FilterOperator.Eq, [value]);

    private static RowFilter From(string column, string value) => new(column, FilterOperator.Ge, [value]);

    private static RowFilter Among(string column, params string[] values) => new(column, FilterOperator.In, values);

    private static string Condition(RowFilter filter)
    {
        var values = filter.Values.Select(DuckDb.Sql.Literal).ToArray();
        return filter.Operator switch
        {
            FilterOperator.Eq => $"{filter.Column} = {values[0]}",
            FilterOperator.Ge => $"{filter.Column} >= {values[0]}",
            _ => $"{filter.Column} IN ({string.Join(", ", values)})",
        };
    }

    private string Any(string[] among) => among[_random.Next(among.Length)];

    private string Day() => new DateOnly(2015, 1, 1).AddDays(_random.Next(3600)).ToString("O", CultureInfo.InvariantCulture);

    private string Amount() => (_random.Next(900_000_000) / 100m).ToString("F2", CultureInfo.InvariantCulture);
}

// Count is empty for groups.
internal sealed record Question(RowQuery Query, string Sql, string Count);
