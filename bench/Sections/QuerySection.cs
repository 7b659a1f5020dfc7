using System.Text.Json;
using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;

namespace Gongxin.Bench.Sections;

// Questions in process through IRowQueries, as JSON, against DuckDB alone over the same Parquet file. No question is asked
// twice, so no answer comes from the cache.
internal sealed class QuerySection() : Section("query", "Query")
{
    private static readonly Bar Middle = Bar.AtMost(10, "ms");
    private static readonly Bar Slowest = Bar.AtMost(50, "ms");
    private static readonly Bar Groups = Bar.AtMost(2, "× DuckDB alone");

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
        scratch.Require(rows * 600);
        var file = scratch.File("records.csv");
        BenchRun.Tell($"loading {rows} rows to query them");
        GeneratedCsv.Write(file, rows);
        using var store = new LocalDatastore(scratch.File("data"));
        var version = await store.KeepAsync(file, run.Stop);
        File.Delete(file);
        BenchRun.Tell($"querying {rows} rows");
        using var duckDb = new DuckDbInstance(new DuckDbOptions { TempDirectory = scratch.File("spill") });
        using var connection = duckDb.OpenConnection();
        var asked = new Asked(store.Rows, version, connection, run.Stop);

        await MeasurePagesAsync(run, asked, $"{Figures.Rows(rows)}: filter, sort, page, total", figures);
        await MeasureGroupsAsync(run, asked, $"{Figures.Rows(rows)}: 31 groups", ["province"], figures);
        await MeasureGroupsAsync(run, asked, $"{Figures.Rows(rows)}: 372 groups", ["province", "category"], figures);
    }

    private static async Task MeasurePagesAsync(BenchRun run, Asked asked, string what, Figures figures)
    {
        var questions = new RandomQuestions(asked.Version, seed: 1);
        for (var warm = 0; warm < 30; warm++)
        {
            await asked.UsAsync(questions.NextPage().Query);
        }

        var (first, next, alone) = (new List<double>(), new List<double>(), new List<double>());
        var (count, compared) = run.Choose((200, 20), (500, 40));
        for (var at = 0; at < count; at++)
        {
            var question = questions.NextPage();
            var (took, total, cursor) = await asked.UsAsync(question.Query);
            first.Add(took);
            if (cursor is not null)
            {
                next.Add((await asked.UsAsync(question.Query with { Cursor = cursor })).Milliseconds);
            }

            if (at < compared)
            {
                alone.Add(await asked.DuckDbAsync(question, total));
            }
        }

        Add(figures, $"{what}, p50", first.Median(), alone.Median(), Middle);
        Add(figures, $"{what}, p99", first.Quantile(0.99), alone.Quantile(0.99), Slowest);
        figures.Add($"{what}: the page after, p50 and p99", $"{Figures.Milliseconds(next.Median())}, {Figures.Milliseconds(next.Quantile(0.99))}");
    }

    private static async Task MeasureGroupsAsync(BenchRun run, Asked asked, string what, string[] by, Figures figures)
    {
        var questions = new RandomQuestions(asked.Version, seed: 2);
        var (ours, alone) = (new List<double>(), new List<double>());
        for (var round = 0; round <= run.Choose(10, 20); round++)
        {
            var question = questions.NextGroups(by);
            var (took, total, _) = await asked.UsAsync(question.Query);
            var other = await asked.DuckDbAsync(question, total);
            if (round > 0)
            {
                ours.Add(took);
                alone.Add(other);
            }
        }

        figures.Add(what, Figures.Milliseconds(ours.Median()), Figures.Milliseconds(alone.Median()), ours.Median() / alone.Median(), Groups);
    }

    private static void Add(Figures figures, string what, double ours, double alone, Bar bar) =>
        figures.Add(what, Figures.Milliseconds(ours), Figures.Milliseconds(alone), ours / alone, bar, judged: ours);

    // One version, asked in both ways.
    private sealed class Asked(IRowQueries rows, StoredVersion version, DuckDBConnection connection, CancellationToken stop)
    {
        public StoredVersion Version => version;

        public async Task<(double Milliseconds, long Total, string? Next)> UsAsync(RowQuery query)
        {
            var started = TimeProvider.System.GetTimestamp();
            var answer = await rows.ReadJsonAsync(version, query, stop);
            var took = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            using var json = JsonDocument.Parse(answer);
            return (took, json.RootElement.GetProperty("total").GetInt64(), json.RootElement.GetProperty("next").GetString());
        }

        // Fails when DuckDB finds another number of rows: then one of the two answers is wrong.
        public Task<double> DuckDbAsync(Question question, long total)
        {
            var started = TimeProvider.System.GetTimestamp();
            var found = question.Count.Length > 0 ? (long)Read(question.Count).First : (long?)null;
            var lines = Read(question.Sql).Lines;
            var took = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            return (found ?? lines) == total
                ? Task.FromResult(took)
                : throw new InvalidOperationException($"{total} found, but {found ?? lines} by: {question.Sql}");
        }

        private (long Lines, object First) Read(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader(stop);
            var (lines, first) = (0L, (object)0L);
            while (reader.Read(stop))
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    var value = reader.GetValue(column);
                    first = lines == 0 && column == 0 ? value : first;
                }

                lines++;
            }

            return (lines, first);
        }
    }
}
