using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Notices;

internal readonly record struct NoticeWayId(Guid Value) : IId<NoticeWayId>
{
    public static NoticeWayId From(Guid value) => new(value);
}

public enum WayKind
{
    Mail,
    Webhook,
}

// Where somebody wants to be told besides the platform, and of what. A mail address counts as the person's own, for the recovery of
// an account, once the person has opened a link that was sent there and given the password with it:
//
//   added ──BeginConfirmation──▶ asked ──Confirm──▶ confirmed
//                                 ▲  │
//                                 └──┘ BeginConfirmation again: the link before is useless
internal sealed class NoticeWay : Aggregate
{
    public const int AddressMax = 500;
    public const int CodesMax = 500;
    public const int LanguageMax = 10;
    private const int SecretMax = 1000;

    private NoticeWay()
    {
    }

    public NoticeWayId Id { get; private init; }
    public string Owner { get; private init; } = "";
    public WayKind Kind { get; private init; }
    public string Address { get; private init; } = "";

    // Beginnings of codes, separated by blanks; everything when empty.
    public string Codes { get; private init; } = "";
    public string Language { get; private init; } = "";

    // Signs webhooks; protected, because it must be read again and not only compared.
    public string? ProtectedSecret { get; private init; }
    public DateTime CreatedAt { get; private init; }
    public DateTime? ConfirmedAt { get; private set; }

    // Of the link that was sent last; the link itself is kept nowhere.
    public string? ConfirmationDigest { get; private set; }
    public DateTime? ConfirmationUntil { get; private set; }

    public static NoticeWay Of(string owner, WayKind kind, string address, string codes, string language, string? protectedSecret, DateTime now) => new()
    {
        Id = IId<NoticeWayId>.New(),
        Owner = owner,
        Kind = kind,
        Address = address,
        Codes = codes,
        Language = language,
        ProtectedSecret = protectedSecret,
        CreatedAt = now,
    };

    public void BeginConfirmation(string digest, DateTime until) => (ConfirmationDigest, ConfirmationUntil) = (digest, until);

    public void Confirm(DateTime now)
    {
        if (ConfirmationUntil is not { } until || until <= now)
        {
            throw GovernanceRefusals.ConfirmationSpent();
        }

        (ConfirmedAt, ConfirmationDigest, ConfirmationUntil) = (now, null, null);
    }

    public bool Wants(string code) =>
        Codes.Length == 0 || Codes.Split(' ').Any(beginning => code.StartsWith(beginning, StringComparison.Ordinal));

    internal sealed class Map : IEntityTypeConfiguration<NoticeWay>
    {
        public void Configure(EntityTypeBuilder<NoticeWay> way)
        {
            way.ToTable("governance_notice_way");
            way.HasKey(w => w.Id);
            way.Property(w => w.Owner).HasMaxLength(Notice.RecipientMax);
            way.Property(w => w.Kind).HasConversion<string>().HasMaxLength(16);
            way.Property(w => w.Address).HasMaxLength(AddressMax);
            way.Property(w => w.Codes).HasMaxLength(CodesMax);
            way.Property(w => w.Language).HasMaxLength(LanguageMax);
            way.Property(w => w.ProtectedSecret).HasMaxLength(SecretMax);
            way.Property(w => w.ConfirmationDigest).HasMaxLength(64);
            way.HasIndex(w => w.Owner).HasDatabaseName("ix_governance_notice_way_owner");
        }
    }
}
