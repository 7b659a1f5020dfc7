using System.Globalization;
using System.Text;
using Gongxin.Contracts.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Gongxin.Catalogue.Datasets;

internal static class SearchDatasets
{
    public sealed record Response(IReadOnlyList<DatasetItem> Items, long Total, string? Next, Facets Facets);

    public sealed record Facets(IReadOnlyList<FacetCount> Theme, IReadOnlyList<FacetCount> Provider, IReadOnlyList<FacetCount> Format);

    public static async Task<Ok<Response>> Handle(
        DatasetSearch search, string? q, string? theme, string? provider, string? format, string? sort, int? limit, string? cursor, CancellationToken ct)
    {
        var filter = new DatasetFilter
        {
            Words = q,
            Theme = theme,
            Provider = provider,
            Format = format,
            Order = OrderOf(sort),
            Limit = LimitOf(limit),
            Offset = OffsetOf(cursor),
        };
        var page = await search.FindAsync(filter, facets: true, ct);
        var end = filter.Offset + page.Items.Count;
        return TypedResults.Ok(new Response(
            page.Items, page.Total, end < page.Total ? CursorOf(end) : null, new Facets(page.Themes, page.Providers, page.Formats)));
    }

    internal static DatasetOrder OrderOf(string? sort) => sort switch
    {
        null or "" or "newest" => DatasetOrder.Newest,
        "title" => DatasetOrder.Title,
        "rows" => DatasetOrder.Rows,
        _ => throw CatalogueRefusals.QueryNotReadable("sort", sort),
    };

    private static int LimitOf(int? limit) => limit switch
    {
        null => DatasetFilter.PageSizeDefault,
        >= 0 and <= DatasetFilter.PageSizeMax => limit.Value,
        _ => throw CatalogueRefusals.QueryNotReadable("limit", limit.Value.ToString(CultureInfo.InvariantCulture)),
    };

    private static string CursorOf(int offset) => WebEncoders.Base64UrlEncode(Encoding.ASCII.GetBytes($"o{offset}"));

    private static int OffsetOf(string? cursor)
    {
        if (cursor is null)
        {
            return 0;
        }

        try
        {
            var text = Encoding.ASCII.GetString(WebEncoders.Base64UrlDecode(cursor));
            if (text.StartsWith('o') && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            {
                return offset;
            }
        }
        catch (FormatException)
        {
            // Not one of ours: refused below.
        }

        throw CatalogueRefusals.CursorNotGood();
    }
}
