using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Invitations;

internal readonly record struct MembershipRequestId(Guid Value) : IId<MembershipRequestId>
{
    public static MembershipRequestId From(Guid value) => new(value);
}

public enum MembershipState
{
    Waiting,
    Accepted,
    Declined,
    Withdrawn,
}

// A person asks for a role in an organisation, and says why.
//
//   Waiting ──Accept──▶ Accepted
//     │  │
//     │  └──Decline──▶ Declined      with a reason
//     └──Withdraw──▶ Withdrawn       by whoever asked
//
// 1. Whoever accepts grants: the rules of granting hold, and nobody decides about themselves.
// 2. One person has one request for one organisation and role waiting: WaitingKey is set while it waits, and unique.
internal sealed class MembershipRequest : Aggregate
{
    public const int WhyMax = 500;
    private const int KeyMax = 120;

    private MembershipRequest()
    {
    }

    public MembershipRequestId Id { get; private init; }
    public AccountId AccountId { get; private init; }
    public Guid OrganisationId { get; private init; }
    public string? Region { get; private init; }
    public string Role { get; private init; } = "";
    public string Why { get; private init; } = "";
    public MembershipState State { get; private set; }
    public string? WaitingKey { get; private set; }
    public DateTime AskedAt { get; private init; }
    public DateTime? EndedAt { get; private set; }
    public string? DecidedBy { get; private set; }
    public string? Reason { get; private set; }

    public static MembershipRequest Of(AccountId account, Guid organisation, string? region, string role, string why, DateTime now) => new()
    {
        Id = IId<MembershipRequestId>.New(),
        AccountId = account,
        OrganisationId = organisation,
        Region = region,
        Role = role,
        Why = why,
        WaitingKey = KeyOf(account, organisation, role),
        AskedAt = now,
    };

    public static string KeyOf(AccountId account, Guid organisation, string role) => $"{account.Value:N} {organisation:N} {role}";

    public void Decide(bool accept, string? reason, Actor by, DateTime now)
    {
        End(accept ? MembershipState.Accepted : MembershipState.Declined, now);
        (DecidedBy, Reason) = (by.Id, reason);
    }

    public void Withdraw(DateTime now) => End(MembershipState.Withdrawn, now);

    private void End(MembershipState state, DateTime now)
    {
        if (State is not MembershipState.Waiting)
        {
            throw GovernanceRefusals.MembershipOver(State);
        }

        (State, EndedAt, WaitingKey) = (state, now, null);
    }

    internal sealed class Map : IEntityTypeConfiguration<MembershipRequest>
    {
        public void Configure(EntityTypeBuilder<MembershipRequest> request)
        {
            request.ToTable("governance_membership_request");
            request.HasKey(r => r.Id);
            request.Property(r => r.Region).HasMaxLength(Grant.RegionMax);
            request.Property(r => r.Role).HasMaxLength(Grant.RoleMax);
            request.Property(r => r.Why).HasMaxLength(WhyMax);
            request.Property(r => r.State).HasConversion<string>().HasMaxLength(16);
            request.Property(r => r.WaitingKey).HasMaxLength(KeyMax);
            request.Property(r => r.DecidedBy).HasMaxLength(Grant.ByMax);
            request.Property(r => r.Reason).HasMaxLength(WhyMax);
            request.HasIndex(r => r.WaitingKey).IsUnique().HasDatabaseName("ix_governance_membership_request_waiting");
            request.HasIndex(r => r.AccountId).HasDatabaseName("ix_governance_membership_request_account");
            request.HasIndex(r => new { r.OrganisationId, r.State }).HasDatabaseName("ix_governance_membership_request_organisation");
        }
    }
}
