using Gongxin.Kernel.Identity;

namespace Gongxin.Registry;

public static class RegistryPermissions
{
    public const string ScreenName = "registry.screen";
    public const string RelationsName = "registry.read-relations";

    // Checks lists of names against the register.
    public static readonly Permission Screen = new(ScreenName);

    // Sees how subjects hang together, other firms of a legal representative included; never who that is.
    public static readonly Permission Relations = new(RelationsName);

    public static IReadOnlyList<Permission> All { get; } = [Screen, Relations];
}
