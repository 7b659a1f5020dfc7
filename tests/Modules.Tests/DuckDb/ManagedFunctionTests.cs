using System.Text;
using Gongxin.DuckDb;
using Gongxin.DuckDb.Functions;
using Xunit;

namespace Gongxin.Modules.Tests.DuckDb;

public sealed class ManagedFunctionTests : IDisposable
{
    private readonly DuckDbInstance _instance = new(new DuckDbOptions { Threads = 2 });
    private readonly DuckDBConnection _connection;

    public ManagedFunctionTests() => _connection = _instance.OpenConnection();

    public void Dispose()
    {
        _connection.Dispose();
        _instance.Dispose();
    }

    [Fact]
    public void Rows_of_every_type_arrive_in_their_order()
    {
        using var table = _instance.Expose(new CountingSource(100_000));
        using var command = Command($"SELECT * FROM {table.Sql}");
        using var reader = command.ExecuteReader();
        for (var i = 0; i < 100_000; i++)
        {
            Assert.True(reader.Read());
            Assert.Equal(i, reader.GetInt64(0));
            Assert.Equal(i % 7 == 0, reader.IsDBNull(1));
            if (i % 7 != 0)
            {
                Assert.Equal(CountingSource.TextOf(i), reader.GetString(1));
            }

            Assert.Equal(i / 100m, reader.GetDecimal(2));
            Assert.Equal((Int128)i << 70, reader.GetInt128(3));
            Assert.Equal(DuckDBTime.Day(i), reader.GetDate(4));
            Assert.Equal(i % 2 == 1, reader.GetBoolean(5));
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public void A_parquet_file_keeps_the_order_of_the_rows()
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.CreateVersion7() + ".parquet");
        try
        {
            using var table = _instance.Expose(new CountingSource(300_000));
            Assert.Equal(300_000, _connection.Execute($"COPY (SELECT * FROM {table.Sql}) TO {Sql.Literal(file)} (FORMAT parquet, ROW_GROUP_SIZE 20480)"));
            using var command = Command($"SELECT count(*) FROM (SELECT number, row_number() OVER () - 1 AS place FROM read_parquet({Sql.Literal(file)})) WHERE number = place");
            Assert.Equal(300_000L, command.ExecuteScalar());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_source_can_be_scanned_again_and_joined_with_itself()
    {
        using var table = _instance.Expose(new CountingSource(5_000));
        using var command = Command($"SELECT count(*) FROM {table.Sql} a JOIN {table.Sql} b ON a.number = b.number");
        Assert.Equal(5_000L, command.ExecuteScalar());
        Assert.Equal(5_000L, command.ExecuteScalar());
    }

    [Fact]
    public void Every_scan_is_disposed()
    {
        var source = new CountingSource(5_000);
        using var table = _instance.Expose(source);
        _connection.Execute($"SELECT * FROM {table.Sql}");
        _connection.Execute($"SELECT * FROM {table.Sql} LIMIT 1");
        Assert.Equal(2, source.Opened);
        Assert.Equal(2, source.Disposed);
    }

    [Fact]
    public void An_exception_while_filling_reaches_the_caller_and_the_process_lives()
    {
        using var table = _instance.Expose(new CountingSource(100_000) { FailsAt = 50_000 });
        var error = Assert.Throws<DuckDBException>(() => _connection.Execute($"SELECT * FROM {table.Sql}"));
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Contains("row 50000", error.Message, StringComparison.Ordinal);
        using var command = Command("SELECT 1");
        Assert.Equal(1, command.ExecuteScalar());
    }

    [Fact]
    public void An_exception_while_opening_reaches_the_caller()
    {
        using var table = _instance.Expose(new CountingSource(1) { FailsAt = -1 });
        var error = Assert.Throws<DuckDBException>(() => _connection.Execute($"SELECT * FROM {table.Sql}"));
        Assert.IsType<FormatException>(error.InnerException);
    }

    [Fact]
    public void A_source_that_is_no_longer_exposed_cannot_be_read()
    {
        var table = _instance.Expose(new CountingSource(1));
        table.Dispose();
        var error = Assert.Throws<DuckDBException>(() => _connection.Execute($"SELECT * FROM {table.Sql}"));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public void An_exception_of_one_connection_is_not_given_to_another()
    {
        using var other = _instance.OpenConnection();
        using var table = _instance.Expose(new CountingSource(1) { FailsAt = 0 });
        Assert.Throws<DuckDBException>(() => _connection.Execute($"SELECT * FROM {table.Sql}"));
        var error = Assert.Throws<DuckDBException>(() => other.Execute("SELECT * FROM nowhere"));
        Assert.Null(error.InnerException);
    }

    [Fact]
    public void Ill_formed_text_is_refused()
    {
        using var table = _instance.Expose(new CountingSource(10) { Text = [0xE4, 0xB8] });
        var error = Assert.Throws<DuckDBException>(() => _connection.Execute($"SELECT * FROM {table.Sql}"));
        Assert.IsType<ArgumentException>(error.InnerException);
    }

    [Fact]
    public void A_scalar_function_computes_rows_and_its_exception_reaches_the_caller()
    {
        _instance.RegisterScalarFunction("thrice", [DuckDBScalarType.BigInt], DuckDBScalarType.BigInt, (arguments, result, rows) =>
        {
            for (var row = 0; row < rows; row++)
            {
                var value = arguments[0].IsNull(row) ? 0 : arguments[0].GetInt64(row);
                result.Values<long>()[row] = value >= 0 ? 3 * value : throw new FormatException("negative");
            }
        });
        using var command = Command("SELECT sum(thrice(i)), count(thrice(NULL::BIGINT)) FROM range(10000) t(i)");
        using (var reader = command.ExecuteReader())
        {
            Assert.True(reader.Read());
            Assert.Equal(149985000, reader.GetInt128(0));
            Assert.Equal(0, reader.GetInt64(1));
        }

        var error = Assert.Throws<DuckDBException>(() => _connection.Execute("SELECT thrice(-i) FROM range(10) t(i)"));
        Assert.IsType<FormatException>(error.InnerException);
    }

    [Fact]
    public void An_appender_writes_typed_rows_and_one_that_is_not_closed_writes_none()
    {
        _connection.Execute("CREATE TABLE t (a BIGINT, b VARCHAR, c DECIMAL(20,3), d DATE, e BOOLEAN, f DOUBLE, g TIMESTAMP, h BLOB)");
        using (var appender = _connection.CreateAppender("t"))
        {
            for (var i = 0; i < 5_000; i++)
            {
                appender.AppendValue(i).AppendValue(i % 2 == 0 ? null : "文" + i).AppendValue(-12.345m).AppendValue(new DateOnly(2024, 2, 29))
                    .AppendValue(true).AppendValue(0.5).AppendValue(new DateTime(2024, 1, 1)).AppendValue([1, 2]).EndRow();
            }

            appender.Close();
        }

        using (var abandoned = _connection.CreateAppender("t"))
        {
            abandoned.AppendValue(1L);
            Assert.Throws<InvalidOperationException>(abandoned.EndRow);
        }

        using var command = Command("SELECT count(*), count(b), min(c), max(d), bool_and(e), sum(f), min(g), max(a) FROM t");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(5_000, reader.GetInt64(0));
        Assert.Equal(2_500, reader.GetInt64(1));
        Assert.Equal(-12.345m, reader.GetDecimal(2));
        Assert.Equal(new DateOnly(2024, 2, 29), reader.GetDate(3));
        Assert.True(reader.GetBoolean(4));
        Assert.Equal(2_500, reader.GetDouble(5));
        Assert.Equal(new DateTime(2024, 1, 1), reader.GetDateTime(6));
        Assert.Equal(4_999, reader.GetInt64(7));
    }

    private DuckDBCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private sealed class CountingSource(int rows) : TableSource
    {
        internal int FailsAt { get; init; } = int.MaxValue;
        internal byte[]? Text { get; init; }
        internal int Opened;
        internal int Disposed;

        public override IReadOnlyList<TableSourceColumn> Columns { get; } =
        [
            new("number", DuckDBScalarType.BigInt),
            new("text", DuckDBScalarType.Varchar),
            new("money", DuckDBScalarType.Decimal(18, 2)),
            new("huge", DuckDBScalarType.HugeInt),
            new("day", DuckDBScalarType.Date),
            new("odd", DuckDBScalarType.Boolean),
        ];

        public override long? RowCount => rows;

        internal static string TextOf(int i) => i % 3 == 0 ? "短" : i % 3 == 1 ? $"a somewhat longer text {i}" : new string('长', i % 2000);

        public override TableScan OpenScan()
        {
            Opened++;
            return FailsAt == -1 ? throw new FormatException("cannot be opened") : new Scan(this, rows);
        }

        private sealed class Scan(CountingSource source, int rows) : TableScan
        {
            private int _next;

            public override int Fill(DuckDBChunk chunk)
            {
                var count = Math.Min(DuckDBChunk.RowsMax, rows - _next);
                for (var row = 0; row < count; row++, _next++)
                {
                    if (_next == source.FailsAt)
                    {
                        throw new FormatException($"row {_next}");
                    }

                    chunk[0].Values<long>()[row] = _next;
                    if (_next % 7 == 0)
                    {
                        chunk[1].SetNull(row);
                    }
                    else
                    {
                        chunk[1].SetText(row, source.Text ?? Encoding.UTF8.GetBytes(TextOf(_next)));
                    }

                    chunk[2].SetUnscaled(row, _next);
                    chunk[3].SetUnscaled(row, (Int128)_next << 70);
                    chunk[4].Values<int>()[row] = _next;
                    chunk[5].Values<byte>()[row] = (byte)(_next & 1);
                }

                return count;
            }

            protected override void Dispose(bool disposing)
            {
                Interlocked.Increment(ref source.Disposed);
                base.Dispose(disposing);
            }
        }
    }
}
