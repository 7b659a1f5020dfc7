using System.Globalization;
using System.Runtime.InteropServices;
using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows.Index;

// Writes the index of a version, column after column. DuckDB sorts what has many values (spilling when memory is short).
// Nothing here grows with the rows but files.
internal sealed class IndexBuilder(DuckDBConnection connection, StoredVersion version, string file)
{
    private const int BufferBytes = 1 << 20;

    // False when the version cannot be indexed; then it is read by DuckDB alone.
    public bool Build(CancellationToken ct)
    {
        using var to = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes);
        var rows = checked((int)version.RowCount);
        var sections = new IndexSection[version.Schema.Columns.Count];
        to.Position = IndexLayout.HeadLength(sections.Length);
        var head = new IndexHead { Magic = IndexLayout.Magic, Rows = rows, Columns = sections.Length, RowNumbers = to.Position };
        WriteRowNumbers(to, ct);
        for (var at = 0; at < sections.Length; at++)
        {
            if (version.Schema.Columns[at].Type is ColumnType.Number && HoldsNegativeZero(at, ct))
            {
                return false;
            }

            using var column = new IndexColumnWriter(rows, version.Schema.Columns[at].Type is ColumnType.Text, file);
            if (!TryReadFewValues(at, column, ct))
            {
                ReadSorted(at, column, ct);
            }

            sections[at] = column.AppendTo(to);
        }

        head.Length = to.Position;
        to.Position = 0;
        to.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<IndexHead>(in head)));
        to.Write(MemoryMarshal.AsBytes(sections.AsSpan()));
        to.Flush(flushToDisk: true);
        return true;
    }

    private void WriteRowNumbers(FileStream to, CancellationToken ct)
    {
        using var reader = Read($"SELECT {RowSql.Row} {RowSql.From(version)}", ct);
        var (read, last) = (0L, long.MinValue);
        while (reader.ReadChunk(ct))
        {
            var numbers = reader.Vector(0);
            for (var row = 0; row < reader.ChunkRowCount; row++)
            {
                var number = numbers.GetInt64(row);
                Expect(number > last);
                to.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in number)));
                last = number;
            }

            read += reader.ChunkRowCount;
        }

        Expect(read == version.RowCount);
    }

    // DuckDB sorts -0 and 0 as one and gives back 0 for both; a column that holds a -0 is not indexed, so none is changed.
    private bool HoldsNegativeZero(int at, CancellationToken ct)
    {
        using var reader = Read($"SELECT 1 {RowSql.From(version)} WHERE {RowSql.Column(at)} = 0 AND signbit({RowSql.Column(at)}) LIMIT 1", ct);
        return reader.ReadChunk(ct);
    }

    private bool TryReadFewValues(int at, IndexColumnWriter to, CancellationToken ct)
    {
        var column = new FewValuesColumn(version.Schema.Columns[at], to);
        using var reader = Read($"SELECT {RowSql.Column(at)} {RowSql.From(version)}", ct);
        while (reader.ReadChunk(ct))
        {
            if (!column.Add(reader.Vector(0), reader.ChunkRowCount))
            {
                return false;
            }
        }

        Expect(column.RowsAdded == version.RowCount);
        column.End();
        return true;
    }

    private void ReadSorted(int at, IndexColumnWriter to, CancellationToken ct)
    {
        var column = new SortedColumn(version.Schema.Columns[at], to);
        var name = RowSql.Column(at);
        using var reader = Read($"SELECT {name}, p {RowSql.FromWithPositions(version)} ORDER BY {name} NULLS LAST, p", ct);
        while (reader.ReadChunk(ct))
        {
            column.Add(reader.Vector(0), reader.Vector(1), reader.ChunkRowCount);
        }

        Expect(column.RowsAdded == version.RowCount);
    }

    private DuckDBDataReader Read(string sql, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        return command.ExecuteReader(ct);
    }

    private void Expect(bool holds)
    {
        if (!holds)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The Parquet file of version {version.Digest} does not hold {version.RowCount} rows in order."));
        }
    }
}
