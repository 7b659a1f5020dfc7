using Gongxin.Kernel.Tabular;

namespace Gongxin.Contracts.Datastore;

/// <summary>
/// Works out the figures of a chart, whatever the size of the version: the answer is bounded, and it says of how much it is a part.
/// Refusals are those of the rows (<c>query.*</c>).
/// </summary>
public interface IChartFigures
{
    Task<ChartFigures> ReadAsync(StoredVersion version, ChartQuery query, CancellationToken ct);
}

/// <summary>What a chart shows.</summary>
public sealed record ChartQuery
{
    /// <summary>Places of an axis that has an order of its own, such as time.</summary>
    public const int PlacesMax = 400;

    /// <summary>Places of an axis of names; the others are put together.</summary>
    public const int NamesMax = 40;

    /// <summary>Series that can be told apart; the others are put together.</summary>
    public const int SeriesMax = 8;

    public const int PointsMax = 2000;
    public const int BinsMax = 20;

    public required ChartForm Form { get; init; }

    /// <summary>Column along the axis.</summary>
    public required string Axis { get; init; }

    /// <summary>Only its filters and words count.</summary>
    public RowQuery Rows { get; init; } = RowQuery.Everything;

    /// <summary>Column whose values are drawn apart.</summary>
    public string? Series { get; init; }

    /// <summary>Count, sum, average, minimum or maximum.</summary>
    public AggregateFunction Function { get; init; } = AggregateFunction.Count;

    /// <summary>Column of the figure; of <see cref="ChartForm.Points"/>, the other axis.</summary>
    public string? Figure { get; init; }

    /// <summary>Step of a time axis; a coarser one is taken where it would have too many places. Null takes the finest that fits.</summary>
    public ChartGrain? Grain { get; init; }

    /// <summary>The largest come first, and the rest is put together; otherwise the axis keeps its own order.</summary>
    public bool ByValue { get; init; }

    /// <summary>Values of the axis (in written form) that are put together under another name; rows with other values have no place then.</summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }

    /// <summary>Codes of divisions on the axis (2, 4, 6, 9 or 12 digits) are cut to so many digits before they are looked up in <see cref="Names"/>.</summary>
    public int? CodeDigits { get; init; }
}

public enum ChartForm
{
    /// <summary>A figure for each place of the axis and each series.</summary>
    Groups,

    /// <summary>Rows as points.</summary>
    Points,

    /// <summary>How many rows have a figure within each of a few ranges of equal width.</summary>
    Bins,
}

/// <summary>Steps of time, from fine to coarse.</summary>
public enum ChartGrain
{
    Hour,
    Day,
    Month,
    Quarter,
    Year,
}

/// <summary>The figures of a chart in the order in which they are drawn.</summary>
/// <param name="ValueType">What the values are.</param>
/// <param name="Grain">Step of the time axis; null for other axes.</param>
/// <param name="PlacesFound">Different places that there are; more than are shown when some are put together or left out.</param>
/// <param name="SeriesFound">Different series that there are.</param>
/// <param name="Rows">Rows that filters and words let through.</param>
/// <param name="RowsPlaced">Rows among them that have a place in the chart, whether it is shown or not.</param>
public sealed record ChartFigures(
    IReadOnlyList<ChartFigure> Items, ColumnType ValueType, ChartGrain? Grain, long PlacesFound, long SeriesFound, long Rows, long RowsPlaced);

/// <summary>One figure, in written form.</summary>
/// <param name="At">Place on the axis; null for rows whose cell is empty, and for the rest.</param>
/// <param name="Until">End of a range.</param>
/// <param name="IsRest">The places that are not shown, together.</param>
/// <param name="IsRestOfSeries">The series that are not shown, together.</param>
public sealed record ChartFigure(string? At, string? Until, string? Series, string? Value, bool IsRest = false, bool IsRestOfSeries = false);
