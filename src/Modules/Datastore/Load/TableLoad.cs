using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>
/// Loads one table: survey, typing, duplicates, quarantine, profile, and last the balance of all their counts. Nothing is
/// given back unless the balance holds.
/// </summary>
internal sealed class TableLoad(DuckDBConnection connection, LoadFiles files, TabularTable table, LoadReport report, CancellationToken ct)
{
    private const int RowGroupRowsMax = 122_880;
    private const long RowGroupBytes = 64 * 1024 * 1024;

    public LoadedTable Run(TableSchema? given, long fileBytes)
    {
        var survey = Survey.Run(table, given, report.Survey, ct);
        survey = survey with { Schema = KeyColumn.Apply(survey.Schema, given) };
        RefuseWithoutRows(survey);
        using var quarantine = new QuarantineSpill(files.New(".spill"), survey.Schema.Columns);
        var issues = new IssueLog(table.Name, survey.Schema.Columns, quarantine);
        using var typing = new TypingPass(table, survey.Schema, issues, report.Typing, ct);
        var options = Options(survey, fileBytes);
        var dataFile = files.New(".parquet");
        using (var rows = connection.Instance.Expose(typing))
        {
            connection.Execute($"COPY (SELECT * FROM {rows.Sql}) TO {Sql.Literal(dataFile)} {options}", ct);
        }

        var findings = new LoadFindings(survey, issues);
        var duplicates = new DuplicateCells(connection, survey.Schema);
        var hasDuplicates = duplicates.Find(dataFile, typing.Counts, ct);
        var quarantineFile = WriteQuarantine(quarantine, hasDuplicates ? duplicates.Quarantine(dataFile) : null);
        if (hasDuplicates)
        {
            findings.AddDuplicates(connection, quarantineFile!, table.Name, ct);
            dataFile = Rewrite(duplicates, dataFile, options);
        }

        report.Profiling();
        var profiles = new ColumnProfiles(connection, dataFile, survey.Schema, ct);
        var quality = profiles.Run(typing.Counts);
        new LoadBalance(survey, typing).Check(connection, profiles.Written, quarantineFile, ct);
        return new LoadedTable
        {
            Name = table.Name,
            Schema = survey.Schema,
            RowsRead = typing.RowsRead,
            RowsLoaded = typing.RowsRead - typing.RowsRefused,
            RowsRefused = typing.RowsRefused,
            CellsQuarantined = typing.Counts.Sum(counts => counts.Quarantined),
            DataFile = dataFile,
            QuarantineFile = quarantineFile,
            Quality = quality,
            PersonalData = typing.PersonalData,
            Findings = findings.Kept,
            FindingCounts = findings.Counts,
        };
    }

    // A table whose rows are all refused is not an empty table: its first fault says why there is none.
    private void RefuseWithoutRows(TableSurvey survey)
    {
        if (survey.RowsRead > 0 && survey.RowsRefused == survey.RowsRead)
        {
            throw new TabularException(survey.Findings.First(finding => LoadFindings.IsOfRow(finding.Code)) with { Table = table.Name.Length == 0 ? null : table.Name });
        }
    }

    private static string Options(TableSurvey survey, long fileBytes)
    {
        var rowBytes = Math.Max(1, fileBytes / Math.Max(1, survey.RowsRead));
        return LoadFiles.OptionsOf(Math.Clamp(RowGroupBytes / rowBytes, CellBatch.RowsMax, RowGroupRowsMax));
    }

    private string? WriteQuarantine(QuarantineSpill quarantine, string? duplicates)
    {
        if (quarantine.CellCount == 0 && duplicates is null)
        {
            return null;
        }

        var file = files.New(".quarantine.parquet");
        using var cells = connection.Instance.Expose(quarantine);
        var fromFile = quarantine.CellCount == 0 ? null : $"SELECT * FROM {cells.Sql}";
        var all = string.Join(" UNION ALL ", new[] { fromFile, duplicates }.OfType<string>());
        connection.Execute($"COPY ({all} ORDER BY \"row\", \"column\") TO {Sql.Literal(file)} (FORMAT parquet, COMPRESSION zstd)", ct);
        return file;
    }

    private string Rewrite(DuplicateCells duplicates, string dataFile, string options)
    {
        var rewritten = files.New(".parquet");
        duplicates.Rewrite(dataFile, rewritten, options, ct);
        files.Delete(dataFile);
        return rewritten;
    }
}
