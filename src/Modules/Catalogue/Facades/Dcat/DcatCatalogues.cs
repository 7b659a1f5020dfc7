using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Facades.Dcat;

// The same catalogue under the address by which it was asked for.
internal sealed class DcatCatalogues(PlatformSettings settings, Regions regions)
{
    public DcatCatalogue At(SiteAddress site) => new(settings, site, regions);
}
