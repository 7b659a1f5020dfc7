using Gongxin.Catalogue.Datasets;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions;

// Has a new version made fast before somebody asks: after its publication is committed, in the background, one at a time.
internal sealed class PrepareRows(CatalogueDb catalogue, DatasetReads reads, IRowQueries rows) : IAnnouncementHandler<VersionPublished>
{
    public async Task HandleAsync(VersionPublished announcement, CancellationToken ct)
    {
        var id = new DatasetId(announcement.DatasetId);
        var dataset = await catalogue.Datasets.AsNoTracking().SingleAsync(d => d.Id == id, ct);
        if (dataset.LatestNumber != announcement.Number)
        {
            return;
        }

        try
        {
            rows.Prepare(await reads.StoredAsync(dataset.Slug, DatasetReads.Latest, null, ct));
        }
        catch (Refusal refusal) when (refusal.Status is StatusCodes.Status404NotFound or StatusCodes.Status410Gone)
        {
            // No longer public: nobody will ask.
        }
    }
}
