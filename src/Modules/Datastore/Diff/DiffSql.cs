using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Diff;

// SQL of a plan. Differences are rows of `differences`: kind (0 added, 1 removed, 2 changed), row numbers f and t in the two files,
// w for rows compared whole, and d0, d1, … for the compared columns whose cells differ.
//
//   rows that a key names ──full join on the key──▶ added, removed, changed
//   rows that none names  ──counted whole, both sides, over all common columns──▶ added, removed
internal sealed class DiffSql(DiffPlan plan)
{
    public const string Differences = "differences";
    public const string Repeated = "repeated_keys";
    public const string Uneven = "uneven_rows";
    public const string SummaryKey = "summary";

    public bool IsKeyed => plan.Key.Count > 0;

    // Keys that stand more than once in either version.
    public string FindRepeated => $"""
        CREATE OR REPLACE TEMP TABLE {Repeated} AS
        {RepeatedIn("f")} UNION {RepeatedIn("t")}
        """;

    public static string NoneRepeated(int keys) =>
        $"CREATE OR REPLACE TEMP TABLE {Repeated} AS SELECT {List(keys, at => $"NULL AS k{at}")} WHERE FALSE";

    public string CountEmptyKeys(string side) => $"SELECT count(*) FROM {Source(side)} WHERE {HasEmptyKey(side)}";

    public string CountRepeatedKeys(string side) => $"SELECT count(*) FROM {Source(side)} SEMI JOIN {Repeated} ON {IsRepeated(side)}";

    public string Match(bool anyRepeated)
    {
        var different = plan.Compared.Select(Differs).ToList();
        var isChanged = different.Count == 0 ? "FALSE" : string.Join(" OR ", different);
        return $"""
            CREATE OR REPLACE TEMP TABLE {Differences} AS
            SELECT CAST(CASE WHEN f.r IS NULL THEN 0 WHEN t.r IS NULL THEN 1 ELSE 2 END AS TINYINT) AS kind, f.r AS f, t.r AS t, FALSE AS w
                {string.Concat(different.Select((d, at) => $", f.r IS NOT NULL AND t.r IS NOT NULL AND {d} AS d{at}"))}
            FROM {Named("f", anyRepeated)} FULL JOIN {Named("t", anyRepeated)}
              ON {string.Join(" AND ", plan.Key.Select(pair => Pair(pair, "=")))}
            WHERE f.r IS NULL OR t.r IS NULL OR {isChanged}
            """;
    }

    public string NoMatches => $"""
        CREATE OR REPLACE TEMP TABLE {Differences} AS
        SELECT CAST(0 AS TINYINT) AS kind, CAST(0 AS BIGINT) AS f, CAST(0 AS BIGINT) AS t, FALSE AS w {string.Concat(plan.Compared.Select((_, at) => $", FALSE AS d{at}"))} WHERE FALSE
        """;

    // Whole rows that one version has oftener than the other, and by how many.
    public string FindUneven(bool anyRepeated) => $"""
        CREATE OR REPLACE TEMP TABLE {Uneven} AS
        SELECT *, row_number() OVER () AS g FROM (
            SELECT {List(plan.Pairs.Count, at => $"e{at}")}, CAST(sum(s) AS BIGINT) AS s
            FROM (SELECT {Whole("f")}, -1 AS s FROM {Source("f")}{WhereUnnamed("f", anyRepeated)}
                  UNION ALL SELECT {Whole("t")}, 1 AS s FROM {Source("t")}{WhereUnnamed("t", anyRepeated)})
            GROUP BY {List(plan.Pairs.Count, at => $"e{at}")} HAVING sum(s) <> 0)
        """;

    // Of equal rows the last ones in the file are told as added or removed.
    public string AddUneven(string side, bool anyRepeated)
    {
        var (sign, kind) = side == "t" ? (1, 0) : (-1, 1);
        return string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO {Differences}
            SELECT {kind}, {(side == "f" ? "r" : "NULL")}, {(side == "t" ? "r" : "NULL")}, TRUE {string.Concat(plan.Compared.Select(_ => ", FALSE"))}
            FROM (SELECT x.r, g.s, row_number() OVER (PARTITION BY g.g ORDER BY x.r DESC) AS n
                  FROM (SELECT {side}.r, {Whole(side)} FROM {Source(side)}{WhereUnnamed(side, anyRepeated)}) AS x
                  JOIN {Uneven} AS g ON {List(plan.Pairs.Count, at => $"x.e{at} IS NOT DISTINCT FROM g.e{at}", " AND ")}
                  WHERE g.s * {sign} > 0)
            WHERE n <= s * {sign}
            """);
    }

    public string Count => $"""
        SELECT count(*) FILTER (kind = 0), count(*) FILTER (kind = 1), count(*) FILTER (kind = 2)
            {string.Concat(plan.Compared.Select((_, at) => $", count(*) FILTER (d{at})"))}
        FROM {Differences}
        """;

    public static string Keep(string file, string summary) => $$"""
        COPY (SELECT * FROM {{Differences}} ORDER BY coalesce(t, f), kind)
        TO {{Sql.Literal(file)}} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false, KV_METADATA { {{SummaryKey}}: {{Sql.Literal(summary)}} })
        """;

    public static string ReadSummary(string file) =>
        $"SELECT decode(value) FROM parquet_kv_metadata({Sql.Literal(file)}) WHERE decode(key) = '{SummaryKey}'";

    public string Page(string file, long begin, int limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT file_row_number, kind, f, t, w {string.Concat(plan.Compared.Select((_, at) => $", d{at}"))}
        FROM read_parquet({Sql.Literal(file)}, file_row_number = true)
        WHERE file_row_number >= {begin}{(plan.Request.Change is { } change ? $" AND kind = {(int)change}" : "")}
        ORDER BY file_row_number LIMIT {limit}
        """);

    // Rows of one version by their numbers.
    public static string Rows(StoredVersion version, IReadOnlyCollection<long> numbers) => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT * {RowSql.From(version)} WHERE {RowSql.Row} BETWEEN {numbers.Min()} AND {numbers.Max()} AND {RowSql.Row} IN ({string.Join(", ", numbers)})");

    // All differences with the cells of both versions beside each other, for a file.
    public string Whole(string file, IReadOnlyList<DiffFileColumn> columns) => $"""
        SELECT CASE kind WHEN 0 THEN 'added' WHEN 1 THEN 'removed' ELSE 'changed' END, d.f, d.t
            {string.Concat(columns.Select(column => $", {column.Side}.{RowSql.Column(column.Position)}"))}
        FROM read_parquet({Sql.Literal(file)}, file_row_number = true) AS d
        LEFT JOIN {Source("f")} ON f.r = d.f LEFT JOIN {Source("t")} ON t.r = d.t
        ORDER BY d.file_row_number
        """;

    private string Source(string side)
    {
        var version = side == "f" ? plan.From : plan.To;
        var names = version.Schema.Columns.Select((_, at) => RowSql.Column(at)).Prepend(RowSql.Row);
        return $"read_parquet({Sql.Literal(version.File)}) AS {side}({string.Join(", ", names)})";
    }

    // Rows that a key names: filled, and once in each version.
    private string Named(string side, bool anyRepeated) =>
        $"(SELECT * FROM {Source(side)}{(anyRepeated ? $" ANTI JOIN {Repeated} ON {IsRepeated(side)}" : "")} WHERE NOT ({HasEmptyKey(side)})) AS {side}";

    private string WhereUnnamed(string side, bool anyRepeated) => !IsKeyed
        ? ""
        : $" WHERE {HasEmptyKey(side)}{(anyRepeated ? $" OR EXISTS (SELECT 1 FROM {Repeated} WHERE {IsRepeated(side)})" : "")}";

    private string RepeatedIn(string side) =>
        $"SELECT * FROM (SELECT {string.Join(", ", plan.Key.Select((pair, at) => $"{Of(pair, side)} AS k{at}"))} FROM {Source(side)} WHERE NOT ({HasEmptyKey(side)})) "
        + $"GROUP BY ALL HAVING count(*) > 1";

    private string IsRepeated(string side) => string.Join(" AND ", plan.Key.Select((pair, at) => $"{Repeated}.k{at} = {Of(pair, side)}"));

    private string HasEmptyKey(string side) => string.Join(" OR ", plan.Key.Select(pair => $"{Of(pair, side)} IS NULL"));

    private string Whole(string side) => string.Join(", ", plan.Pairs.Select((pair, at) => $"{Of(pair, side)} AS e{at}"));

    private static string Differs(ColumnPair pair) => $"({Pair(pair, "IS DISTINCT FROM")})";

    private static string Pair(ColumnPair pair, string compare)
    {
        var (from, to) = pair.Comparable("f", "t");
        return $"{from} {compare} {to}";
    }

    private static string Of(ColumnPair pair, string side) => side == "f" ? pair.Comparable("f", "t").From : pair.Comparable("f", "t").To;

    private static string List(int count, Func<int, string> one, string between = ", ") => string.Join(between, Enumerable.Range(0, count).Select(one));
}

// A column of the file of differences: a cell of the older (f) or the newer (t) version.
internal sealed record DiffFileColumn(string Side, int Position, ColumnSchema Schema);
