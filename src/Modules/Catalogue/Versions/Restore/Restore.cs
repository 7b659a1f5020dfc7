using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Versions.Restore;

internal static class Restore
{
    // Reason: why the earlier data is right again.
    public sealed record Request(string? Reason);

    public static async Task<Created<VersionView>> Handle(
        string slug, string number, Request request, RestoreVersion restore, DatasetReads reads, CancellationToken ct)
    {
        var restored = (await restore.RestoreAsync(slug, number, request.Reason, ct)).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Created($"/api/v1/datasets/{slug}/versions/{restored}", await reads.VersionAsync(slug, restored, null, ct));
    }
}
