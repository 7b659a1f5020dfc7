using Gongxin.Kernel.Identity;

namespace Gongxin.Credit;

public static class ActsPermissions
{
    public const string WithdrawName = "credit.withdraw";

    // Withdraws records of the own organisation's decisions.
    public static readonly Permission Withdraw = new(WithdrawName);

    public static IReadOnlyList<Permission> All { get; } = [Withdraw];
}
