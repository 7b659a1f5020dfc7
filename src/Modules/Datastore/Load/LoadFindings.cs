using Gongxin.Contracts.Datastore;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>The findings of both passes: those about header, columns and schema from the survey, those about rows and cells from the typing.</summary>
internal sealed class LoadFindings
{
    private const string RowPrefix = "row.";
    private readonly List<Finding> _found;
    private readonly Dictionary<string, long> _counts;

    public LoadFindings(TableSurvey survey, IssueLog issues)
    {
        // What a reader tells about rows it tells in both passes.
        _found = [.. survey.Findings.Where(finding => !IsOfRow(finding.Code) && !issues.Counts.ContainsKey(finding.Code)), .. issues.Kept];
        _counts = new Dictionary<string, long>(survey.FindingCounts.Where(count => !IsOfRow(count.Key)), StringComparer.Ordinal);
        foreach (var (code, count) in issues.Counts)
        {
            _counts[code] = count;
        }
    }

    public IReadOnlyList<Finding> Kept => [.. _found.OrderBy(finding => finding.Row ?? 0).Take(LoadedTable.FindingsMax)];
    public IReadOnlyDictionary<string, long> Counts => _counts;

    public static bool IsOfRow(string code) => code.StartsWith(RowPrefix, StringComparison.Ordinal);

    public void AddDuplicates(DuckDBConnection connection, string quarantineFile, string table, CancellationToken ct)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"row\", \"column\", left(\"text\", {Finding.TextMax}), count(*) OVER () FROM {LoadFiles.Parquet(quarantineFile)} "
            + $"WHERE code = '{FindingCodes.CellDuplicate}' ORDER BY \"row\", \"column\" LIMIT {LoadedTable.FindingsMax}";
        using var reader = command.ExecuteReader(ct);
        while (reader.Read(ct))
        {
            _found.Add(new Finding(reader.GetInt64(0), reader.GetString(1), FindingCodes.CellDuplicate, reader.GetString(2))
            {
                Table = table.Length == 0 ? null : table,
            });
            _counts[FindingCodes.CellDuplicate] = reader.GetInt64(3);
        }
    }
}
