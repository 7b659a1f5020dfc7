using Gongxin.Catalogue.Rows;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Charts;

public enum ChartKind
{
    Line,
    Bar,
    Stacked,
    Scatter,
    Histogram,
    Share,
    Map,
}

// What a reader asks of a chart. All of it stands in the address, beside the filters of the rows API.
public sealed record ChartWish(ChartKind Kind, string Axis, AggregateFunction Function, string? Figure, string? Series, ChartGrain? Grain, string? Area)
{
    public const string KindParameter = RowAddress.Own + "type";
    public const string AxisParameter = RowAddress.Own + "x";
    public const string FunctionParameter = RowAddress.Own + "f";
    public const string FigureParameter = RowAddress.Own + "y";
    public const string SeriesParameter = RowAddress.Own + "series";
    public const string GrainParameter = RowAddress.Own + "step";

    // Of a map: nothing for the country, or a province and what it is divided into (330000-city).
    public const string AreaParameter = RowAddress.Own + "area";

    public static IReadOnlyList<string> Parameters { get; } =
        [KindParameter, AxisParameter, FunctionParameter, FigureParameter, SeriesParameter, GrainParameter, AreaParameter];

    public static IReadOnlyList<AggregateFunction> Functions { get; } =
        [AggregateFunction.Count, AggregateFunction.Sum, AggregateFunction.Avg, AggregateFunction.Min, AggregateFunction.Max];

    // What is not said is chosen so that a first chart says something. What is said and cannot be understood is refused.
    internal static ChartWish Of(IQueryCollection query, ChartColumns columns, Func<ChartColumns, string?> region)
    {
        var kind = Read<ChartKind>(query, KindParameter);
        var figure = Column(query, FigureParameter, columns);
        var axis = Column(query, AxisParameter, columns)
            ?? (kind is not ChartKind.Map ? columns.FirstAxis(kind) : region(columns) ?? throw CatalogueRefusals.ChartWithoutRegions());
        figure ??= query.ContainsKey(AxisParameter) && kind is not ChartKind.Scatter ? null : columns.FirstFigure(axis);
        var function = Read<AggregateFunction>(query, FunctionParameter) ?? (figure is null ? AggregateFunction.Count : AggregateFunction.Sum);
        if (!Functions.Contains(function))
        {
            throw CatalogueRefusals.QueryNotReadable(FunctionParameter, function.ToString());
        }

        if (figure is null)
        {
            function = AggregateFunction.Count;
        }

        var wish = new ChartWish(
            kind ?? (columns.IsTime(axis) ? ChartKind.Line : ChartKind.Bar), axis, function, function is AggregateFunction.Count && kind is not ChartKind.Scatter ? null : figure,
            kind is ChartKind.Map ? null : Column(query, SeriesParameter, columns), Read<ChartGrain>(query, GrainParameter),
            kind is ChartKind.Map ? query[AreaParameter].FirstOrDefault() : null);
        wish.Check(columns);
        return wish;
    }

    internal ChartQuery QueryOn(RowQuery rows, ChartColumns columns) => new()
    {
        Form = Kind switch { ChartKind.Scatter => ChartForm.Points, ChartKind.Histogram when !columns.IsTime(Axis) => ChartForm.Bins, _ => ChartForm.Groups },
        Axis = Axis,
        Rows = rows,
        Series = Kind is ChartKind.Histogram || Series == Axis ? null : Series,
        Function = Kind is ChartKind.Histogram or ChartKind.Scatter ? AggregateFunction.Count : Function,
        Figure = Kind is ChartKind.Histogram ? null : Figure,
        Grain = Grain,
        ByValue = columns.IsNamed(Axis),
    };

    private void Check(ChartColumns columns)
    {
        if (Figure is { } figure && !columns.IsFigure(figure))
        {
            throw CatalogueRefusals.ChartColumnNotFit(figure);
        }

        var isNumberNeeded = Kind is ChartKind.Scatter or ChartKind.Histogram;
        if (isNumberNeeded && !columns.IsNumber(Axis) && !(Kind is ChartKind.Histogram && columns.IsTime(Axis)))
        {
            throw CatalogueRefusals.ChartColumnNotFit(Axis);
        }

        if (Kind is ChartKind.Map && !columns.MayNameRegions(Axis))
        {
            throw CatalogueRefusals.ChartColumnNotFit(Axis);
        }

        if (Kind is ChartKind.Scatter && Figure is null)
        {
            throw CatalogueRefusals.QueryNotReadable(FigureParameter, "");
        }

        if (Kind is ChartKind.Share && Function is not (AggregateFunction.Count or AggregateFunction.Sum))
        {
            throw CatalogueRefusals.QueryNotReadable(FunctionParameter, Function.ToString());
        }
    }

    private static string? Column(IQueryCollection query, string parameter, ChartColumns columns) =>
        query[parameter].FirstOrDefault() is not { Length: > 0 } name ? null
        : columns.Has(name) ? name
        : throw CatalogueRefusals.QueryNotReadable(parameter, name);

    private static T? Read<T>(IQueryCollection query, string parameter)
        where T : struct, Enum =>
        query[parameter].FirstOrDefault() is not { Length: > 0 } text ? null
        : char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value
        : throw CatalogueRefusals.QueryNotReadable(parameter, text);
}
