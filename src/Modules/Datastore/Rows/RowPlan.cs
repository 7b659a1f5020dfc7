using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows;

// A query checked against the schema of its version: columns are positions, values are typed, everything is bounded.
internal sealed record RowPlan(
    StoredVersion Version,
    IReadOnlyList<PlanFilter> Filters,
    IReadOnlyList<string> Words,
    IReadOnlyList<OutputColumn> Output,
    IReadOnlyList<PlanSort> Sort,
    bool IsGrouped,
    int Limit,
    long Offset = 0)
{
    public ColumnSchema Column(int index) => Version.Schema.Columns[index];

    public bool IsFiltered => Filters.Count > 0 || Words.Count > 0;
}

internal sealed record PlanFilter(int Column, FilterOperator Operator, IReadOnlyList<CellValue> Values);

// Position of a column of the version, or of the output when the query is grouped.
internal readonly record struct PlanSort(int Position, bool Descending);

// A column of the answer: a column of the version, or an aggregate (then Schema says what the aggregate's values are).
internal sealed record OutputColumn(string Name, ColumnSchema Schema, int? Column, AggregateFunction? Function = null);
