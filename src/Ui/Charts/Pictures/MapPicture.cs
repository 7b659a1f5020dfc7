namespace Gongxin.Ui.Charts.Pictures;

/// <summary>A map to be drawn: everything on it is text for people already. Its width is 1.</summary>
public sealed record MapPicture
{
    /// <summary>Classes that can be told apart.</summary>
    public const int ClassesMax = 5;

    public required string Title { get; init; }

    /// <summary>Kind of map, unit, source: what a map says when it stands alone. A line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public required IReadOnlyList<MapPlace> Places { get; init; }

    /// <summary>Borders without a figure, such as lines at sea.</summary>
    public IReadOnlyList<IReadOnlyList<MapPoint>> Lines { get; init; } = [];

    /// <summary>Height where the width is 1.</summary>
    public required double Height { get; init; }

    /// <summary>Places are equal squares: names and figures stand within them.</summary>
    public bool IsTiles { get; init; }

    /// <summary>What each class holds, from few to much.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What the hatch says; null when every place has a figure.</summary>
    public string? NoData { get; init; }
}

/// <summary>A place on a map.</summary>
/// <param name="Label">Short name that is drawn where it fits.</param>
/// <param name="Figure">The short figure in a tile; null without one.</param>
/// <param name="Said">Name and figure in words, for who points at it.</param>
/// <param name="Class">Position of its class; null when it has no figure.</param>
/// <param name="Rings">Its outlines.</param>
/// <param name="At">Where its name stands.</param>
public sealed record MapPlace(string Label, string? Figure, string Said, int? Class, IReadOnlyList<IReadOnlyList<MapPoint>> Rings, MapPoint At);

/// <summary>A point of a map whose width is 1, from its upper left.</summary>
public readonly record struct MapPoint(double X, double Y);
