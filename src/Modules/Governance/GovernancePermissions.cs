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

    public const string PeopleName = "governance.people";
    public const string AccountsName = "governance.accounts";
    public const string GrantsName = "governance.grants";

    // Sees who has an account, and in which roles; not how to reach them.
    public static readonly Permission People = new(PeopleName);

    // Opens and closes accounts and applications: the system administrator.
    public static readonly Permission Accounts = new(AccountsName);

    // Grants and ends roles: the security administrator.
    public static readonly Permission Grants = new(GrantsName);

    // Invites people to roles of the organisations that the grant reaches, and answers those who ask to join.
    public const string InviteName = "governance.invite";
    public static readonly Permission Invite = new(InviteName);

    // What a key without a choice may do. The administration of people is none of it: a key for that names its permission.
    public static IReadOnlyList<Permission> All { get; } = [Operate, Audit];

    public static IReadOnlyList<Permission> Administration { get; } = [People, Accounts, Grants, Invite];
}
