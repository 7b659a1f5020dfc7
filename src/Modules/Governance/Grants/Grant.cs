using System.Linq.Expressions;
using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Grants;

internal readonly record struct GrantId(Guid Value) : IId<GrantId>
{
    public static GrantId From(Guid value) => new(value);
}

// A role that a person holds: for an organisation or the whole node, in a region or everywhere, for a time.
//
// No account holds two of the three administrators, not even one after the other on the same day before the first was ended:
// AdministratorOf is the account while the grant of such a role has not been ended, and unique.
internal sealed class Grant
{
    public const int RoleMax = 20;
    public const int RegionMax = 12;
    public const int ByMax = 120;

    private Grant()
    {
    }

    public GrantId Id { get; private init; }
    public AccountId AccountId { get; private init; }
    public string Role { get; private init; } = "";
    public Guid? OrganisationId { get; private init; }
    public string? Region { get; private init; }
    public DateTime From { get; private init; }
    public DateTime? Until { get; private init; }
    public string GrantedBy { get; private init; } = "";
    public DateTime? EndedAt { get; private set; }
    public string? EndedBy { get; private set; }
    public Guid? AdministratorOf { get; private set; }

    public static Grant Of(AccountId account, string role, Guid? organisation, string? region, DateTime from, DateTime? until, Actor by) => new()
    {
        Id = IId<GrantId>.New(),
        AccountId = account,
        Role = role,
        OrganisationId = organisation,
        Region = region,
        From = from,
        Until = until,
        GrantedBy = by.Id,
        AdministratorOf = Roles.Administrators.Contains(role) ? account.Value : null,
    };

    public void End(Actor by, DateTime at)
    {
        EndedAt ??= at;
        EndedBy ??= by.Id;
        AdministratorOf = null;
    }

    public static Expression<Func<Grant, bool>> HoldsAt(DateTime now) => g => g.EndedAt == null && g.From <= now && (g.Until == null || g.Until > now);
}

internal sealed class GrantMap : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.ToTable("governance_grant");
        grant.HasKey(g => g.Id);
        grant.Property(g => g.Role).HasMaxLength(Grant.RoleMax);
        grant.Property(g => g.Region).HasMaxLength(Grant.RegionMax);
        grant.Property(g => g.GrantedBy).HasMaxLength(Grant.ByMax);
        grant.Property(g => g.EndedBy).HasMaxLength(Grant.ByMax);
        grant.HasIndex(g => g.AccountId).HasDatabaseName("ix_governance_grant_account");
        grant.HasIndex(g => g.AdministratorOf).IsUnique().HasDatabaseName("ix_governance_grant_administrator");
        grant.HasIndex(g => new { g.Role, g.OrganisationId }).HasDatabaseName("ix_governance_grant_role");
    }
}
