using Gongxin.Catalogue.Datasets;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Versions;

// Every cell that was set aside when the version was made, with its place and original text.
internal static class ReadQuarantine
{
    public static async Task<Ok<PageOf<QuarantinedCell>>> Handle(
        string slug, string number, long? after, int? limit, DatasetReads reads, IQuarantine quarantine, IBlobs blobs, CancellationToken ct)
    {
        var dataset = await reads.FindAsync(slug, ct);
        var version = await reads.VersionAsync(dataset, DatasetReads.NumberOf(dataset, number), ct);
        if (version.QuarantineSha256 is not { } digest)
        {
            return TypedResults.Ok(PageOf<QuarantinedCell>.Empty);
        }

        var cells = await quarantine.ReadAsync(blobs.PathOf(digest), after ?? 0, Math.Clamp(limit ?? 50, 0, RowQuery.LimitMax), ct);
        return TypedResults.Ok(cells);
    }
}
