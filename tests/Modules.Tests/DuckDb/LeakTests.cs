using System.Diagnostics;
using System.Text;
using Gongxin.DuckDb;
using Gongxin.DuckDb.Functions;
using Xunit;

namespace Gongxin.Modules.Tests.DuckDb;

/// <summary>
/// What is called a million times must not keep anything. Each kind of call first runs until caches are warm; then there
/// must be a round of calls that adds only a few megabytes of noise, less than one leaked handle or value per call: a leak
/// grows in every round, an allocator's arenas do not. Memory is the whole process's, so nothing else runs meanwhile.
/// </summary>
[Collection(nameof(LeakTests))]
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
public sealed class LeakTests : IDisposable
{
    private const long NoiseBytesMax = 6 * 1024 * 1024;
    private const int RoundsMax = 5;
    private readonly DuckDbInstance _instance = new(new DuckDbOptions { Threads = 1, MemoryLimitBytes = 256 * 1024 * 1024 });
    private readonly DuckDBConnection _connection;

    public LeakTests() => _connection = _instance.OpenConnection();

    public void Dispose()
    {
        _connection.Dispose();
        _instance.Dispose();
    }

    [Fact]
    public void Appended_and_read_values_leave_nothing_behind()
    {
        _connection.Execute("CREATE TABLE t (a BIGINT, b VARCHAR)");
        HoldsNothing(10, () =>
        {
            // Ten times 100,000 rows of two values: two million values in, two million out.
            using (var appender = _connection.CreateAppender("t"))
            {
                for (var i = 0; i < 100_000; i++)
                {
                    appender.AppendValue(i).AppendUtf8("a text that does not fit in place"u8).EndRow();
                }

                appender.Close();
            }

            using (var command = Command("SELECT * FROM t"))
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                {
                    _ = reader.GetInt64(0) + reader.GetUtf8(1).Length;
                }
            }

            _connection.Execute("DELETE FROM t");
        });
    }

    [Fact]
    public void A_prepared_statement_executed_again_and_again_leaves_nothing_behind()
    {
        using var command = Command("SELECT $a || $b");
        command.Parameters.AddValue("a", "a text that does not fit in place").AddValue("b", 12.5m);
        HoldsNothing(40_000, () => command.ExecuteScalar());
    }

    [Fact]
    public void Statements_connections_and_failures_leave_nothing_behind() => HoldsNothing(4_000, () =>
    {
        using var connection = _instance.OpenConnection();
        using var good = connection.CreateCommand();
        good.CommandText = "SELECT [1, 2], {'a': 'x'}, 'b'::ENUM('a', 'b'); SELECT 2";
        good.ExecuteScalar();
        using var bad = connection.CreateCommand();
        bad.CommandText = "SELECT * FROM nowhere";
        Assert.Throws<DuckDBException>(() => bad.ExecuteScalar());
    });

    [Fact]
    public void Managed_tables_leave_nothing_behind() => HoldsNothing(8_000, () =>
    {
        using var table = _instance.Expose(new OneRow());
        _connection.Execute($"SELECT * FROM {table.Sql}");
    });

    private static void HoldsNothing(int calls, Action call)
    {
        Repeat(calls / 2, call);
        var kept = new List<long>();
        do
        {
            var before = ResidentBytes();
            Repeat(calls, call);
            kept.Add(ResidentBytes() - before);
        }
        while (kept[^1] >= NoiseBytesMax && kept.Count < RoundsMax);
        Assert.True(kept[^1] < NoiseBytesMax, $"{calls} calls kept, round for round, {string.Join(", ", kept)} bytes");
    }

    private static void Repeat(int calls, Action call)
    {
        for (var i = 0; i < calls; i++)
        {
            call();
        }
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private DuckDBCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private sealed class OneRow : TableSource
    {
        public override IReadOnlyList<TableSourceColumn> Columns { get; } = [new("text", DuckDBScalarType.Varchar)];

        public override TableScan OpenScan() => new Scan();

        private sealed class Scan : TableScan
        {
            private bool _done;

            public override int Fill(DuckDBChunk chunk)
            {
                if (_done)
                {
                    return 0;
                }

                chunk[0].SetText(0, "a text that does not fit in place"u8);
                _done = true;
                return 1;
            }
        }
    }
}
