using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Contracts.Datastore;

/// <summary>
/// What is different between two versions, row by row. A difference is worked out once, in bounded memory, and kept; counts are exact.
/// How rows are matched is in <c>docs/api/diff.md</c>.
/// </summary>
public interface IVersionDiffs
{
    /// <summary>Names of columns from a list as in <c>select</c>; an empty list leaves the choice to the schema.</summary>
    IReadOnlyList<string> ParseKey(string? text);

    /// <summary>One page of differences in the order of the newer file, with the counts of all.</summary>
    Task<DiffPage> ReadAsync(DiffRequest request, CancellationToken ct);

    /// <summary>Strong entity tag, without quotes, of a page.</summary>
    string TagOf(DiffRequest request);

    /// <summary>Answers a GET or HEAD with all differences as a file; see <see cref="IExports.SendAsync"/>.</summary>
    Task SendAsync(DiffRequest request, ExportFormat format, string fileName, HttpContext http);
}

/// <summary>Which versions, matched by which columns.</summary>
/// <param name="Key">Columns that name a row; empty for the primary key of the newer version or, without one, the whole row.</param>
public sealed record DiffRequest(StoredVersion From, StoredVersion To, IReadOnlyList<string> Key)
{
    public const int LimitDefault = 50;
    public const int LimitMax = 1000;

    /// <summary>Only differences of this kind; null for all.</summary>
    public DiffChange? Change { get; init; }

    public int Limit { get; init; } = LimitDefault;
    public string? Cursor { get; init; }
}

/// <summary>What happened to a row.</summary>
public enum DiffChange
{
    Added,
    Removed,
    Changed,
}

/// <summary>How the columns were found that name a row.</summary>
public enum DiffKeySource
{
    Given,
    Schema,

    /// <summary>There is none: rows are compared whole, so that a changed row is one removed and one added.</summary>
    WholeRow,
}

/// <param name="Total">Exact number of differences of the kind asked for.</param>
public sealed record DiffPage(DiffSummary Summary, DiffSchema Schema, IReadOnlyList<DiffItem> Items, long Total, string? Next);

/// <summary>Exact counts: FromRows − Removed = ToRows − Added = Unchanged + Changed.</summary>
/// <param name="Key">Columns by which rows were matched.</param>
/// <param name="Columns">Columns that both versions have, in the newer order, with the number of changed cells of each.</param>
/// <param name="NotMatchable">Rows whose key is empty or not unique: they were compared as whole rows.</param>
public sealed record DiffSummary(
    DiffKeySource KeySource,
    IReadOnlyList<string> Key,
    long FromRows,
    long ToRows,
    long Added,
    long Removed,
    long Changed,
    long Unchanged,
    long ChangedCells,
    IReadOnlyList<DiffColumn> Columns,
    DiffNotMatchable NotMatchable)
{
    public long Total => Added + Removed + Changed;

    public long Of(DiffChange? change) => change switch
    {
        DiffChange.Added => Added,
        DiffChange.Removed => Removed,
        DiffChange.Changed => Changed,
        _ => Total,
    };
}

public sealed record DiffColumn(string Name, long ChangedCells);

/// <summary>Rows that no key names, per version; empty and repeated exclude each other.</summary>
public sealed record DiffNotMatchable(long FromEmptyKeys, long ToEmptyKeys, long FromRepeatedKeys, long ToRepeatedKeys)
{
    public long Rows => FromEmptyKeys + ToEmptyKeys + FromRepeatedKeys + ToRepeatedKeys;
}

/// <summary>What is different in the columns themselves; a renamed column is one removed and one added.</summary>
public sealed record DiffSchema(
    IReadOnlyList<ColumnSchema> Added, IReadOnlyList<ColumnSchema> Removed, IReadOnlyList<DiffRetyped> Retyped)
{
    public bool IsSame => Added.Count + Removed.Count + Retyped.Count == 0;
}

public sealed record DiffRetyped(ColumnSchema From, ColumnSchema To);

/// <summary>One row that is different.</summary>
/// <param name="FromRow">Row number in the older file; null when added.</param>
/// <param name="ToRow">Row number in the newer file; null when removed.</param>
/// <param name="WholeRow">The row was compared whole, because no key names it.</param>
/// <param name="Key">Cells of the key.</param>
/// <param name="Cells">Of a changed row, the cells that differ; of others, all cells.</param>
public sealed record DiffItem(
    DiffChange Change, long? FromRow, long? ToRow, bool WholeRow, IReadOnlyList<DiffKeyCell> Key, IReadOnlyList<DiffCell> Cells);

/// <param name="Value">In the wire form; null when empty.</param>
public sealed record DiffKeyCell(string Column, string? Value);

/// <param name="Old">In the wire form of the older version; null when empty or when the row is new.</param>
/// <param name="New">In the wire form of the newer version; null when empty or when the row is gone.</param>
public sealed record DiffCell(string Column, string? Old, string? New);
