using Gongxin.Catalogue.Datasets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Series;

// Makes a series, or describes the one there is anew.
internal static class KeepSeries
{
    public sealed record Request(string? Title, string? TitleEn, string? Summary, string? SummaryEn);

    public static async Task<Ok<SeriesView>> Handle(string slug, Request request, CatalogueDb catalogue, SeriesReads reads, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var series = await catalogue.Series.SingleOrDefaultAsync(s => s.Slug == slug, ct);
        if (series is null)
        {
            series = DatasetSeries.Create(Slug.Parse(slug), now);
            catalogue.Add(series);
        }

        series.Describe(request.Title ?? "", request.TitleEn, request.Summary, request.SummaryEn, now);
        catalogue.Audit("SeriesDescribed", $"series:{slug}", new { series.Title });
        catalogue.QueueLedger("series.described", $"series:{slug}", new { series = slug, title = series.Title, describedAt = now });
        await catalogue.SaveAsync(ct);
        return TypedResults.Ok(await reads.OneAsync(slug, ct));
    }
}
