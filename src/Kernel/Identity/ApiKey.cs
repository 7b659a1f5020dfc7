using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Identity;

public readonly record struct ApiKeyId(Guid Value) : IId<ApiKeyId>
{
    public static ApiKeyId From(Guid value) => new(value);
}

/// <summary>
/// A key with which an application acts. Only a digest is stored: the key itself
/// has 256 random bits, so a plain SHA-256 cannot be searched through.
/// </summary>
public sealed class ApiKey
{
    public const int NameMax = 100;
    public const string Prefix = "gx_";
    private const string ActorPrefix = "key:";

    private ApiKey()
    {
    }

    public ApiKeyId Id { get; private init; }
    public string Name { get; private init; } = "";

    /// <summary>SHA-256 of the whole key text, lower-case hex.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Names of permissions, separated by blanks.</summary>
    public string Permissions { get; private init; } = "";

    public DateTime CreatedAt { get; private init; }
    public DateTime? RevokedAt { get; private set; }

    /// <summary>The organisation that the application belongs to; null for the node's own.</summary>
    public Guid? OrganisationId { get; private init; }

    /// <summary>The account of the person who answers for it.</summary>
    public Guid? OwnerId { get; private init; }

    public DateTime? ExpiresAt { get; private init; }

    /// <summary>Digest of the secret before the last rotation, which is good until <see cref="PreviousUntil"/>.</summary>
    public string? PreviousDigest { get; private set; }

    public DateTime? PreviousUntil { get; private set; }

    public static (ApiKey Key, string Secret) Create(
        string name, IEnumerable<Permission> permissions, TimeProvider clock, Guid? organisation = null, Guid? owner = null, DateTime? expires = null)
    {
        var secret = NewSecret();
        var key = new ApiKey
        {
            Id = IId<ApiKeyId>.New(),
            Name = name,
            Digest = DigestOf(secret),
            Permissions = string.Join(' ', permissions.Select(p => p.Name).Order(StringComparer.Ordinal)),
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            OrganisationId = organisation,
            OwnerId = owner,
            ExpiresAt = expires,
        };
        return (key, secret);
    }

    public void Revoke(TimeProvider clock) => RevokedAt ??= clock.GetUtcNow().UtcDateTime;

    /// <summary>Gives the key a new secret; the old one is good for as long as the application needs to be told.</summary>
    public string Rotate(TimeSpan grace, TimeProvider clock)
    {
        var secret = NewSecret();
        (PreviousDigest, PreviousUntil) = (Digest, clock.GetUtcNow().UtcDateTime + grace);
        Digest = DigestOf(secret);
        return secret;
    }

    /// <summary>Neither revoked nor expired.</summary>
    public static Expression<Func<ApiKey, bool>> IsGoodAt(DateTime now) => key => key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now);

    /// <summary>End of what this digest opens: the key's own, or that of the secret before the last rotation.</summary>
    public DateTime GoodUntil(string digest)
    {
        var end = ExpiresAt ?? DateTime.MaxValue;
        return digest != Digest && PreviousUntil is { } previous && previous < end ? previous : end;
    }

    public static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public Actor ToActor() => new(
        ActorKind.Application, $"{ActorPrefix}{Id.Value}", Name, Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet())
    {
        KeyOrganisation = OrganisationId,
    };

    /// <summary>The key that an actor's id names; null when it names none.</summary>
    public static ApiKeyId? IdOf(string actorId) =>
        actorId.StartsWith(ActorPrefix, StringComparison.Ordinal) && Guid.TryParse(actorId.AsSpan(ActorPrefix.Length), out var id) ? new ApiKeyId(id) : null;

    private static string NewSecret() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}

internal sealed class ApiKeyMap : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("kernel_api_key");
        key.HasKey(k => k.Id);
        key.Property(k => k.Name).HasMaxLength(ApiKey.NameMax);
        key.Property(k => k.Digest).HasMaxLength(64);
        key.Property(k => k.Permissions).HasMaxLength(2000);
        key.Property(k => k.PreviousDigest).HasMaxLength(64);
        key.HasIndex(k => k.PreviousDigest).HasDatabaseName("ix_kernel_api_key_previous");
        key.HasIndex(k => k.Digest).IsUnique().HasDatabaseName("ix_kernel_api_key_digest");
    }
}
