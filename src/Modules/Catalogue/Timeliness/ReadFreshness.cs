using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Timeliness;

internal static class ReadFreshness
{
    public static async Task<Ok<FreshnessView>> Handle(string slug, TimelinessReads timeliness, CancellationToken ct) =>
        TypedResults.Ok(await timeliness.OfDatasetAsync(slug, ct));

    public static async Task<Ok<FreshnessReport>> HandleAll(string? theme, TimelinessReads timeliness, CancellationToken ct) =>
        TypedResults.Ok(await timeliness.ReportAsync(string.IsNullOrEmpty(theme) ? null : theme, ct));
}
