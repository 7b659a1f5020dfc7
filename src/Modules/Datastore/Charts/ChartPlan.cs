using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Charts;

// A chart checked against the schema of its version: columns are positions, and the filters are those of the rows.
internal sealed record ChartPlan(RowPlan Rows, ChartQuery Query, int Axis, int? Series, int? Figure)
{
    public ColumnSchema AxisColumn => Rows.Column(Axis);

    public bool IsTime => Query.Names is null && AxisColumn.Type is ColumnType.Date or ColumnType.DateTime or ColumnType.YearMonth or ColumnType.Year;

    // Names and truth values have a place for the empty cell; on an axis of time or numbers there is none.
    public bool HasEmptyPlace => Query.Names is null && AxisColumn.Type is ColumnType.Text or ColumnType.Boolean;

    public static ChartPlan Of(StoredVersion version, ChartQuery query)
    {
        var axis = Position(version.Schema, query.Axis);
        var figure = query.Figure is { } name ? Position(version.Schema, name) : (int?)null;
        Check(version.Schema, query, axis, figure);
        return new ChartPlan(
            RowPlanner.Plan(version, RowQuery.Everything with { Filters = query.Rows.Filters, Words = query.Rows.Words }),
            query,
            axis,
            query.Series is { } series ? Position(version.Schema, series) : null,
            figure);
    }

    private static void Check(TableSchema schema, ChartQuery query, int axis, int? figure)
    {
        var isFigureNeeded = query.Form is ChartForm.Points || (query.Form is ChartForm.Groups && query.Function is not AggregateFunction.Count);
        if (query.Function is AggregateFunction.CountDistinct or AggregateFunction.Median || (isFigureNeeded && figure is null))
        {
            throw DatastoreRefusals.BadValue("agg", query.Function.ToString());
        }

        if (isFigureNeeded && !IsNumber(schema.Columns[figure!.Value].Type))
        {
            throw DatastoreRefusals.OperatorNotForType("agg", query.Figure!, schema.Columns[figure.Value].Type);
        }

        if (query.Form is ChartForm.Bins && !IsNumber(schema.Columns[axis].Type))
        {
            throw DatastoreRefusals.OperatorNotForType("axis", query.Axis, schema.Columns[axis].Type);
        }
    }

    public static bool IsNumber(ColumnType type) => type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Number;

    private static int Position(TableSchema schema, string name)
    {
        for (var at = 0; at < schema.Columns.Count; at++)
        {
            if (string.Equals(schema.Columns[at].Name, name, StringComparison.Ordinal))
            {
                return at;
            }
        }

        throw DatastoreRefusals.UnknownColumn("chart", name);
    }
}
