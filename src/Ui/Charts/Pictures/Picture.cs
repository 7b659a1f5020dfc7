namespace Gongxin.Ui.Charts.Pictures;

/// <summary>How figures are drawn.</summary>
public enum PictureKind
{
    Line,
    Bars,
    Stacked,
    Points,
}

/// <summary>A chart to be drawn: everything on it is text for people already.</summary>
public sealed record Picture
{
    public required PictureKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>Unit, source, time: what a chart says when it stands alone. A line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Names along the axis; empty for points.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    public required IReadOnlyList<PictureSeries> Series { get; init; }

    /// <summary>Places are names and stand one under the other, so that they can be read; otherwise they have an order and stand side by side.</summary>
    public bool IsByName { get; init; }

    /// <summary>Bars touch, because what they stand for does.</summary>
    public bool IsTouching { get; init; }

    /// <summary>What the axis holds.</summary>
    public string? AxisTitle { get; init; }

    /// <summary>Writes a figure at the axis of values.</summary>
    public required Func<double, string> Tick { get; init; }

    /// <summary>Writes a place at the axis of points.</summary>
    public Func<double, string>? PlaceTick { get; init; }

    internal string SaidOf(PictureSeries series, int at) =>
        series.Name is null ? $"{Places[at]}: {series.Said[at]}" : $"{Places[at]} · {series.Name}: {series.Said[at]}";
}

/// <param name="Name">Null when there is only one.</param>
/// <param name="Values">One for each place; null where there is none.</param>
/// <param name="Said">The same in words, for who points at them.</param>
/// <param name="At">Where points lie on the axis.</param>
public sealed record PictureSeries(string? Name, IReadOnlyList<double?> Values, IReadOnlyList<string> Said, IReadOnlyList<double>? At = null);
