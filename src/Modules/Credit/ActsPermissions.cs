using Gongxin.Kernel.Identity;

namespace Gongxin.Credit;

public static class ActsPermissions
{
    public const string WithdrawName = "credit.withdraw";

    // Withdraws records of the own organisation's decisions.
    public static readonly Permission Withdraw = new(WithdrawName);

    public const string ListName = "credit.list";

    // Puts subjects on lists and takes them off, for the own organisation.
    public static readonly Permission List = new(ListName);

    public const string CommitmentsName = "credit.commitments";

    // Records commitments that the own organisation accepted, and judges how they were kept.
    public static readonly Permission Commitments = new(CommitmentsName);

    public const string TakeName = "credit.take";

    // Hands files of credit records in for the own organisation.
    public static readonly Permission Take = new(TakeName);

    public static IReadOnlyList<Permission> All { get; } = [Withdraw, List, Commitments, Take];
}
