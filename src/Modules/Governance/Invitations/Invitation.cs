using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Invitations;

internal readonly record struct InvitationId(Guid Value) : IId<InvitationId>
{
    public static InvitationId From(Guid value) => new(value);

    public static bool operator <(InvitationId left, InvitationId right) => left.Value < right.Value;

    public static bool operator >(InvitationId left, InvitationId right) => left.Value > right.Value;
}

public enum InvitationState
{
    Open,
    Accepted,
    Withdrawn,
}

// A role that somebody may take who has the link.
//
//   Open ──Accept──▶ Accepted
//    │
//    └──Withdraw──▶ Withdrawn
//
// 1. The link works once, until ExpiresAt; only its digest is kept.
// 2. What the inviter may grant is asked when inviting and again when it is accepted.
// 3. It never leads to one of the three administrators.
internal sealed class Invitation : Aggregate
{
    public const int DaysMax = 30;

    private Invitation()
    {
    }

    public InvitationId Id { get; private init; }
    public string Digest { get; private init; } = "";
    public string Role { get; private init; } = "";

    // Null for a role on the whole node, which only the security administrator grants.
    public Guid? OrganisationId { get; private init; }

    // Where the organisation works, for grants that are limited to a region.
    public string? Region { get; private init; }
    public string? Email { get; private init; }

    // Set when the link went to the address and nobody else has seen it: whoever comes with it reads mail there.
    public DateTime? MailedAt { get; private set; }

    // End of the role.
    public DateTime? RoleUntil { get; private init; }
    public InvitationState State { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public DateTime ExpiresAt { get; private init; }
    public string InvitedBy { get; private init; } = "";
    public DateTime? EndedAt { get; private set; }
    public AccountId? AcceptedBy { get; private set; }

    public static Invitation Of(string digest, Offer offer, string? region, Actor by, DateTime now) => new()
    {
        Id = IId<InvitationId>.New(),
        Digest = digest,
        Role = offer.Role,
        OrganisationId = offer.Organisation,
        Region = region,
        Email = offer.Email,
        RoleUntil = offer.RoleUntil,
        CreatedAt = now,
        ExpiresAt = now.AddDays(offer.Days),
        InvitedBy = by.Id,
    };

    public void Mailed(DateTime now) => MailedAt = now;

    public void Accept(AccountId account, DateTime now)
    {
        if (State is not InvitationState.Open || ExpiresAt <= now)
        {
            throw GovernanceRefusals.InvitationOver();
        }

        (State, EndedAt, AcceptedBy) = (InvitationState.Accepted, now, account);
    }

    public void Withdraw(DateTime now)
    {
        if (State is not InvitationState.Open)
        {
            throw GovernanceRefusals.InvitationOver();
        }

        (State, EndedAt) = (InvitationState.Withdrawn, now);
    }

    internal sealed class Map : IEntityTypeConfiguration<Invitation>
    {
        public void Configure(EntityTypeBuilder<Invitation> invitation)
        {
            invitation.ToTable("governance_invitation");
            invitation.HasKey(i => i.Id);
            invitation.Property(i => i.Digest).HasMaxLength(64);
            invitation.Property(i => i.Role).HasMaxLength(Grant.RoleMax);
            invitation.Property(i => i.Region).HasMaxLength(Grant.RegionMax);
            invitation.Property(i => i.Email).HasMaxLength(Account.EmailMax);
            invitation.Property(i => i.State).HasConversion<string>().HasMaxLength(16);
            invitation.Property(i => i.InvitedBy).HasMaxLength(Grant.ByMax);
            invitation.HasIndex(i => i.Digest).IsUnique().HasDatabaseName("ix_governance_invitation_digest");
            invitation.HasIndex(i => new { i.OrganisationId, i.CreatedAt }).HasDatabaseName("ix_governance_invitation_organisation");
        }
    }
}

// What is offered. Days: how long the link works.
internal sealed record Offer(string Role, Guid? Organisation, string? Email, int Days, DateTime? RoleUntil);
