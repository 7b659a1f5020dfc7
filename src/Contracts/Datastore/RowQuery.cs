namespace Gongxin.Contracts.Datastore;

/// <summary>
/// What is asked of the rows of a version: filters, words, columns, order and page, or groups and aggregates.
/// Names and values are plain text; they are checked against the schema when the query is run.
/// </summary>
public sealed record RowQuery
{
    public const int LimitDefault = 50;
    public const int LimitMax = 1000;

    public static RowQuery Everything { get; } = new();

    /// <summary>All must hold.</summary>
    public IReadOnlyList<RowFilter> Filters { get; init; } = [];

    /// <summary>Words separated by spaces; each must occur in some text column, upper and lower case alike.</summary>
    public string? Words { get; init; }

    /// <summary>Columns of the answer in this order; empty means all.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>Order of the answer; ties, and an empty list, go by row number. Empty cells come last either way.</summary>
    public IReadOnlyList<RowSort> Sort { get; init; } = [];

    /// <summary>Columns to group by; then the answer has a line per group.</summary>
    public IReadOnlyList<string> Group { get; init; } = [];

    public IReadOnlyList<RowAggregate> Aggregates { get; init; } = [];

    public int Limit { get; init; } = LimitDefault;

    /// <summary>
    /// Rows to pass over, for protocols that page by number; what is passed over is still looked at, so cursors are better.
    /// Not with a cursor, and not with groups.
    /// </summary>
    public long Offset { get; init; }

    /// <summary><c>next</c> of the page before; good only for the same query on the same version.</summary>
    public string? Cursor { get; init; }

    public bool IsGrouped => Group.Count > 0 || Aggregates.Count > 0;
}

/// <summary>One condition on one column.</summary>
/// <param name="Values">One value; any number for <see cref="FilterOperator.In"/>.</param>
public sealed record RowFilter(string Column, FilterOperator Operator, IReadOnlyList<string> Values);

/// <summary>How a cell is compared. Every operator but <see cref="Ne"/> and <see cref="Null"/> leaves out empty cells.</summary>
public enum FilterOperator
{
    Eq,

    /// <summary>Everything that <see cref="Eq"/> leaves out, empty cells included.</summary>
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    In,

    /// <summary>Text with <c>*</c> for any characters, <c>?</c> for one, and <c>\</c> before a character meant as written.</summary>
    Like,
    Prefix,

    /// <summary><c>true</c>: the cell is empty; <c>false</c>: it is not.</summary>
    Null,
}

/// <param name="Column">A column; in a grouped query a grouped column or the name of an aggregate.</param>
public sealed record RowSort(string Column, bool Descending = false);

/// <param name="Column">Null only for <see cref="AggregateFunction.Count"/>: then rows are counted, otherwise filled cells.</param>
/// <param name="Name">Name of the value in the answer.</param>
public sealed record RowAggregate(AggregateFunction Function, string? Column, string Name);

public enum AggregateFunction
{
    Count,
    CountDistinct,
    Sum,
    Avg,
    Min,
    Max,
    Median,
}
