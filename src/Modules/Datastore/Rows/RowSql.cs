using System.Globalization;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows;

// SQL of a plan. Columns are called by position (r is _row, c0, c1, …), so no name from a file is ever part of it.
internal static class RowSql
{
    public const string Row = "r";

    public static string Column(int position) => string.Create(CultureInfo.InvariantCulture, $"c{position}");

    public static string From(StoredVersion version)
    {
        var names = version.Schema.Columns.Select((_, position) => Column(position)).Prepend(Row);
        return $"FROM read_parquet({Sql.Literal(version.File)}) AS t({string.Join(", ", names)})";
    }

    // With p, the position of the row in the file, from 0.
    public static string FromWithPositions(StoredVersion version)
    {
        var names = version.Schema.Columns.Select((_, position) => Column(position)).Prepend(Row).Append("p");
        return $"FROM read_parquet({Sql.Literal(version.File)}, file_row_number = true) AS t({string.Join(", ", names)})";
    }

    // " WHERE …" or nothing. More conditions may be added by the caller.
    public static string Where(RowPlan plan, string? and = null)
    {
        var conditions = plan.Filters.Select(filter => Condition(plan.Column(filter.Column), filter))
            .Concat(plan.Words.Select(word => Anywhere(plan.Version.Schema, word)))
            .Concat(and is null ? [] : [and]);
        var text = string.Join(" AND ", conditions);
        return text.Length == 0 ? "" : " WHERE " + text;
    }

    public static string Count(RowPlan plan) => $"SELECT count(*) {From(plan.Version)}{Where(plan)}";

    public static string Page(RowPlan plan, string? after, int limit)
    {
        var output = plan.Output.Select(column => Column(column.Column!.Value)).Prepend(Row);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {string.Join(", ", output)} {From(plan.Version)}{Where(plan, after)} ORDER BY {RowOrder(plan)} LIMIT {limit} OFFSET {plan.Offset}");
    }

    // A plain scan keeps the order of the file. With conditions it does not always (a long IN is a join to DuckDB).
    public static string All(RowPlan plan, bool rowNumbers)
    {
        var output = plan.Output.Select(column => Column(column.Column!.Value)).Prepend(Row).Skip(rowNumbers ? 0 : 1);
        var order = plan.Sort.Count > 0 || plan.IsFiltered ? " ORDER BY " + RowOrder(plan) : "";
        return $"SELECT {string.Join(", ", output)} {From(plan.Version)}{Where(plan)}{order}";
    }

    // The values that the row of a cursor has in the sorted columns.
    public static string SortKeys(RowPlan plan, long row) => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT {string.Join(", ", plan.Sort.Select(sort => Column(sort.Position)))} {From(plan.Version)} WHERE {Row} = {row}");

    // What comes after the row of a cursor: later in the first sorted column, or equal there and later in the next, …
    public static string After(RowPlan plan, IReadOnlyList<CellValue?> keys, long row)
    {
        var choices = new List<string>();
        var equal = new StringBuilder();
        for (var at = 0; at < keys.Count; at++)
        {
            var column = Column(plan.Sort[at].Position);
            var key = keys[at]?.ToSql(plan.Column(plan.Sort[at].Position));
            if (key is not null)
            {
                var than = plan.Sort[at].Descending ? "<" : ">";
                choices.Add($"({equal}({column} {than} {key} OR {column} IS NULL))");
            }

            equal.Append(CultureInfo.InvariantCulture, $"{column} {(key is null ? "IS NULL" : "= " + key)} AND ");
        }

        choices.Add(string.Create(CultureInfo.InvariantCulture, $"({equal}{Row} > {row})"));
        return choices.Count == 1 ? choices[0] : $"({string.Join(" OR ", choices)})";
    }

    // The last column is the exact number of groups.
    public static string Groups(RowPlan plan, long offset, int limit)
    {
        var columns = plan.Output.Select((column, at) => $"{Expression(column)} AS {Column(at)}");
        var keys = plan.Output.Where(column => column.Function is null).Select(column => Column(column.Column!.Value)).ToArray();
        var group = keys.Length == 0 ? "" : " GROUP BY " + string.Join(", ", keys);
        var order = plan.Sort.Count == 0 ? "" : " ORDER BY " + Order(plan.Sort, Column);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"WITH g AS MATERIALIZED (SELECT {string.Join(", ", columns)} {From(plan.Version)}{Where(plan)}{group}) SELECT *, (SELECT count(*) FROM g) FROM g{order} LIMIT {limit} OFFSET {offset}");
    }

    // Value and count, then three figures that are the same in every line: values, rows, empty rows.
    public static string Values(RowPlan plan, int column, int top) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        WITH g AS MATERIALIZED (SELECT {Column(column)} AS v, count(*) AS n {From(plan.Version)}{Where(plan)} GROUP BY 1)
        SELECT v, n, (SELECT count(v) FROM g), CAST((SELECT sum(n) FROM g) AS BIGINT),
            CAST((SELECT coalesce(sum(n), 0) FROM g WHERE v IS NULL) AS BIGINT)
        FROM g ORDER BY v IS NULL, n DESC, v LIMIT {top}
        """);

    private static string RowOrder(RowPlan plan) => plan.Sort.Count == 0 ? Row : $"{Order(plan.Sort, Column)}, {Row}";

    private static string Order(IEnumerable<PlanSort> sort, Func<int, string> name) =>
        string.Join(", ", sort.Select(key => $"{name(key.Position)} {(key.Descending ? "DESC" : "ASC")} NULLS LAST"));

    private static string Expression(OutputColumn column)
    {
        var name = column.Column is { } position ? Column(position) : "*";
        return column.Function switch
        {
            null => name,
            AggregateFunction.Count => $"count({name})",
            AggregateFunction.CountDistinct => $"count(DISTINCT {name})",
            AggregateFunction.Sum when column.Schema.Type is ColumnType.Decimal =>
                string.Create(CultureInfo.InvariantCulture, $"CAST(sum({name}) AS DECIMAL(38,{column.Schema.Scale}))"),
            AggregateFunction.Sum => $"sum({name})",
            AggregateFunction.Avg => $"avg({name})",
            AggregateFunction.Min => $"min({name})",
            AggregateFunction.Max => $"max({name})",
            _ => $"CAST(median({name}) AS DOUBLE)",
        };
    }

    private static string Condition(ColumnSchema column, PlanFilter filter)
    {
        var name = Column(filter.Column);
        var value = filter.Values.Count > 0 && filter.Operator is not FilterOperator.Null ? filter.Values[0].ToSql(column) : "";
        return filter.Operator switch
        {
            FilterOperator.Eq => $"{name} = {value}",
            FilterOperator.Ne => $"{name} IS DISTINCT FROM {value}",
            FilterOperator.Gt => $"{name} > {value}",
            FilterOperator.Ge => $"{name} >= {value}",
            FilterOperator.Lt => $"{name} < {value}",
            FilterOperator.Le => $"{name} <= {value}",
            FilterOperator.In when filter.Values.Count == 0 => "FALSE",
            FilterOperator.In => $"{name} IN ({string.Join(", ", filter.Values.Select(one => one.ToSql(column)))})",
            FilterOperator.Like => LikePattern.Condition(name, filter.Values[0].Text ?? ""),
            FilterOperator.Prefix => $"starts_with({name}, {value})",
            _ => filter.Values[0].Number != 0 ? $"{name} IS NULL" : $"{name} IS NOT NULL",
        };
    }

    // Folding the case of every cell costs more than the search itself: it is left out for words without case (Chinese, figures).
    private static string Anywhere(TableSchema schema, string word)
    {
        var lower = word.ToLowerInvariant();
        var hasCase = !string.Equals(lower, word.ToUpperInvariant(), StringComparison.Ordinal);
        var text = CellValue.SqlText(hasCase ? lower : word);
        var places = schema.Columns
            .Select((column, position) => (column.Type, Name: Column(position)))
            .Where(column => column.Type is ColumnType.Text)
            .Select(column => hasCase ? $"contains(lower({column.Name}), {text})" : $"contains({column.Name}, {text})")
            .ToArray();
        return places.Length == 0 ? "FALSE" : $"({string.Join(" OR ", places)})";
    }
}
