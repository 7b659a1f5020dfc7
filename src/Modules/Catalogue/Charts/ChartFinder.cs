using System.Globalization;
using Gongxin.Catalogue.Charts.Maps;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Rows;
using Gongxin.Contracts.Datastore;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Charts;

// From an address to the chart that it means. Data come through the one door (DatasetReads), so what is withdrawn cannot be drawn.
internal sealed class ChartFinder(DatasetReads reads, IRowQueries rows, IChartFigures figures, MapReads maps)
{
    public IReadOnlyList<MapArea> Areas => maps.Areas;

    public async Task<Chart> ReadAsync(string slug, IQueryCollection query, CancellationToken ct)
    {
        var open = await reads.OpenAsync(slug, NumberIn(query), null, ct);
        var number = open.Number.ToString(CultureInfo.InvariantCulture);
        var version = await reads.VersionAsync(slug, number, null, ct);
        var columns = new ChartColumns(open.Stored.Schema, version.Quality);
        var address = new RowAddress(query);
        var narrowed = rows.Parse(open.Stored.Schema, address.Narrowing);
        var wish = ChartWish.Of(query, columns, maps.FirstColumn);
        var asked = wish.QueryOn(narrowed, columns);
        var (found, map) = wish.Kind is ChartKind.Map
            ? await maps.ReadAsync(open.Stored, asked, wish.Area, ct)
            : (await figures.ReadAsync(open.Stored, asked, ct), null);
        return new Chart(await reads.DatasetAsync(slug, ct), open.Number, version.PublishedAt, columns, wish, found, FiltersIn(address, query), map);
    }

    public async Task<ChartColumns> ColumnsAsync(string slug, IQueryCollection query, CancellationToken ct)
    {
        var open = await reads.OpenAsync(slug, NumberIn(query), null, ct);
        return new ChartColumns(open.Stored.Schema, (await reads.VersionAsync(slug, open.Number.ToString(CultureInfo.InvariantCulture), null, ct)).Quality);
    }

    public static string? NumberIn(IQueryCollection query) => query[Chart.VersionParameter].FirstOrDefault() is { Length: > 0 } number ? number : null;

    private static IReadOnlyList<string> FiltersIn(RowAddress address, IQueryCollection query)
    {
        var said = address.Filters.Select(f => $"{f.Column} {SignOf(f.Operator)} {f.Value}");
        return query["q"].FirstOrDefault() is { Length: > 0 } words ? [.. said, $"“{words}”"] : [.. said];
    }

    private static string SignOf(string op) => op switch
    {
        "eq" => "=",
        "ne" => "≠",
        "gt" => ">",
        "ge" => "≥",
        "lt" => "<",
        "le" => "≤",
        _ => op,
    };
}
