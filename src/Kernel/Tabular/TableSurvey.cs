namespace Gongxin.Kernel.Tabular;

/// <summary>What one pass over a whole table says: its schema, its faults, and how full and how clean each column is.</summary>
/// <param name="Schema">A column for each column of the file, in file order.</param>
/// <param name="RowsRead">Data rows in the file, refused ones included.</param>
/// <param name="RowsRefused">Rows that cannot be loaded, each with a finding.</param>
/// <param name="Findings">The first 1,000 findings, header first.</param>
/// <param name="FindingCounts">Exact number of findings by code, those not kept included.</param>
public sealed record TableSurvey(
    TableSchema Schema,
    long RowsRead,
    long RowsRefused,
    IReadOnlyList<Finding> Findings,
    IReadOnlyDictionary<string, long> FindingCounts,
    IReadOnlyList<ColumnSurvey> Columns);

/// <summary>How the cells of one column fit the type that was chosen or given; filled and missing add up to the rows not refused.</summary>
/// <param name="Misfits">Filled cells that are not of the column's type; loading will quarantine exactly these.</param>
public sealed record ColumnSurvey(string Name, long Filled, long Missing, long Misfits);

/// <summary>How far a survey has come.</summary>
public readonly record struct SurveyProgress(long BytesRead, long RowsRead);
