using System.Globalization;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Ui.Charts.Pictures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Gongxin.Catalogue.Charts;

// A chart as a picture (svg) and its figures (csv). The query is that of the chart's page.
internal static class ReadChart
{
    public static async Task<FileContentHttpResult> Handle(
        string slug, string extension, HttpContext http, ChartFinder charts, IStringLocalizer<CatalogueText> text, CancellationToken ct)
    {
        if (extension is not ("csv" or "svg"))
        {
            throw CatalogueRefusals.FormatNotFound(extension, "csv", "svg");
        }

        var chart = await charts.ReadAsync(slug, http.Request.Query, ct);
        var words = new ChartWords(text);
        http.Response.Headers.CacheControl = "public, no-cache";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        var name = string.Create(CultureInfo.InvariantCulture, $"{slug}-{chart.Number}-chart.{extension}");
        return extension == "csv"
            ? TypedResults.File(Encoding.UTF8.GetBytes(ChartTable.Of(chart, words).Csv()), "text/csv; charset=utf-8", name)
            : TypedResults.File(Encoding.UTF8.GetBytes(ChartPicture.Draw(chart, words, Ink.OfFile, PictureDrawing.Wide, "h")), "image/svg+xml", name);
    }
}
