using Gongxin.Kernel.Tabular;
using Microsoft.Extensions.Primitives;

namespace Gongxin.Contracts.Datastore;

/// <summary>
/// Reads rows of versions. Everything a caller can get wrong is a refusal (<c>query.*</c> in <c>docs/problems.md</c>);
/// every query is bounded in rows, bytes, time and memory.
/// </summary>
public interface IRowQueries
{
    /// <summary>Understands a query string (<c>docs/api/rows.md</c>). Parameters <c>version</c> and <c>as_of</c> are the caller's and are passed over.</summary>
    RowQuery Parse(TableSchema schema, IEnumerable<KeyValuePair<string, StringValues>> parameters);

    /// <summary>Strong entity tag, without quotes, of the answer to a query: versions do not change, so neither does it.</summary>
    string TagOf(StoredVersion version, RowQuery query);

    /// <summary>Has what makes queries fast built in the background. Called when a version is made; the first query does it otherwise.</summary>
    void Prepare(StoredVersion version);

    /// <summary>
    /// The answer <c>{"items":[…],"total":n,"next":"…"}</c> as UTF-8 JSON. A page ends early, with a cursor, when it would
    /// grow beyond a few megabytes.
    /// </summary>
    Task<ReadOnlyMemory<byte>> ReadJsonAsync(StoredVersion version, RowQuery query, CancellationToken ct);

    /// <summary>The same answer as texts, for pages.</summary>
    Task<RowPage> ReadAsync(StoredVersion version, RowQuery query, CancellationToken ct);

    /// <summary>The commonest values of a column among the rows that the query's filters and words let through.</summary>
    Task<ColumnValues> ReadValuesAsync(StoredVersion version, string column, RowQuery query, int topMax, CancellationToken ct);
}

/// <summary>One page of rows or groups as texts in the wire form (invariant numbers, ISO dates).</summary>
/// <param name="Total">Exact number of rows or groups that the query finds.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
public sealed record RowPage(IReadOnlyList<RowPageColumn> Columns, IReadOnlyList<RowView> Rows, long Total, string? Next);

/// <param name="Type">What the values are; an aggregate's own type (a count is an integer).</param>
/// <param name="Schema">The dataset's column; null for an aggregate.</param>
public sealed record RowPageColumn(string Name, ColumnType Type, ColumnSchema? Schema);

/// <param name="Row">Row number in the handed-in file; null for a group.</param>
/// <param name="Cells">Texts in the order of the page's columns; null is an empty cell.</param>
public sealed record RowView(long? Row, IReadOnlyList<string?> Cells);

/// <summary>What is in a column.</summary>
/// <param name="Top">Commonest first, ties by value.</param>
/// <param name="DistinctCount">Different values, empty cells not counted.</param>
/// <param name="RowCount">Rows looked at.</param>
/// <param name="EmptyCount">Rows among them whose cell is empty.</param>
public sealed record ColumnValues(string Column, IReadOnlyList<ValueCount> Top, long DistinctCount, long RowCount, long EmptyCount);

public sealed record ValueCount(string Value, long Count);
