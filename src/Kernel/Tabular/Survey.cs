namespace Gongxin.Kernel.Tabular;

/// <summary>Reads a whole table once, to learn its types (or check them against a given schema) before anything is loaded.</summary>
public static class Survey
{
    private const int BatchesPerReport = 16;

    /// <summary>
    /// Surveys a table. With a given schema its columns are matched by name, then by title; the given type rules. A given
    /// column that the file lacks refuses the table (<c>schema.column-missing</c>); a column that the schema does not know is
    /// loaded with its inferred type and told (<c>schema.column-extra</c>), because dropping it would lose data.
    /// </summary>
    /// <exception cref="TabularException">The table cannot be read to its end, or lacks a given column.</exception>
    public static TableSurvey Run(TabularTable table, TableSchema? given, IProgress<SurveyProgress>? progress, CancellationToken ct)
    {
        var log = new FindingLog();
        log.AddRange(table.HeaderFindings);
        var columns = SchemaMatch.Of(table, given, log).Select((column, i) => new SurveyColumn(table.Columns[i], column, given)).ToArray();

        using var reader = table.OpenRows();
        reader.OnFinding = log.Add;
        var (batch, ahead) = (new CellBatch(columns.Length), new CellBatch(columns.Length));
        var more = reader.Read(batch, ct);
        for (var batches = 1L; more; batches++)
        {
            more = ReadWhileAdding(reader, ahead, columns, batch, ct);
            (batch, ahead) = (ahead, batch);
            if (batches % BatchesPerReport == 0)
            {
                progress?.Report(new SurveyProgress(reader.BytesRead, reader.RowsRead));
            }
        }

        progress?.Report(new SurveyProgress(reader.BytesRead, reader.RowsRead));
        return Result(columns, given, reader, log);
    }

    // Reading costs about as much as counting: each has a thread, and never more than two batches are held.
    private static bool ReadWhileAdding(RowReader reader, CellBatch next, SurveyColumn[] columns, CellBatch batch, CancellationToken ct)
    {
        var reading = Task.Run(() => reader.Read(next, ct), CancellationToken.None);
        var more = false;
        try
        {
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Add(batch, i);
            }
        }
        finally
        {
            // The reader is not given back while it reads.
            more = reading.GetAwaiter().GetResult();
        }

        return more;
    }

    private static TableSurvey Result(SurveyColumn[] columns, TableSchema? given, RowReader reader, FindingLog log)
    {
        var chosen = columns.Select(c => c.Choose(log)).ToArray();
        var schema = new TableSchema([.. chosen.Select(c => c.Column)])
        {
            PrimaryKey = given?.PrimaryKey ?? [],
            MissingValues = given?.MissingValues ?? [],
        };
        return new TableSurvey(schema, reader.RowsRead, reader.RowsRefused, log.Kept, log.Counts, [.. chosen.Select(c => c.Counts)]);
    }
}
