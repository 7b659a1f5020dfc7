using Gongxin.Kernel.Identity;

namespace Gongxin.Credit;

public static class CreditPermissions
{
    public const string CheckName = "credit.check";

    // Asks what stands for or against subjects, for a purpose and a case; every question is kept with who asked.
    public static readonly Permission Check = new(CheckName);

    public static IReadOnlyList<Permission> All { get; } = [Check];
}
