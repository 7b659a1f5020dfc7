using Gongxin.Kernel.Identity;

namespace Gongxin.Catalogue;

public static class CataloguePermissions
{
    // Names are constants so that pages can state them in an attribute.
    public const string LoadName = "catalogue.load";

    public static readonly Permission Load = new(LoadName);
}
