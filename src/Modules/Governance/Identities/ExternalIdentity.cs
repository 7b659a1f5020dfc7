using Gongxin.Governance.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Identities;

// A person of an identity service, bound to an account by the account's owner. Services name people by numbers that may be those of
// identity cards, so the name is kept as a keyed digest: enough to know it again, of no use to whoever has the database alone.
internal sealed class ExternalIdentity
{
    public const int IssuerMax = 300;
    public const int DigestMax = 64;

    // HMAC-SHA256 over issuer and subject.
    public string Digest { get; private init; } = "";
    public string Issuer { get; private init; } = "";
    public AccountId AccountId { get; private init; }
    public DateTime BoundAt { get; private init; }
    public DateTime? LastUsedAt { get; private set; }

    public static ExternalIdentity Of(IdentityTicket ticket, AccountId account, DateTime now) =>
        new() { Digest = ticket.Digest, Issuer = ticket.Issuer, AccountId = account, BoundAt = now };

    public void Use(DateTime now) => LastUsedAt = now;
}

internal sealed class ExternalIdentityMap : IEntityTypeConfiguration<ExternalIdentity>
{
    public void Configure(EntityTypeBuilder<ExternalIdentity> identity)
    {
        identity.ToTable("governance_external_identity");
        identity.HasKey(i => i.Digest);
        identity.Property(i => i.Digest).HasMaxLength(ExternalIdentity.DigestMax);
        identity.Property(i => i.Issuer).HasMaxLength(ExternalIdentity.IssuerMax);

        // One of a service for one account, so that the owner sees who can come in.
        identity.HasIndex(i => new { i.AccountId, i.Issuer }).IsUnique().HasDatabaseName("ix_governance_external_identity_account");
    }
}
