using Gongxin.Kernel.Identity;

namespace Gongxin.Credit.Measures;

public static class MeasuresPermissions
{
    public const string TakeName = "credit.measures";

    // Begins joint measures for what the own organisation has decided, answers tasks that are given to it, and lifts its own.
    public static readonly Permission Take = new(TakeName);

    public const string MemorandaName = "credit.memoranda";

    // Puts memoranda of joint measures on record, and sees every task that is due.
    public static readonly Permission Memoranda = new(MemorandaName);

    public static IReadOnlyList<Permission> All { get; } = [Take, Memoranda];
}
