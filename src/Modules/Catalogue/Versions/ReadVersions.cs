using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Versions;

internal static class ReadVersions
{
    public static async Task<Ok<PageOf<VersionItem>>> HandleList(string slug, DatasetReads reads, CancellationToken ct)
    {
        var versions = await reads.VersionsAsync(slug, ct);
        return TypedResults.Ok(new PageOf<VersionItem>(versions, versions.Count, null));
    }

    public static async Task<Ok<VersionView>> Handle(string slug, string number, DatasetReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.VersionAsync(slug, number, ct));
}
