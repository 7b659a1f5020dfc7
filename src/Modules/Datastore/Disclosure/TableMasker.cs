using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Load;
using Gongxin.Datastore.Load.PersonalData;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Disclosure;

/// <summary>
/// Derives a table from an original: columns masked or left out, cells that were set aside left out, rows as they stood. The outcome is
/// profiled and scanned like any loaded table; nothing of the original's profile or findings is carried over.
/// </summary>
internal sealed class TableMasker(DuckDBConnection connection, LoadFiles files, MaskRequest request, CancellationToken ct)
{
    private readonly string _options = LoadFiles.OptionsOf(GroupRows(connection, request.File, ct));

    public LoadedTable Run()
    {
        var columns = Columns();
        var names = columns.Select(c => c.Schema.Name).ToHashSet(StringComparer.Ordinal);
        var masked = request.Recipe.Columns.Select(m => m.Column).ToHashSet(StringComparer.Ordinal);
        var original = request.Table.Schema;
        var schema = new TableSchema([.. columns.Select(c => c.Schema)]) { PrimaryKey = original.PrimaryKey.All(k => names.Contains(k) && !masked.Contains(k)) ? original.PrimaryKey : [] };
        var file = files.New(".parquet");
        var row = Sql.Name(StoredTypes.RowColumn);
        connection.Execute(
            $"COPY (SELECT {row}, {string.Join(", ", columns.Select(c => $"{c.Value} AS {Sql.Name(c.Schema.Name)}"))} FROM {LoadFiles.Parquet(request.File)} ORDER BY {row}) TO {Sql.Literal(file)} {_options}", ct);
        var (rows, quality) = Profile(file, schema);
        if (request.Recipe.LeaveOutRare && PersonClasses.ColumnsOf(schema, quality, request.Recipe.Combination) is { Count: > 0 } combination)
        {
            file = WithoutRare(file, combination);
            (rows, quality) = Profile(file, schema);
        }

        if (rows == 0 && request.Table.RowsLoaded > 0)
        {
            throw DatastoreRefusals.MaskLeavesNothing();
        }

        return request.Table with
        {
            Schema = schema,
            RowsLoaded = rows,
            RowsRefused = request.Table.RowsRead - rows,
            CellsQuarantined = 0,
            DataFile = file,
            QuarantineFile = null,
            Quality = quality,
            PersonalData = new PersonalDataPass(connection, schema, ct).Run(file, null),
            Findings = [],
            FindingCounts = new Dictionary<string, long>(),
        };
    }

    // Masked rows are hardly longer than those they are made of, so that their groups fit as well.
    private static long GroupRows(DuckDBConnection connection, string file, CancellationToken ct)
    {
        using var reader = connection.Read($"SELECT max(row_group_num_rows) FROM parquet_metadata({Sql.Literal(file)})", ct);
        return reader.Read(ct) && !reader.IsDBNull(0) ? reader.GetInt64(0) : CellBatch.RowsMax;
    }

    private List<MaskedColumn> Columns()
    {
        var original = request.Table.Schema.Columns;
        if (request.Recipe.Columns.FirstOrDefault(m => original.All(c => c.Name != m.Column)) is { } unknown)
        {
            throw DatastoreRefusals.MaskColumnUnknown(unknown.Column);
        }

        var columns = original.Select(c => MaskedColumn.Of(c, request.Recipe.Columns.LastOrDefault(m => m.Column == c.Name), request.Secret)).OfType<MaskedColumn>().ToList();
        return columns.Count > 0 ? columns : throw DatastoreRefusals.MaskLeavesNothing();
    }

    private (long Rows, QualityReport Quality) Profile(string file, TableSchema schema)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*), {string.Join(", ", schema.Columns.Select(c => $"count({Sql.Name(c.Name)})"))} FROM {LoadFiles.Parquet(file)}";
        long rows;
        var counts = new List<ColumnCounts>();
        using (var reader = command.ExecuteReader(ct))
        {
            reader.Read(ct);
            rows = reader.GetInt64(0);
            for (var i = 1; i <= schema.Columns.Count; i++)
            {
                counts.Add(new ColumnCounts { Filled = reader.GetInt64(i), Missing = rows - reader.GetInt64(i) });
            }
        }

        return (rows, new ColumnProfiles(connection, file, schema, ct).Run(counts));
    }

    // A combination that misses a value is a combination of its own.
    private string WithoutRare(string file, IReadOnlyList<string> combination)
    {
        var kept = files.New(".parquet");
        var names = string.Join(", ", combination.Select(Sql.Name));
        connection.Execute(
            string.Create(CultureInfo.InvariantCulture, $"COPY (SELECT * FROM {LoadFiles.Parquet(file)} QUALIFY count(*) OVER (PARTITION BY {names}) >= {request.ClassMin} ")
            + $"ORDER BY {Sql.Name(StoredTypes.RowColumn)}) TO {Sql.Literal(kept)} {_options}", ct);
        files.Delete(file);
        return kept;
    }
}
