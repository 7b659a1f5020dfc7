using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Rows;

// What a reader without script asks of the chart: for each value of one column a count, or a figure of another column.
public sealed record ChartChoice(string Axis, AggregateFunction Function, string? Figure)
{
    public const string AxisParameter = RowAddress.Own + "x";
    public const string FunctionParameter = RowAddress.Own + "f";
    public const string FigureParameter = RowAddress.Own + "y";
    public const int GroupsMax = 100;
    private const string Result = "value";

    public static IReadOnlyList<AggregateFunction> Functions { get; } =
        [AggregateFunction.Count, AggregateFunction.Sum, AggregateFunction.Avg, AggregateFunction.Median, AggregateFunction.Min, AggregateFunction.Max];

    // A name that cannot be the axis' own.
    private string ResultName => Axis == Result ? Result + "_" : Result;

    // Null when nothing was chosen.
    public static ChartChoice? Of(IQueryCollection query, TableSchema schema)
    {
        var axis = schema.Columns.FirstOrDefault(c => c.Name == query[AxisParameter]);
        if (axis is null)
        {
            return null;
        }

        var figure = schema.Columns.FirstOrDefault(c => c.Name == query[FigureParameter] && RowTable.IsFigure(c.Type));
        var function = Enum.TryParse<AggregateFunction>(query[FunctionParameter], ignoreCase: true, out var f) && Functions.Contains(f) && figure is not null
            ? f
            : AggregateFunction.Count;
        return new ChartChoice(axis.Name, function, function is AggregateFunction.Count ? null : figure!.Name);
    }

    // The rows of the preview, grouped: texts by size, everything else along its own order.
    public RowQuery QueryOn(RowQuery rows, TableSchema schema) => rows with
    {
        Select = [],
        Cursor = null,
        Limit = GroupsMax,
        Group = [Axis],
        Aggregates = [new RowAggregate(Function, Figure, ResultName)],
        Sort = [schema.Columns.First(c => c.Name == Axis).Type is ColumnType.Text ? new RowSort(ResultName, Descending: true) : new RowSort(Axis)],
    };
}
