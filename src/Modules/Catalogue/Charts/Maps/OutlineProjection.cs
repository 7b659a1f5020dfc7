using Gongxin.Ui.Charts.Pictures;

namespace Gongxin.Catalogue.Charts.Maps;

// Albers' equal-area conic on the sphere, fitted to what is drawn: an area of a class is as large as it is.
internal sealed class OutlineProjection
{
    private const double EdgeShare = 1.0 / 6;

    private readonly double _middle;
    private readonly double _cone;
    private readonly double _constant;
    private readonly MapPoint _corner;
    private readonly double _width;

    public OutlineProjection(IReadOnlyList<Degrees> points)
    {
        var (south, north) = (Radians(points.Min(p => p.Latitude)), Radians(points.Max(p => p.Latitude)));
        var (first, second) = (south + (north - south) * EdgeShare, north - (north - south) * EdgeShare);
        _middle = Radians((points.Min(p => p.Longitude) + points.Max(p => p.Longitude)) / 2);
        _cone = (Math.Sin(first) + Math.Sin(second)) / 2;
        _constant = Math.Cos(first) * Math.Cos(first) + 2 * _cone * Math.Sin(first);
        var flat = points.Select(Flat).ToList();
        _corner = new MapPoint(flat.Min(p => p.X), flat.Min(p => p.Y));
        _width = flat.Max(p => p.X) - _corner.X;
        Height = (flat.Max(p => p.Y) - _corner.Y) / _width;
    }

    public double Height { get; }

    public MapPoint this[Degrees point] => Flat(point) is var flat ? new MapPoint((flat.X - _corner.X) / _width, (flat.Y - _corner.Y) / _width) : default;

    // Downwards, as drawings count.
    private MapPoint Flat(Degrees point)
    {
        var radius = Math.Sqrt(Math.Max(_constant - 2 * _cone * Math.Sin(Radians(point.Latitude)), 0)) / _cone;
        var angle = _cone * (Radians(point.Longitude) - _middle);
        return new MapPoint(radius * Math.Sin(angle), radius * Math.Cos(angle));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
