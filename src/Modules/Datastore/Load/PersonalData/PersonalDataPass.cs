using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>
/// Looks through every cell of a written table in which a person's number or a key can stand: texts, and whole numbers of eleven
/// figures and more. The cells that were set aside are as public as the others, and are looked at too.
/// </summary>
internal sealed class PersonalDataPass(DuckDBConnection connection, TableSchema schema, CancellationToken ct)
{
    private const int ColumnsPerScan = 64;

    public PersonalDataScan Run(string dataFile, string? quarantineFile)
    {
        var tallies = schema.Columns.ToDictionary(c => c.Name, c => new PersonalDataTally(c.Name), StringComparer.Ordinal);
        foreach (var part in schema.Columns.Where(CanHold).Chunk(ColumnsPerScan))
        {
            Scan(dataFile, part, tallies);
        }

        if (quarantineFile is not null)
        {
            ScanQuarantine(quarantineFile, tallies);
        }

        var found = schema.Columns.SelectMany(c => tallies[c.Name].Found()).ToList();
        return found.Count == 0 ? PersonalDataScan.Nothing : new PersonalDataScan(found);
    }

    private void Scan(string file, ColumnSchema[] columns, Dictionary<string, PersonalDataTally> tallies)
    {
        var into = columns.Select(c => tallies[c.Name]).ToArray();
        using var reader = connection.Read($"SELECT {string.Join(", ", columns.Select(Selected))} FROM {LoadFiles.Parquet(file)}", ct);
        while (reader.ReadChunk(ct))
        {
            for (var column = 0; column < into.Length; column++)
            {
                var (cells, tally) = (reader.Vector(column), into[column]);
                for (var row = 0; row < reader.ChunkRowCount; row++)
                {
                    if (!cells.IsNull(row))
                    {
                        tally.Add(cells.GetUtf8(row));
                    }
                }
            }
        }
    }

    private void ScanQuarantine(string file, Dictionary<string, PersonalDataTally> tallies)
    {
        using var reader = connection.Read($"SELECT \"column\", \"text\" FROM {LoadFiles.Parquet(file)}", ct);
        while (reader.ReadChunk(ct))
        {
            for (var row = 0; row < reader.ChunkRowCount; row++)
            {
                if (!reader.Vector(1).IsNull(row) && tallies.TryGetValue(reader.Vector(0).GetString(row), out var tally))
                {
                    tally.Add(reader.Vector(1).GetUtf8(row));
                }
            }
        }
    }

    private static bool CanHold(ColumnSchema column) =>
        column.Type is ColumnType.Text or ColumnType.Integer || (column.Type is ColumnType.Decimal && column.Scale == 0);

    // A short number becomes one figure: it counts as a cell, and holds nothing.
    private static string Selected(ColumnSchema column)
    {
        var name = Sql.Name(column.Name);
        return column.Type is ColumnType.Text ? name : $"CASE WHEN {name} >= 10000000000 THEN CAST({name} AS VARCHAR) WHEN {name} IS NOT NULL THEN '0' END";
    }
}
