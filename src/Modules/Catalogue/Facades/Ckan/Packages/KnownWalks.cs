using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Data;

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// All published datasets in an order that somebody walks in: the database would count them all, and pass over those before the
// page, for every page again.
internal sealed class KnownWalks(PublicRevision revision) : RevisionCache<string, IReadOnlyList<DatasetId>>(revision, CountMax)
{
    private const int CountMax = 16;

    public Task<IReadOnlyList<DatasetId>> OfAsync(CkanCall call, PackageSort sort) =>
        GetAsync(sort.Text, _ => call.Records.IdsAsync(Records.Conditions.Always, sort.Order, 0, int.MaxValue, call.Ct));
}
