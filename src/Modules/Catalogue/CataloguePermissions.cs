using Gongxin.Kernel.Identity;

namespace Gongxin.Catalogue;

public static class CataloguePermissions
{
    // Names are constants so that pages can state them in an attribute.
    public const string LoadName = "catalogue.load";

    public const string WithdrawName = "catalogue.withdraw";

    public static readonly Permission Load = new(LoadName);

    // Takes versions and datasets back.
    public static readonly Permission Withdraw = new(WithdrawName);

    public static IReadOnlyList<Permission> All { get; } = [Load, Withdraw];
}
