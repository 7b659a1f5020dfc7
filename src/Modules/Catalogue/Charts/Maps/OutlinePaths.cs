using Gongxin.Ui.Charts.Pictures;

namespace Gongxin.Catalogue.Charts.Maps;

// Fewer points without a difference that is seen (Douglas and Peucker), and where a name stands. No ring is ever dropped: islands stay.
internal static class OutlinePaths
{
    public static IReadOnlyList<MapPoint> Simplified(IReadOnlyList<MapPoint> path, double tolerance)
    {
        if (path.Count <= 4)
        {
            return path;
        }

        var kept = new bool[path.Count];
        kept[0] = kept[^1] = true;
        var open = new Stack<(int From, int To)>();

        // A ring ends where it began: it is cut at the point that is farthest from there, and keeps a third so that it stays an area.
        if (path[0] == path[^1])
        {
            var far = Farthest(path, 0, path.Count - 1).At;
            var third = Farthest(path, far >= path.Count / 2 ? 0 : far, far >= path.Count / 2 ? far : path.Count - 1).At;
            kept[far] = kept[third] = true;
            var (first, second) = (Math.Min(far, third), Math.Max(far, third));
            open.Push((0, first));
            open.Push((first, second));
            open.Push((second, path.Count - 1));
        }
        else
        {
            open.Push((0, path.Count - 1));
        }

        while (open.TryPop(out var part))
        {
            var (at, distance) = Farthest(path, part.From, part.To);
            if (distance > tolerance)
            {
                kept[at] = true;
                open.Push((part.From, at));
                open.Push((at, part.To));
            }
        }

        return [.. path.Where((_, i) => kept[i])];
    }

    // The middle of the largest ring.
    public static MapPoint Middle(IReadOnlyList<IReadOnlyList<MapPoint>> rings)
    {
        var ring = rings.MaxBy(r => Math.Abs(Area(r)))!;
        var area = Area(ring);
        if (Math.Abs(area) < 1e-12)
        {
            return ring[0];
        }

        var (x, y) = (0.0, 0.0);
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            var cross = a.X * b.Y - b.X * a.Y;
            (x, y) = (x + (a.X + b.X) * cross, y + (a.Y + b.Y) * cross);
        }

        return new MapPoint(x / (6 * area), y / (6 * area));
    }

    private static double Area(IReadOnlyList<MapPoint> ring)
    {
        var sum = 0.0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            sum += a.X * b.Y - b.X * a.Y;
        }

        return sum / 2;
    }

    private static (int At, double Distance) Farthest(IReadOnlyList<MapPoint> path, int from, int to)
    {
        var (at, most) = (from, 0.0);
        for (var i = from + 1; i < to; i++)
        {
            if (Distance(path[i], path[from], path[to]) is var distance && distance >= most)
            {
                (at, most) = (i, distance);
            }
        }

        return (at, most);
    }

    private static double Distance(MapPoint point, MapPoint a, MapPoint b)
    {
        var (x, y) = (b.X - a.X, b.Y - a.Y);
        var length = Math.Sqrt(x * x + y * y);
        return length < 1e-12
            ? Math.Sqrt((point.X - a.X) * (point.X - a.X) + (point.Y - a.Y) * (point.Y - a.Y))
            : Math.Abs(x * (a.Y - point.Y) - (a.X - point.X) * y) / length;
    }
}
