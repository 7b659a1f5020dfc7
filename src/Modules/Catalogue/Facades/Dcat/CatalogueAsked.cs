using Gongxin.Kernel.Text;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Dcat;

// Which part of the catalogue is asked for: page (from 1), page_size, modified_since.
internal sealed record CatalogueAsked(int? Page, int PageSize, DateTime? ModifiedSince)
{
    private const int PageSizeDefault = 100;
    private const int PageSizeMax = 1000;
    private const int PageMax = 1_000_000;

    public static CatalogueAsked Of(IQueryCollection query)
    {
        var size = Number(query, "page_size", PageSizeMax);
        return new CatalogueAsked(Number(query, "page", PageMax) ?? (size is null ? null : 1), size ?? PageSizeDefault, Since(query));
    }

    public string Query(int page) =>
        string.Create(CultureInfo.InvariantCulture, $"?page={page}&page_size={PageSize}")
        + (ModifiedSince is { } since ? "&modified_since=" + Uri.EscapeDataString(Instants.Written(since)) : "");

    private static int? Number(IQueryCollection query, string name, int most) => query[name].ToString() switch
    {
        "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        var text => throw CatalogueRefusals.QueryNotReadable(name, text),
    };

    private static DateTime? Since(IQueryCollection query) => query["modified_since"].ToString() switch
    {
        "" => null,
        var text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) => at,
        var text => throw CatalogueRefusals.QueryNotReadable("modified_since", text),
    };
}
