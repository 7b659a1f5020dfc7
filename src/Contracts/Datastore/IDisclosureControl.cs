using Gongxin.Kernel.Tabular;

namespace Gongxin.Contracts.Datastore;

/// <summary>Says whether rows of a table point to single persons, and makes derived tables that do not.</summary>
public interface IDisclosureControl
{
    /// <summary>
    /// Counts the rows that share a combination of quasi-identifiers. Null when the table is not one of persons: fewer than two of its
    /// columns say something of a person, and nobody chose any.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<PersonTable?> CountAsync(PersonQuestion question, CancellationToken ct);

    /// <summary>
    /// Counts the rows that share a combination once a table is joined with another by a column that names persons. Null when the two
    /// have no such column in common, or do not say more of a person together than either says alone.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<JoinedTable?> JoinAsync(JoinQuestion question, CancellationToken ct);

    /// <summary>Names of columns by which a table could be joined with others: nearly every row has a value of its own.</summary>
    IReadOnlyList<string> KeysOf(TableSchema schema, QualityReport quality);

    /// <summary>Writes the table anew with masked columns, without the cells that were set aside, and looks through the outcome.</summary>
    /// <exception cref="Kernel.Errors.Refusal"><c>mask.column-unknown</c>, <c>mask.not-for-type</c>, <c>mask.step-missing</c> or
    /// <c>mask.nothing-left</c>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    Task<MaskedTable> MaskAsync(MaskRequest request, CancellationToken ct);
}

/// <summary>What to count, and below which numbers it is few.</summary>
/// <param name="File">Parquet as <see cref="LoadedTable.DataFile"/> describes it.</param>
/// <param name="Chosen">Columns that a reviewer counts among the quasi-identifiers, besides those recognised.</param>
/// <param name="ClassMin">k: rows that must at least share a combination.</param>
/// <param name="CountMin">Counts of persons below it, but above zero, are small.</param>
public sealed record PersonQuestion(string File, TableSchema Schema, QualityReport Quality, IReadOnlyList<string> Chosen, int ClassMin, int CountMin);

/// <summary>A table with one row per person, or with counts of persons.</summary>
/// <param name="Columns">The quasi-identifiers, in the order of the table.</param>
/// <param name="CountColumn">Column that counts persons: then rows are groups, and <paramref name="SmallestClass"/> is 0.</param>
/// <param name="SmallestClass">Rows that share the rarest combination; 0 for counts and for an empty table.</param>
/// <param name="RowsBelow">Rows whose combination is shared by fewer than k; of counts, the cells that are too small.</param>
public sealed record PersonTable(IReadOnlyList<string> Columns, string? CountColumn, long Rows, long SmallestClass, long RowsBelow);

/// <summary>A table, another that is open, and below how many rows a combination is rare.</summary>
public sealed record JoinQuestion(string File, TableSchema Schema, QualityReport Quality, StoredVersion Other, QualityReport OtherQuality, int ClassMin);

/// <summary>A table joined with an open one.</summary>
/// <param name="Key">The column that both have.</param>
/// <param name="Columns">The quasi-identifiers of both.</param>
/// <param name="Rows">Rows that found their like in the open table.</param>
/// <param name="SmallestClass">Rows that share the rarest combination; 0 when no row found its like.</param>
/// <param name="RowsBelow">Rows whose combination is shared by fewer than asked.</param>
public sealed record JoinedTable(string Key, IReadOnlyList<string> Columns, long Rows, long SmallestClass, long RowsBelow);

/// <summary>How to mask one table.</summary>
/// <param name="Table">The original; its files' names are not used.</param>
/// <param name="Secret">Key of the hashes: the same key and column give the same hash for the same value.</param>
/// <param name="ClassMin">k, for leaving out rare rows.</param>
public sealed record MaskRequest(string File, LoadedTable Table, MaskingRecipe Recipe, byte[] Secret, int ClassMin);

/// <summary>What is done to the columns of a table; a column that is not named stays as it is.</summary>
public sealed record MaskingRecipe(IReadOnlyList<ColumnMask> Columns)
{
    /// <summary>Columns that a reviewer counts among the quasi-identifiers, besides those recognised.</summary>
    public IReadOnlyList<string> Combination { get; init; } = [];

    /// <summary>Leaves out the rows whose combination of quasi-identifiers is still shared by too few after masking.</summary>
    public bool LeaveOutRare { get; init; }
}

/// <summary>What is done to one column.</summary>
/// <param name="Left">Characters kept at the beginning (<see cref="MaskMethod.Ends"/>).</param>
/// <param name="Right">Characters kept at the end.</param>
/// <param name="Step">Width of ranges, unit of rounding, or the lowest count that may be shown.</param>
public sealed record ColumnMask(string Column, MaskMethod Method, int Left = 0, int Right = 0, long Step = 0);

public enum MaskMethod
{
    /// <summary>Keeps characters at both ends; the others become stars.</summary>
    Ends,

    /// <summary>A date becomes its year.</summary>
    Year,

    /// <summary>A date becomes its month.</summary>
    Month,

    /// <summary>A division code or name becomes its province.</summary>
    Province,

    /// <summary>A division code or name becomes its city.</summary>
    City,

    /// <summary>A number or year becomes a range of equal widths.</summary>
    Range,

    /// <summary>A number is rounded to a multiple.</summary>
    Round,

    /// <summary>A value becomes its keyed hash, which tells equal values apart from others and nothing else.</summary>
    Hash,

    /// <summary>A count of persons that is above zero and below the lowest that may be shown is left out.</summary>
    Suppress,

    /// <summary>The column is left out.</summary>
    Drop,
}

/// <summary>A masked table in a temporary file, which disposing deletes.</summary>
public sealed class MaskedTable(LoadedTable table) : IDisposable
{
    public LoadedTable Table { get; } = table;

    public void Dispose() => File.Delete(Table.DataFile);
}
