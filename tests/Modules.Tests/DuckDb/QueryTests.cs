using System.Numerics;
using System.Text;
using Gongxin.DuckDb;
using Xunit;

namespace Gongxin.Modules.Tests.DuckDb;

public sealed class QueryTests : IDisposable
{
    private readonly DuckDbInstance _instance = new(new DuckDbOptions { Threads = 2 });
    private readonly DuckDBConnection _connection;

    public QueryTests() => _connection = _instance.OpenConnection();

    public void Dispose()
    {
        _connection.Dispose();
        _instance.Dispose();
    }

    [Fact]
    public void The_library_is_the_version_that_the_provider_was_written_for() =>
        Assert.StartsWith("v1.5.", DuckDbInstance.LibraryVersion, StringComparison.Ordinal);

    public static TheoryData<string, object> Literals => new()
    {
        { "true", true },
        { "42", 42 },
        { "-9000000000", -9000000000L },
        { "170141183460469231731687303715884105727", BigInteger.Pow(2, 127) - 1 },
        { "CAST(255 AS UTINYINT)", (byte)255 },
        { "1.5e0", 1.5 },
        { "CAST('-12345678901234.5678' AS DECIMAL(18,4))", -12345678901234.5678m },
        { "CAST(0.5 AS DECIMAL(4,3))", 0.500m },
        { "'短'", "短" },
        { "'二十二个字节以上的文字在堆里'", "二十二个字节以上的文字在堆里" },
        { "DATE '0001-01-01'", new DateOnly(1, 1, 1) },
        { "DATE '2024-02-29'", new DateOnly(2024, 2, 29) },
        { "TIME '12:34:56.789'", new TimeOnly(12, 34, 56, 789) },
        { "TIMESTAMP '2024-02-29 12:34:56.789012'", new DateTime(2024, 2, 29, 12, 34, 56).AddTicks(7890120) },
        { "UUID '6ba7b810-9dad-11d1-80b4-00c04fd430c8'", new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8") },
        { "INTERVAL '3 months 2 days 1 second'", new DuckDBInterval(3, 2, 1_000_000) },
        { "'b'::ENUM('a','b')", "b" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void A_literal_comes_back_as_its_own_type(string sql, object expected) => Assert.Equal(expected, Scalar($"SELECT {sql}"));

    [Fact]
    public void Lists_maps_and_structures_come_back_as_objects()
    {
        Assert.Equal([1, null, 3], (IReadOnlyList<object?>)Scalar("SELECT [1, NULL, 3]")!);
        Assert.Equal([7, 8], (IReadOnlyList<object?>)Scalar("SELECT CAST([7, 8] AS INTEGER[2])")!);
        var fields = (Dictionary<string, object?>)Scalar("SELECT {'name': '甲', 'count': [2]}")!;
        Assert.Equal("甲", fields["name"]);
        Assert.Equal([2], (IReadOnlyList<object?>)fields["count"]!);
        var pairs = (KeyValuePair<object, object?>[])Scalar("SELECT MAP {'a': 1, 'b': NULL}")!;
        Assert.Equal([new("a", 1), new("b", null)], pairs);
    }

    public static TheoryData<object> Values =>
    [
        true, 7, -7L, 2.25, 79228162514264337593543950335m, -0.0000000001m, "it's 文字", "", new DateOnly(1949, 10, 1),
        new TimeOnly(23, 59, 59), new DateTime(2000, 1, 2, 3, 4, 5), new Guid("00000000-0000-0000-0000-000000000001"), DBNull.Value,
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_parameter_arrives_unchanged_by_position_and_by_name(object value)
    {
        using var positional = Command("SELECT ?");
        positional.Parameters.AddValue(value);
        using var named = Command("SELECT $wert");
        named.Parameters.AddValue("wert", value);
        var expected = value switch { int number => (long)number, _ => value };
        Assert.Equal(expected, positional.ExecuteScalar());
        Assert.Equal(expected, named.ExecuteScalar());
    }

    [Fact]
    public void A_blob_parameter_arrives_unchanged()
    {
        using var command = Command("SELECT ?, ?");
        command.Parameters.AddValue(new byte[] { 0, 1, 255 }).AddValue(Array.Empty<byte>());
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal([0, 1, 255], (byte[])reader.GetValue(0));
        Assert.Empty((byte[])reader.GetValue(1));
    }

    [Fact]
    public void A_missing_parameter_is_an_error_and_not_null()
    {
        using var command = Command("SELECT $a, $b");
        command.Parameters.AddValue("a", 1);
        Assert.Throws<InvalidOperationException>(() => command.ExecuteScalar());
    }

    [Fact]
    public void Text_is_read_without_a_copy_and_null_is_never_a_value()
    {
        using var command = Command("SELECT unnest(['a', '一二三四五六七', NULL, ''])");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal("a", Encoding.UTF8.GetString(reader.GetUtf8(0)));
        Assert.True(reader.Read());
        Assert.Equal("一二三四五六七", Encoding.UTF8.GetString(reader.GetUtf8(0)));
        Assert.True(reader.Read());
        Assert.True(reader.IsDBNull(0));
        Assert.Throws<InvalidCastException>(() => reader.GetString(0));
        Assert.Null(reader.GetFieldValue<long?>(0));
        Assert.True(reader.Read());
        Assert.Equal("", reader.GetString(0));
        Assert.False(reader.Read());
        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_row_of_many_chunks_is_read_once_and_in_order(bool streaming)
    {
        using var command = Command("SELECT i, i::VARCHAR, i % 3 = 0 FROM range(100000) t(i) ORDER BY i");
        command.UseStreamingMode = streaming;
        using var reader = command.ExecuteReader();
        long expected = 0;
        while (reader.Read())
        {
            Assert.Equal(expected, reader.GetInt64(0));
            Assert.Equal(expected % 3 == 0, reader.GetBoolean(2));
            expected++;
        }

        Assert.Equal(100000, expected);
    }

    [Fact]
    public void Chunks_are_read_column_wise()
    {
        using var command = Command("SELECT i FROM range(10000) t(i)");
        using var reader = command.ExecuteReader();
        long sum = 0;
        while (reader.ReadChunk())
        {
            for (var row = 0; row < reader.ChunkRowCount; row++)
            {
                sum += reader.Vector(0).GetInt64(row);
            }
        }

        Assert.Equal(49995000, sum);
    }

    [Fact]
    public void A_later_statement_sees_what_an_earlier_one_of_the_same_text_made()
    {
        Assert.Equal(2, _connection.Execute("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1), (2)"));
        Assert.Equal(2L, Scalar("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_transaction_that_is_not_committed_leaves_nothing()
    {
        _connection.Execute("CREATE TABLE t (i INTEGER)");
        using (_connection.BeginTransaction())
        {
            _connection.Execute("INSERT INTO t VALUES (1)");
        }

        Assert.Equal(0L, Scalar("SELECT count(*) FROM t"));
        using (var transaction = _connection.BeginTransaction())
        {
            _connection.Execute("INSERT INTO t VALUES (1)");
            transaction.Commit();
        }

        Assert.Equal(1L, Scalar("SELECT count(*) FROM t"));
    }

    [Theory]
    [InlineData("SELEKT 1", DuckDBErrorType.Parser)]
    [InlineData("SELECT nothing", DuckDBErrorType.Binder)]
    [InlineData("SELECT * FROM nowhere", DuckDBErrorType.Catalog)]
    [InlineData("SELECT CAST('x' || i AS INTEGER) FROM range(3) t(i)", DuckDBErrorType.Conversion)]
    [InlineData("", DuckDBErrorType.Parser)]
    public void An_error_says_its_kind_and_the_connection_goes_on(string sql, DuckDBErrorType expected)
    {
        var error = Assert.Throws<DuckDBException>(() => Scalar(sql));
        Assert.Equal(expected, error.ErrorType);
        Assert.Equal(1, Scalar("SELECT 1"));
    }

    [Fact]
    public void Text_after_a_nul_is_refused_instead_of_cut_off() =>
        Assert.Throws<ArgumentException>(() => Scalar("SELECT 1\0; DROP TABLE t"));

    [Fact]
    public void An_error_in_the_middle_of_a_stream_reaches_the_reader()
    {
        using var command = Command("SELECT CASE WHEN i = 1500000 THEN CAST('x' || i AS INTEGER) ELSE 1 END FROM range(3000000) t(i)");
        command.UseStreamingMode = true;
        Assert.Throws<DuckDBException>(() =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
            }
        });
        Assert.Equal(1, Scalar("SELECT 1"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cancelled_token_interrupts_a_long_statement(bool streaming)
    {
        using var cancel = new CancellationTokenSource();
        using var command = Command("SELECT sum(a.i * b.i % 7) FROM range(10000000) a(i), range(10000000) b(i)");
        command.UseStreamingMode = streaming;
        cancel.CancelAfter(100);
        Assert.Throws<OperationCanceledException>(() => command.ExecuteScalar(cancel.Token));
        Assert.Equal(1, Scalar("SELECT 1"));
    }

    [Fact]
    public void A_token_that_is_cancelled_before_runs_nothing()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => _connection.Execute("CREATE TABLE never (i INTEGER)", cancel.Token));
        Assert.Throws<DuckDBException>(() => Scalar("SELECT * FROM never"));
    }

    [Fact]
    public async Task Progress_of_a_running_statement_is_seen_from_another_thread()
    {
        _connection.EnableProgress();
        _connection.Execute("CREATE TABLE scanned AS SELECT i FROM range(40000000) t(i)");
        using var cancel = new CancellationTokenSource();
        cancel.CancelAfter(TimeSpan.FromMinutes(2));
        // Many short tasks, because DuckDB notes progress between them: a join's first task may last for hours.
        using var command = Command("SELECT sum(length(repeat('ab', 1000 + (i % 2)::INTEGER))) FROM scanned");
        var running = Task.Run(() => command.ExecuteScalar(cancel.Token));
        QueryProgress progress;
        do
        {
            await Task.Delay(20);
            progress = _connection.QueryProgress;
        }
        while (progress.TotalRows == 0 && !running.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => running);
        Assert.InRange(progress.Percentage, 0, 100);
        Assert.True(progress.TotalRows > 0);
    }

    [Fact]
    public void Files_outside_the_allowed_directories_cannot_be_read_or_written()
    {
        var allowed = Directory.CreateTempSubdirectory("duckdb-allowed-");
        var outside = Directory.CreateTempSubdirectory("duckdb-outside-");
        try
        {
            using var instance = new DuckDbInstance(new DuckDbOptions { AllowedDirectories = [allowed.FullName] });
            using var connection = instance.OpenConnection();
            connection.Execute($"COPY (SELECT 1) TO {Sql.Literal(Path.Combine(allowed.FullName, "a.parquet"))}");
            foreach (var sql in new[]
            {
                $"COPY (SELECT 1) TO {Sql.Literal(Path.Combine(outside.FullName, "a.parquet"))}",
                $"COPY (SELECT 1) TO {Sql.Literal(Path.Combine(allowed.FullName, "..", outside.Name, "a.parquet"))}",
                "SELECT * FROM read_text('/etc/hostname')",
                "SET enable_external_access = true",
                "INSTALL httpfs",
            })
            {
                Assert.Throws<DuckDBException>(() => connection.Execute(sql));
            }

            Assert.Empty(outside.GetFiles());
        }
        finally
        {
            allowed.Delete(true);
            outside.Delete(true);
        }
    }

    private DuckDBCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private object? Scalar(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar();
    }
}
