using System.Globalization;
using System.Resources;
using System.Text.Json;
using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Timeliness;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Gongxin.Catalogue.Datasets;

internal static class SearchDatasets
{
    // IsLoose: no dataset has everything that was asked for; these have most of it.
    public sealed record Response(IReadOnlyList<FoundDataset> Items, long Total, string? Next, Facets Facets, bool IsLoose);

    public sealed record Facets(
        IReadOnlyList<FacetCount> Theme, IReadOnlyList<FacetCount> Provider, IReadOnlyList<FacetCount> Format, IReadOnlyList<FacetCount> Licence, IReadOnlyList<FacetCount> Year,
        IReadOnlyList<FacetCount> Freshness);

    private static readonly ResourceManager Texts = new(typeof(CatalogueText));

    // One value narrows by one property; an address with more is a crawler's invention.
    private static readonly string[] Narrowing = ["theme", "provider", "format", "licence", "year", "freshness"];

    public static async Task<Ok<Response>> Handle(
        HttpRequest request,
        DatasetSearch search,
        string? q,
        string? theme,
        string? provider,
        string? format,
        string? licence,
        string? year,
        string? freshness,
        string? sort,
        int? limit,
        string? cursor,
        CancellationToken ct)
    {
        if (Narrowing.Any(name => request.Query[name].Count > 1))
        {
            throw CatalogueRefusals.TooManyFilters(1);
        }

        var filter = new DatasetFilter
        {
            Words = q,
            Theme = theme,
            Provider = provider,
            Format = format,
            Licence = licence,
            Year = year,
            Freshness = freshness,
            Order = OrderOf(sort),
            Limit = LimitOf(limit),
        };
        filter = filter with { After = PlaceOf(cursor, filter.EffectiveOrder) };
        var page = await search.FindAsync(filter, facets: true, ct);
        return TypedResults.Ok(new Response(
            page.Items, page.Total, CursorOf(page.Last), new Facets(page.Themes, page.Providers, page.Formats, page.Licences, page.Years, page.Freshness), page.IsLoose));
    }

    internal static DatasetOrder? OrderOf(string? sort) => sort switch
    {
        null or "" => null,
        "relevance" => DatasetOrder.Relevance,
        "newest" => DatasetOrder.Newest,
        "title" => DatasetOrder.Title,
        "rows" => DatasetOrder.Rows,
        _ => throw CatalogueRefusals.QueryNotReadable("sort", sort),
    };

    internal static string NameOf(FreshnessState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    // In the reader's language.
    internal static string TitleOf(string freshness) =>
        Texts.GetString("Freshness." + freshness[..1].ToUpperInvariant() + freshness[1..], CultureInfo.CurrentUICulture) ?? freshness;

    private static int LimitOf(int? limit) => limit switch
    {
        null => DatasetFilter.PageSizeDefault,
        >= 0 and <= DatasetFilter.PageSizeMax => limit.Value,
        _ => throw CatalogueRefusals.QueryNotReadable("limit", limit.Value.ToString(CultureInfo.InvariantCulture)),
    };

    private static string? CursorOf(SearchPlace? place) =>
        place is null ? null : WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(place, StoredJson.Options));

    // A cursor is good for the order that gave it.
    private static SearchPlace? PlaceOf(string? cursor, DatasetOrder order)
    {
        if (cursor is null)
        {
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize<SearchPlace>(WebEncoders.Base64UrlDecode(cursor), StoredJson.Options) is { Text: not null, Slug: not null } place && place.Order == order)
            {
                return place;
            }
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            // Not one of ours: refused below.
        }

        throw CatalogueRefusals.CursorNotGood();
    }
}
