using System.Globalization;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>
/// Sets aside the values of unique columns that occurred in an earlier row. DuckDB does it over the Parquet file, because a
/// set of all values of a column has no bound; the file is written again only when there are duplicates.
/// </summary>
internal sealed class DuplicateCells(DuckDBConnection connection, TableSchema schema)
{
    private readonly List<int> _repeated = [];

    /// <summary>Finds the unique columns that repeat a value and remembers the rows; false when there are none.</summary>
    public bool Find(string dataFile, IReadOnlyList<ColumnCounts> counts, CancellationToken ct)
    {
        for (var column = 0; column < schema.Columns.Count; column++)
        {
            if (schema.Columns[column].Unique)
            {
                counts[column].Duplicates = Find(dataFile, column, ct);
                counts[column].Filled -= counts[column].Duplicates;
            }
        }

        return _repeated.Count > 0;
    }

    /// <summary>Writes the data again without the duplicates.</summary>
    public void Rewrite(string from, string to, string options, CancellationToken ct)
    {
        var columns = string.Join(", ", _repeated.Select(column =>
            $"CASE WHEN {Sql.Name(StoredTypes.RowColumn)} IN (SELECT {Sql.Name(StoredTypes.RowColumn)} FROM {TableOf(column)}) THEN NULL ELSE {NameOf(column)} END AS {NameOf(column)}"));
        connection.Execute(
            $"COPY (SELECT * REPLACE ({columns}) FROM {LoadFiles.Parquet(from)} ORDER BY {Sql.Name(StoredTypes.RowColumn)}) TO {Sql.Literal(to)} {options}", ct);
    }

    /// <summary>A query for the duplicates of every column as rows of the quarantine, read from the data before it was rewritten.</summary>
    public string Quarantine(string dataFile) => string.Join(" UNION ALL ", _repeated.Select(column =>
        $"SELECT {Sql.Name(StoredTypes.RowColumn)} AS \"row\", {Sql.Literal(schema.Columns[column].Name)} AS \"column\", "
        + $"'{FindingCodes.CellDuplicate}' AS code, {WrittenForm(schema.Columns[column])} AS \"text\" "
        + $"FROM {LoadFiles.Parquet(dataFile)} SEMI JOIN {TableOf(column)} USING ({Sql.Name(StoredTypes.RowColumn)})"));

    private long Find(string dataFile, int column, CancellationToken ct)
    {
        var row = Sql.Name(StoredTypes.RowColumn);
        var name = NameOf(column);
        using var compare = connection.CreateCommand();
        compare.CommandText = $"SELECT count({name}) - count(DISTINCT {name}) FROM {LoadFiles.Parquet(dataFile)}";
        var repeated = (long)compare.ExecuteScalar(ct)!;
        if (repeated > 0)
        {
            _repeated.Add(column);
            connection.Execute(
                $"CREATE TEMP TABLE {TableOf(column)} AS SELECT {row} FROM {LoadFiles.Parquet(dataFile)} WHERE {name} IS NOT NULL "
                + $"QUALIFY row_number() OVER (PARTITION BY {name} ORDER BY {row}) > 1", ct);
        }

        return repeated;
    }

    private string NameOf(int column) => Sql.Name(schema.Columns[column].Name);

    private static string TableOf(int column) => string.Create(CultureInfo.InvariantCulture, $"duplicates_{column}");

    private static string WrittenForm(ColumnSchema column) => column.Type switch
    {
        ColumnType.YearMonth => $"strftime({Sql.Name(column.Name)}, '%Y-%m')",
        ColumnType.Year => $"strftime({Sql.Name(column.Name)}, '%Y')",
        _ => $"CAST({Sql.Name(column.Name)} AS VARCHAR)",
    };
}
