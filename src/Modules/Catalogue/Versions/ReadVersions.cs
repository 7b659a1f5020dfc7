using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gongxin.Catalogue.Versions;

internal static class ReadVersions
{
    public static async Task<Ok<PageOf<VersionItem>>> HandleList(
        string slug, [FromQuery(Name = AsOf.Parameter)] string? asOf, DatasetReads reads, CancellationToken ct)
    {
        var versions = await reads.VersionsAsync(slug, asOf, ct);
        return TypedResults.Ok(new PageOf<VersionItem>(versions, versions.Count, null));
    }

    public static async Task<Ok<VersionView>> Handle(
        string slug, string number, [FromQuery(Name = AsOf.Parameter)] string? asOf, DatasetReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.VersionAsync(slug, number, asOf, ct));
}
