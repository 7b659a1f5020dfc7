using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows;

// What the values of an aggregate are.
internal static class AggregateSchema
{
    private const int PrecisionMax = 38;

    public static bool Fits(AggregateFunction function, ColumnType type) =>
        function is not (AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median)
        || type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Number;

    // A sum of whole numbers may pass 64 bits, so it is a decimal without places.
    public static ColumnSchema Of(RowAggregate aggregate, ColumnSchema? column) => aggregate.Function switch
    {
        AggregateFunction.Count or AggregateFunction.CountDistinct => new() { Name = aggregate.Name, Type = ColumnType.Integer },
        AggregateFunction.Avg or AggregateFunction.Median => new() { Name = aggregate.Name, Type = ColumnType.Number },
        AggregateFunction.Sum when column?.Type is ColumnType.Integer or ColumnType.Decimal =>
            new() { Name = aggregate.Name, Type = ColumnType.Decimal, Precision = PrecisionMax, Scale = column.Scale },
        AggregateFunction.Sum => new() { Name = aggregate.Name, Type = ColumnType.Number },
        _ => column! with { Name = aggregate.Name },
    };
}
