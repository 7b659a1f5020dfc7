using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;

namespace Gongxin.Datastore.Charts;

// SQL of a chart's figures. Like RowSql it calls columns by position.
internal static class ChartSql
{
    // Lowest and highest value of the axis, rows with one, rows.
    public static string Span(ChartPlan plan)
    {
        var axis = RowSql.Column(plan.Axis);
        var finite = ChartPlan.IsNumber(plan.AxisColumn.Type) ? $"CASE WHEN isfinite(CAST({axis} AS DOUBLE)) THEN CAST({axis} AS DOUBLE) END" : axis;
        return $"SELECT min({finite}), max({finite}), count({finite}), count(*) {RowSql.From(plan.Rows.Version)}{RowSql.Where(plan.Rows)}";
    }

    public static string Bins(ChartPlan plan, double from, double step)
    {
        var axis = RowSql.Column(plan.Axis);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT CAST(floor((CAST({axis} AS DOUBLE) - ({from:R})) / {step:R}) AS BIGINT), count(*) {RowSql.From(plan.Rows.Version)}{RowSql.Where(plan.Rows, $"isfinite(CAST({axis} AS DOUBLE))")} GROUP BY 1 ORDER BY 1");
    }

    // The points of a large table are chosen by the hash of the row number: always the same ones, from everywhere in the table.
    public static string Points(ChartPlan plan)
    {
        var (x, y) = (RowSql.Column(plan.Axis), RowSql.Column(plan.Figure!.Value));
        var series = plan.Series is { } at ? RowSql.Column(at) : "NULL";
        var from = RowSql.From(plan.Rows.Version);
        var both = RowSql.Where(plan.Rows, $"{x} IS NOT NULL AND {y} IS NOT NULL");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT {x}, {y}, {series}, (SELECT count(*) {from}{both}), (SELECT count(*) {from}{RowSql.Where(plan.Rows)})
            {from}{both} ORDER BY hash({RowSql.Row}), {RowSql.Row} LIMIT {ChartQuery.PointsMax}
            """);
    }

    // Groups are counted and summed once; places and series are ranked on that, and what is beyond the bounds is put together from
    // it. An average of the rest is that of its rows, not of its averages.
    public static string Groups(ChartPlan plan, ChartGrain? grain)
    {
        var isRanked = plan.Query.ByValue;
        var places = isRanked ? ChartQuery.NamesMax : ChartQuery.PlacesMax;
        var order = isRanked ? "v DESC NULLS LAST, x NULLS LAST" : "x NULLS LAST";
        var value = Value(plan);
        var weight = plan.Query.Function is AggregateFunction.Sum ? "abs(sum(t))" : "sum(n)";
        var series = plan.Series is { } at ? RowSql.Column(at) : "CAST(NULL AS VARCHAR)";
        var figure = plan.Figure is { } y && plan.Query.Function is not AggregateFunction.Count ? RowSql.Column(y) : "CAST(NULL AS BIGINT)";
        var axis = Axis(plan, grain);
        var placed = plan.HasEmptyPlace ? null : $"{axis} IS NOT NULL";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            WITH g AS MATERIALIZED (
                SELECT {axis} AS x, {series} AS s, count(*) AS n, count({figure}) AS m, sum({figure}) AS t, min({figure}) AS lo, max({figure}) AS hi
                {From(plan)}{RowSql.Where(plan.Rows, placed)} GROUP BY 1, 2),
            kx AS (SELECT x, row_number() OVER (ORDER BY {order}) AS at FROM (SELECT x, {value} AS v FROM g GROUP BY x)),
            ks AS (SELECT s, row_number() OVER (ORDER BY {weight} DESC NULLS LAST, s NULLS LAST) AS at FROM g GROUP BY s),
            bound AS (SELECT CASE WHEN (SELECT count(*) FROM ks) > {ChartQuery.SeriesMax} THEN {ChartQuery.SeriesMax - 1} ELSE {ChartQuery.SeriesMax} END AS most)
            SELECT CASE WHEN kx.at <= {places} THEN g.x END, CASE WHEN ks.at <= bound.most THEN g.s END, {value}, kx.at > {places}, ks.at > bound.most,
                (SELECT count(*) FROM kx), (SELECT count(*) FROM ks), CAST((SELECT sum(n) FROM g) AS BIGINT),
                least(kx.at, {places + 1}) AS xo, least(ks.at, bound.most + 1) AS so
            FROM g JOIN kx ON g.x IS NOT DISTINCT FROM kx.x JOIN ks ON g.s IS NOT DISTINCT FROM ks.s CROSS JOIN bound
            {(isRanked ? "" : $"WHERE kx.at <= {places}")}
            GROUP BY 1, 2, 4, 5, xo, so ORDER BY xo, so
            """);
    }

    private static string Value(ChartPlan plan) => plan.Query.Function switch
    {
        AggregateFunction.Count => "CAST(sum(n) AS BIGINT)",
        AggregateFunction.Sum when plan.Rows.Column(plan.Figure!.Value).Type is Kernel.Tabular.ColumnType.Number => "sum(t)",
        AggregateFunction.Sum => string.Create(CultureInfo.InvariantCulture, $"CAST(sum(t) AS DECIMAL(38,{plan.Rows.Column(plan.Figure!.Value).Scale}))"),
        AggregateFunction.Avg => "CAST(sum(t) AS DOUBLE) / nullif(CAST(sum(m) AS DOUBLE), 0)",
        AggregateFunction.Min => "min(lo)",
        _ => "max(hi)",
    };

    private static string Axis(ChartPlan plan, ChartGrain? grain)
    {
        var column = RowSql.Column(plan.Axis);
        return (plan.Query.Names, grain) switch
        {
            (not null, _) => "w",
            (_, ChartGrain.Hour) => $"date_trunc('hour', {column})",
            (_, { } step) => $"CAST(date_trunc('{step.ToString().ToLowerInvariant()}', {column}) AS DATE)",
            _ => column,
        };
    }

    private static string From(ChartPlan plan)
    {
        var from = RowSql.From(plan.Rows.Version);
        if (plan.Query.Names is not { Count: > 0 } names)
        {
            return plan.Query.Names is null ? from : $"{from} CROSS JOIN (SELECT CAST(NULL AS VARCHAR) AS w)";
        }

        var pairs = names.Select(pair => $"({CellValue.SqlText(pair.Key)}, {CellValue.SqlText(pair.Value)})");
        return $"{from} LEFT JOIN (VALUES {string.Join(", ", pairs)}) AS names(k, w) ON k = {Key(plan)}";
    }

    private static string Key(ChartPlan plan)
    {
        var written = $"CAST({RowSql.Column(plan.Axis)} AS VARCHAR)";
        return plan.Query.CodeDigits is not { } digits
            ? written
            : string.Create(
                CultureInfo.InvariantCulture,
                $"CASE WHEN regexp_full_match(trim({written}), '[0-9]+') AND length(trim({written})) IN (2, 4, 6, 9, 12) THEN substr(trim({written}), 1, {digits}) ELSE trim({written}) END");
    }
}
