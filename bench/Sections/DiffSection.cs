using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Errors;

namespace Gongxin.Bench.Sections;

// Differences of two versions through IVersionDiffs, against DuckDB alone counting them over the same Parquet files.
internal sealed class DiffSection() : Section("diff", "Differences")
{
    private static readonly Bar Bar = Bar.AtMost(2, "s");

    public override async Task<Figures> MeasureAsync(BenchRun run)
    {
        var figures = new Figures();
        foreach (var rows in run.Choose<long[]>([100_000, 1_000_000], [100_000, 1_000_000, 10_000_000]))
        {
            await MeasureAsync(run, rows, figures);
        }

        return figures;
    }

    private static async Task MeasureAsync(BenchRun run, long rows, Figures figures)
    {
        using var scratch = run.Scratch();
        scratch.Require(rows * 800);
        var csv = scratch.File("records.csv");
        BenchRun.Tell($"loading {rows} rows to compare them");
        GeneratedCsv.Write(csv, rows);
        using var store = new LocalDatastore(scratch.File("data"));
        using var duckDb = new DuckDbInstance(new DuckDbOptions { TempDirectory = scratch.File("spill") });
        using var connection = duckDb.OpenConnection();
        var from = await KeepAsync(store, csv, run.Stop);
        File.Delete(csv);
        var to = Change(connection, from, store.VersionFile("to.parquet"), rows, run.Stop);
        BenchRun.Tell($"comparing {rows} rows");
        await MeasureAsync(run, store, connection, (from, to), ["record_code"], $"{Figures.Rows(rows)} × 12, by key", Joined(from, to), figures);
        await MeasureAsync(run, store, connection, (from, to), [], $"{Figures.Rows(rows)} × 12, whole rows", Excepted(from, to), figures);
    }

    private static async Task MeasureAsync(
        BenchRun run, LocalDatastore store, DuckDBConnection connection, (StoredVersion From, StoredVersion To) versions, string[] key, string what, string sql, Figures figures)
    {
        var (ours, alone) = (new List<double>(), new List<double>());
        for (var round = 0; round <= run.Choose(3, 5); round++)
        {
            // A digest of its own, so that nothing comes from the cache.
            var request = new DiffRequest(versions.From with { Digest = $"{round:d2}{versions.From.Digest[2..]}" }, versions.To, key);
            DiffPage? page = null;
            var mine = await Timing.OfAsync(async () => page = await ReadAsync(store, request, run.Stop));
            (long Added, long Removed, long Changed) counted = default;
            var other = await Timing.OfAsync(() => counted = Count(connection, sql, run.Stop));
            var found = page!.Summary;
            if (counted != (found.Added, found.Removed, found.Changed) || found.Total == 0 || page.Items.Count != DiffRequest.LimitDefault)
            {
                throw new InvalidOperationException($"{found.Added} added, {found.Removed} removed, {found.Changed} changed; DuckDB alone {counted}.");
            }

            if (round > 0)
            {
                ours.Add(mine.Wall.TotalSeconds);
                alone.Add(other.Wall.TotalSeconds);
            }
        }

        figures.Add(what, Figures.Seconds(ours.Median()), Figures.Seconds(alone.Median()), ours.Median() / alone.Median(), Bar, judged: ours.Median());
    }

    // A reader who waited long enough is told to come again; the work goes on meanwhile.
    private static async Task<DiffPage> ReadAsync(LocalDatastore store, DiffRequest request, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await store.Diffs.ReadAsync(request, stop);
            }
            catch (Refusal refusal) when (refusal.Code == "diff.in-progress")
            {
            }
        }
    }

    private static async Task<StoredVersion> KeepAsync(LocalDatastore store, string csv, CancellationToken stop)
    {
        using var loaded = await store.LoadAsync(csv, stop);
        var table = loaded.Tables.Single();
        var file = store.VersionFile("from.parquet");
        File.Move(table.DataFile, file);
        return new StoredVersion(new string('0', 64), file, table.Schema, table.RowsLoaded);
    }

    private static StoredVersion Change(DuckDBConnection connection, StoredVersion from, string file, long rows, CancellationToken stop)
    {
        var written = connection.Execute(
            $"""
            COPY (
                SELECT * REPLACE (CASE WHEN _row % 100 = 7 THEN note || '。' ELSE note END AS note)
                FROM (SELECT * FROM read_parquet({Sql.Literal(from.File)}) WHERE _row % 200 <> 11)
                UNION ALL
                SELECT * REPLACE (_row + {rows} AS _row, 'N' || record_code AS record_code) FROM read_parquet({Sql.Literal(from.File)}) WHERE _row % 200 = 12
            ) TO {Sql.Literal(file)} (FORMAT parquet, COMPRESSION zstd)
            """, stop);
        return new StoredVersion(new string('1', 64), file, from.Schema, written);
    }

    private static string Joined(StoredVersion from, StoredVersion to)
    {
        var differs = from.Schema.Columns.Where(c => c.Name != "record_code").Select(c => $"f.{Sql.Name(c.Name)} IS DISTINCT FROM t.{Sql.Name(c.Name)}");
        return $"""
            SELECT count(*) FILTER (f._row IS NULL), count(*) FILTER (t._row IS NULL),
                count(*) FILTER (f._row IS NOT NULL AND t._row IS NOT NULL AND ({string.Join(" OR ", differs)}))
            FROM read_parquet({Sql.Literal(from.File)}) AS f FULL JOIN read_parquet({Sql.Literal(to.File)}) AS t ON f.record_code = t.record_code
            """;
    }

    private static string Excepted(StoredVersion from, StoredVersion to) => $"""
        SELECT (SELECT count(*) FROM (SELECT * EXCLUDE (_row) FROM read_parquet({Sql.Literal(to.File)}) EXCEPT ALL SELECT * EXCLUDE (_row) FROM read_parquet({Sql.Literal(from.File)}))),
               (SELECT count(*) FROM (SELECT * EXCLUDE (_row) FROM read_parquet({Sql.Literal(from.File)}) EXCEPT ALL SELECT * EXCLUDE (_row) FROM read_parquet({Sql.Literal(to.File)}))),
               CAST(0 AS BIGINT)
        """;

    private static (long Added, long Removed, long Changed) Count(DuckDBConnection connection, string sql, CancellationToken stop)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader(stop);
        reader.Read(stop);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
