namespace Gongxin.Governance.Accounts;

/// <summary>A person in a list.</summary>
public sealed record AccountRow(Guid Id, string Name, string FullName, bool IsOpen, bool HasSecondFactor, DateTime? LastSignInAt, IReadOnlyList<string> Roles);

/// <summary>One person with everything an administrator may see.</summary>
/// <param name="Email">Null for those who do not open accounts.</param>
public sealed record AccountView(
    Guid Id,
    string Name,
    string FullName,
    string? Email,
    string? Mobile,
    bool IsOpen,
    bool HasSecondFactor,
    bool MustChangePassword,
    DateTime CreatedAt,
    DateTime? LastSignInAt,
    IReadOnlyList<GrantView> Grants);

/// <summary>A role that a person holds or held.</summary>
public sealed record GrantView(
    Guid Id, Guid PersonId, string Role, Guid? OrganisationId, string? Region, DateTime From, DateTime? Until, string GrantedBy, DateTime? EndedAt);

/// <summary>A browser in which a person is signed in.</summary>
public sealed record SessionView(Guid Id, DateTime CreatedAt, DateTime LastSeenAt, DateTime ExpiresAt, string Address, string Agent, bool IsThis);

/// <summary>A role and what it permits.</summary>
public sealed record RoleView(string Role, bool IsAdministrator, IReadOnlyList<string> Permissions);
