using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Bench.Sections;

// A file through the loader (typed, checked, quarantined, profiled, as Parquet) against DuckDB alone reading the same file
// and writing Parquet: once every row as text, once typed, where it drops each row with a cell that does not fit.
internal sealed class LoadSection(string name, string title, Func<BenchRun, long[]> sizes) : Section(name, title)
{
    private static readonly Bar Bar = Bar.AtMost(2, "× DuckDB alone");

    private static readonly ColumnType[] Expected =
    [
        ColumnType.Text, ColumnType.Text, ColumnType.Text, ColumnType.Text, ColumnType.Text, ColumnType.Integer,
        ColumnType.Decimal, ColumnType.Decimal, ColumnType.Date, ColumnType.Date, ColumnType.Boolean, ColumnType.Text,
    ];

    public override async Task<Figures> MeasureAsync(BenchRun run)
    {
        var figures = new Figures();
        foreach (var rows in sizes(run))
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
        BenchRun.Tell($"loading {rows} rows");
        var bytes = GeneratedCsv.Write(file, rows);
        using var store = new LocalDatastore(scratch.File("data"));
        using var duckDb = new DuckDbInstance(new DuckDbOptions { TempDirectory = scratch.File("spill") });
        using var connection = duckDb.OpenConnection();
        var (ours, asText, typed) = (new List<Timing>(), new List<Timing>(), new List<Timing>());
        for (var round = 0; round <= run.Choose(3, 5); round++)
        {
            Timing[] took =
            [
                await Timing.OfAsync(() => LoadAsync(store, file, rows, run.Stop)),
                await Timing.OfAsync(() => Copy(connection, file, "all_varchar = true", run.Stop)),
                await Timing.OfAsync(() => Copy(connection, file, $"types = {GeneratedCsv.DuckDbTypes}, ignore_errors = true", run.Stop)),
            ];
            if (round > 0)
            {
                ours.Add(took[0]);
                asText.Add(took[1]);
                typed.Add(took[2]);
            }
        }

        var what = $"{Figures.Rows(rows)} × 12, {bytes / 1_000_000} MB";
        Add(figures, $"{what}; DuckDB keeps all as text", ours, asText);
        Add(figures, $"{what}; DuckDB types and drops bad rows", ours, typed);
    }

    private static void Add(Figures figures, string what, List<Timing> ours, List<Timing> baseline)
    {
        Add(figures, what + ": wall", ours.Select(t => t.Wall), baseline.Select(t => t.Wall), Bar);
        Add(figures, what + ": processor", ours.Select(t => t.Cpu), baseline.Select(t => t.Cpu), null);
    }

    private static void Add(Figures figures, string what, IEnumerable<TimeSpan> ours, IEnumerable<TimeSpan> baseline, Bar? bar)
    {
        var (mine, other) = (ours.Select(t => t.TotalSeconds).Median(), baseline.Select(t => t.TotalSeconds).Median());
        figures.Add(what, Figures.Seconds(mine), Figures.Seconds(other), mine / other, bar);
    }

    private static async Task LoadAsync(LocalDatastore store, string file, long rows, CancellationToken stop)
    {
        using var loaded = await store.LoadAsync(file, stop);
        Check(loaded.Tables.Single(), rows);
    }

    // A quick load of the wrong thing is no figure.
    private static void Check(LoadedTable table, long rows)
    {
        if (table.RowsRead != rows || table.RowsLoaded + table.RowsRefused != rows || table.CellsQuarantined == 0
            || !table.Schema.Columns.Select(c => c.Type).SequenceEqual(Expected))
        {
            throw new InvalidOperationException(
                $"{table.RowsRead} rows read, {table.RowsLoaded} loaded, {table.CellsQuarantined} cells quarantined, columns {string.Join(", ", table.Schema.Columns.Select(c => $"{c.Name} {c.Type}"))}");
        }
    }

    private static void Copy(DuckDBConnection connection, string file, string options, CancellationToken stop)
    {
        var to = file + ".parquet";
        connection.Execute(
            $"COPY (SELECT * FROM read_csv({Sql.Literal(file)}, header = true, delim = ',', {options})) TO {Sql.Literal(to)} (FORMAT parquet, COMPRESSION zstd)", stop);
        File.Delete(to);
    }
}
