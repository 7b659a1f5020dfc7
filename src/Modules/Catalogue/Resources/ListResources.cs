using System.Globalization;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gongxin.Catalogue.Resources;

internal static class ListResources
{
    public static async Task<Ok<FoundResources>> Handle(
        ResourceSearch search, string? q, [FromQuery(Name = "class")] string? cls, string? share, string? open, string? cycle, string? domain,
        string? provider, int? limit, string? cursor, CancellationToken ct) =>
        TypedResults.Ok(await search.FindAsync(
            new ResourceFilter
            {
                Words = Given(q),
                Class = Given(cls),
                ShareType = Given(share),
                OpenType = Given(open),
                UpdateCycle = Given(cycle),
                Domain = Given(domain),
                Provider = Given(provider),
                Limit = LimitOf(limit),
                After = ResourceFilter.AfterOf(cursor),
            },
            ct));

    public static async Task<Ok<PageOf<ResourceRow>>> HandleMine(ResourceDesk desk, string? state, string? cursor, CancellationToken ct) =>
        TypedResults.Ok(await desk.MineAsync(state, cursor, ct));

    public static async Task<Ok<PageOf<ResourceRow>>> HandleReviews(ResourceDesk desk, string? cursor, CancellationToken ct) =>
        TypedResults.Ok(await desk.ReviewsAsync(cursor, ct));

    internal static string? Given(string? value) =>
        string.IsNullOrWhiteSpace(value) || value.Contains('\0', StringComparison.Ordinal) ? null : value.Trim();

    private static int LimitOf(int? limit) => limit switch
    {
        null => ResourceFilter.PageSizeDefault,
        >= 1 and <= ResourceFilter.PageSizeMax => limit.Value,
        _ => throw CatalogueRefusals.QueryNotReadable("limit", limit.Value.ToString(CultureInfo.InvariantCulture)),
    };
}

internal static class ReadResource
{
    // For everybody, by the code that the guide gives: /api/v1/resources/201001/12.
    public static async Task<Ok<ResourceView>> HandlePublished(string classCode, string sequence, ResourceReads reads, HttpContext http, CancellationToken ct)
    {
        var code = ResourceCode.TryParse($"{classCode}/{sequence}") ?? throw ResourceRefusals.NotFound($"{classCode}/{sequence}");
        var view = await reads.PublishedAsync(code.ToString(), ct);
        http.Response.Headers.ETag = $"\"{view.Version}\"";
        return TypedResults.Ok(view);
    }

    // For those who work at it.
    public static async Task<Ok<ResourceWork>> Handle(Guid id, ResourceDesk desk, HttpContext http, CancellationToken ct)
    {
        var work = await desk.ReadAsync(id, ct);
        http.Response.Headers.ETag = $"\"{work.Resource.Version}\"";
        return TypedResults.Ok(work);
    }
}
