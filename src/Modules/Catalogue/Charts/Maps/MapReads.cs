using System.Globalization;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Charts.Maps;

// The figures of a map: one for each region, and how many rows have none.
internal sealed class MapReads(MapBook book, RegionColumns regions, IChartFigures figures)
{
    public IReadOnlyList<MapArea> Areas => book.Areas;

    public string? FirstColumn(ChartColumns columns) => regions.First(columns);

    public async Task<(ChartFigures Figures, MapFigures? Map)> ReadAsync(StoredVersion version, ChartQuery asked, string? area, CancellationToken ct)
    {
        var map = book.Find(area);
        var query = asked with { Names = book.KeysOf(map), CodeDigits = map.Area.Digits, ByValue = false, Grain = null };
        var found = await figures.ReadAsync(version, query, ct);
        var elsewhere = map.Area.Province is null ? 0 : await ElsewhereAsync(version, query, ct);
        return (
            found with { Items = [.. found.Items.Where(i => i.At != RegionKeys.Elsewhere)] },
            new MapFigures(map, elsewhere, found.Rows - found.RowsPlaced));
    }

    // Of other provinces only the rows count, whatever the map shows.
    private async Task<long> ElsewhereAsync(StoredVersion version, ChartQuery query, CancellationToken ct)
    {
        var counts = await figures.ReadAsync(version, query with { Function = AggregateFunction.Count, Figure = null }, ct);
        return counts.Items.FirstOrDefault(i => i.At == RegionKeys.Elsewhere) is { Value: { } count } ? long.Parse(count, CultureInfo.InvariantCulture) : 0;
    }
}
