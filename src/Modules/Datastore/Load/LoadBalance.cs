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
    public void Check(DuckDBConnection connection, WrittenCounts written, string? quarantineFile, CancellationToken ct)
    {
        var loaded = typing.RowsRead - typing.RowsRefused;
        Equal("rows read", survey.RowsRead, typing.RowsRead);
        Equal("rows refused", survey.RowsRefused, typing.RowsRefused);
        for (var i = 0; i < survey.Columns.Count; i++)
        {
            CheckColumn(survey.Columns[i], typing.Counts[i], loaded);
        }

        CheckData(written, loaded);
        var quarantined = quarantineFile is null ? 0 : Count(connection, quarantineFile, ct);
        Equal("quarantined cells written", typing.Counts.Sum(counts => counts.Quarantined), quarantined);
    }

    private static void CheckColumn(ColumnSurvey surveyed, ColumnCounts typed, long loaded)
    {
        Equal($"missing cells of {surveyed.Name}", surveyed.Missing, typed.Missing + typed.RequiredMissing);
        Equal($"misfits of {surveyed.Name}", surveyed.Misfits, typed.Misfits);
        Equal($"cells of {surveyed.Name}", loaded, typed.Filled + typed.Missing + typed.Quarantined);
    }

    // Column by column as the values stand in the file, so that a cell in the wrong column shows too.
    private void CheckData(WrittenCounts written, long loaded)
    {
        Equal("rows written", loaded, written.Rows);
        for (var i = 0; i < survey.Schema.Columns.Count; i++)
        {
            Equal($"values written of {survey.Schema.Columns[i].Name}", typing.Counts[i].Filled, written.Values[i]);
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

/// <summary>What stands in a data file, counted by reading it.</summary>
internal sealed record WrittenCounts(long Rows, IReadOnlyList<long> Values);

/// <summary>The counts of a load do not add up: nothing of it may be used.</summary>
internal sealed class LoadBalanceException(string message) : Exception(message);
