using Gongxin.Catalogue.Datasets;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Http;

namespace Gongxin.Catalogue.Versions;

internal sealed class QuarantineReads(DatasetReads reads, IQuarantine quarantine, IBlobs blobs)
{
    public const int PageSizeDefault = 50;

    public async Task<PageOf<QuarantinedCell>> ReadAsync(string slug, string number, string? asOf, long after, int limit, CancellationToken ct)
    {
        var version = await reads.OpenAsync(slug, number, asOf, ct);
        return version.QuarantineSha256 is { } digest
            ? await quarantine.ReadAsync(blobs.PathOf(digest), Math.Max(0, after), Math.Clamp(limit, 0, RowQuery.LimitMax), ct)
            : PageOf<QuarantinedCell>.Empty;
    }
}
