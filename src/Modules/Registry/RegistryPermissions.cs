using Gongxin.Kernel.Identity;

namespace Gongxin.Registry;

public static class RegistryPermissions
{
    public const string ScreenName = "registry.screen";
    public const string RelationsName = "registry.read-relations";
    public const string JudgePairsName = "registry.judge-pairs";

    // Checks lists of names against the register.
    public static readonly Permission Screen = new(ScreenName);

    // Sees how subjects hang together, other firms of a legal representative included; never who that is.
    public static readonly Permission Relations = new(RelationsName);

    // Judges whether two entries of the register are one legal subject: what one account proposes, another decides.
    public static readonly Permission JudgePairs = new(JudgePairsName);

    public static IReadOnlyList<Permission> All { get; } = [Screen, Relations, JudgePairs];
}
