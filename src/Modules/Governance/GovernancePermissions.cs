using Gongxin.Kernel.Identity;

namespace Gongxin.Governance;

public static class GovernancePermissions
{
    // Names are constants so that pages can state them in an attribute.
    public const string OperateName = "governance.operate";
    public const string AuditName = "governance.audit";

    // Sees and cancels everybody's operations.
    public static readonly Permission Operate = new(OperateName);

    // Reads the audit trail.
    public static readonly Permission Audit = new(AuditName);

    public static IReadOnlyList<Permission> All { get; } = [Operate, Audit];
}
