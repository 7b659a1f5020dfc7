using Gongxin.Catalogue.Datasets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Entries;

internal static class StateEntry
{
    // Region: six digits of a division, or CN. CoversFrom and CoversUntil: 2024, 2024-03 or 2024-03-05. Series: slug of a series, and
    // the place of the dataset in it. What is null or empty is taken back, and is then as the data says.
    public sealed record Request(string? Region, string? CoversFrom, string? CoversUntil, string? Rights, string? Series, string? Place);

    public static async Task<Ok<DatasetView>> Handle(string slug, Request request, StatedEntries entries, DatasetReads reads, CancellationToken ct)
    {
        await entries.StateAsync(slug, request, ct);
        return TypedResults.Ok(await reads.DatasetAsync(slug, ct));
    }
}

internal sealed class StatedEntries(CatalogueDb catalogue, Regions regions, TimeProvider clock)
{
    public async Task StateAsync(string slug, StateEntry.Request request, CancellationToken ct)
    {
        var dataset = await catalogue.Datasets.SingleOrDefaultAsync(d => d.Slug == slug && d.State == DatasetState.Published, ct)
            ?? throw CatalogueRefusals.DatasetNotFound(slug);
        var series = Given(request.Series) is { } wanted
            ? await catalogue.Series.AsNoTracking().SingleOrDefaultAsync(s => s.Slug == wanted, ct) ?? throw CatalogueRefusals.SeriesNotFound(wanted)
            : null;
        var now = clock.GetUtcNow().UtcDateTime;
        dataset.DeclareCoverage(Stated(request), Given(request.Rights), now);
        dataset.PutInto(series?.Id, Given(request.Place), now);
        if (dataset.ModifiedAt != now)
        {
            return;
        }

        catalogue.Audit("EntryStated", $"dataset:{slug}", new { dataset.Region, dataset.CoversFrom, dataset.CoversUntil, dataset.Rights, series = series?.Slug, dataset.SeriesPlace });
        catalogue.QueueLedger("dataset.described", $"dataset:{slug}", new { dataset = slug, title = dataset.Title, describedAt = now });
        await catalogue.SaveAsync(ct);
    }

    private Coverage Stated(StateEntry.Request request)
    {
        var region = Given(request.Region);
        return region is null || regions.IsKnown(region)
            ? new Coverage(region, Given(request.CoversFrom), Given(request.CoversUntil))
            : throw CatalogueRefusals.RegionUnknown(region);
    }

    private static string? Given(string? text) => text?.Trim() is { Length: > 0 } given ? given : null;
}
