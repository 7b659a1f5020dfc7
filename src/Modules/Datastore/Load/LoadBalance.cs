using System.Globalization;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>
/// The proof that nothing was lost between file and Parquet. It counts four times independently: the survey, the typing, the
/// written data and the written quarantine. A difference is a fault of the program or of the disk, never of the file.
/// </summary>
internal sealed class LoadBalance(TableSurvey survey, TypingPass typing)
{
    public void Check(DuckDBConnection connection, string dataFile, string? quarantineFile, CancellationToken ct)
    {
        var loaded = typing.RowsRead - typing.RowsRefused;
        Equal("rows read", survey.RowsRead, typing.RowsRead);
        Equal("rows refused", survey.RowsRefused, typing.RowsRefused);
        for (var i = 0; i < survey.Columns.Count; i++)
        {
            CheckColumn(survey.Columns[i], typing.Counts[i], loaded);
        }

        CheckData(connection, dataFile, loaded, ct);
        var quarantined = quarantineFile is null ? 0 : Count(connection, quarantineFile, ct);
        Equal("quarantined cells written", typing.Counts.Sum(counts => counts.Quarantined), quarantined);
    }

    private static void CheckColumn(ColumnSurvey surveyed, ColumnCounts typed, long loaded)
    {
        Equal($"missing cells of {surveyed.Name}", surveyed.Missing, typed.Missing + typed.RequiredMissing);
        Equal($"misfits of {surveyed.Name}", surveyed.Misfits, typed.Misfits);
        Equal($"cells of {surveyed.Name}", loaded, typed.Filled + typed.Missing + typed.Quarantined);
    }

    // Counts the values column by column as they stand in the file, so that a cell in the wrong column shows too.
    private void CheckData(DuckDBConnection connection, string dataFile, long loaded, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        var columns = survey.Schema.Columns;
        command.CommandText = $"SELECT count(*), {string.Join(", ", columns.Select(c => $"count({Sql.Name(c.Name)})"))} FROM {LoadFiles.Parquet(dataFile)}";
        using var reader = command.ExecuteReader(ct);
        reader.Read(ct);
        Equal("rows written", loaded, reader.GetInt64(0));
        for (var i = 0; i < columns.Count; i++)
        {
            Equal($"values written of {columns[i].Name}", typing.Counts[i].Filled, reader.GetInt64(i + 1));
        }
    }

    private static long Count(DuckDBConnection connection, string file, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {LoadFiles.Parquet(file)}";
        return (long)command.ExecuteScalar(ct)!;
    }

    private static void Equal(string what, long expected, long actual)
    {
        if (expected != actual)
        {
            throw new LoadBalanceException(string.Create(CultureInfo.InvariantCulture, $"The {what} do not add up: {expected} expected, {actual} counted."));
        }
    }
}

/// <summary>The counts of a load do not add up: nothing of it may be used.</summary>
internal sealed class LoadBalanceException(string message) : Exception(message);
