using Gongxin.Catalogue.Datasets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Timeliness;

internal static class DeclareCycle
{
    // Cycle: code of the list update-cycles; null or empty takes the promise back.
    public sealed record Request(string? Cycle);

    public static async Task<Ok<FreshnessView>> Handle(string slug, Request request, CycleDeclarations declarations, TimelinessReads timeliness, CancellationToken ct)
    {
        await declarations.DeclareAsync(slug, request.Cycle, ct);
        return TypedResults.Ok(await timeliness.OfDatasetAsync(slug, ct));
    }
}

internal sealed class CycleDeclarations(CatalogueDb catalogue, TimeProvider clock)
{
    public async Task DeclareAsync(string slug, string? cycle, CancellationToken ct)
    {
        var dataset = await catalogue.Datasets.SingleOrDefaultAsync(d => d.Slug == slug && d.State == DatasetState.Published, ct)
            ?? throw CatalogueRefusals.DatasetNotFound(slug);
        var before = dataset.UpdateCycle;
        var now = clock.GetUtcNow().UtcDateTime;
        dataset.DeclareCycle(string.IsNullOrEmpty(cycle) ? null : cycle, now);
        if (dataset.UpdateCycle == before)
        {
            return;
        }

        catalogue.NoteCycle(dataset, before, now);
        catalogue.Audit("UpdateCycleDeclared", $"dataset:{slug}", new { before, after = dataset.UpdateCycle });
        catalogue.QueueLedger("dataset.described", $"dataset:{slug}", new { dataset = slug, title = dataset.Title, describedAt = now });
        await catalogue.SaveAsync(ct);
    }
}
