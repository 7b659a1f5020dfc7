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
/// A key with which an application (or, until accounts exist, a person) acts. Only a digest is stored: the key itself
/// has 256 random bits, so a plain SHA-256 cannot be searched through.
/// </summary>
public sealed class ApiKey
{
    public const int NameMax = 100;
    public const string Prefix = "gx_";

    private ApiKey()
    {
    }

    public ApiKeyId Id { get; private init; }
    public string Name { get; private init; } = "";

    /// <summary>SHA-256 of the whole key text, lower-case hex.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>Names of permissions, separated by blanks.</summary>
    public string Permissions { get; private init; } = "";

    public DateTime CreatedAt { get; private init; }
    public DateTime? RevokedAt { get; private set; }

    public static (ApiKey Key, string Secret) Create(string name, IEnumerable<Permission> permissions, TimeProvider clock)
    {
        var secret = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var key = new ApiKey
        {
            Id = IId<ApiKeyId>.New(),
            Name = name,
            Digest = DigestOf(secret),
            Permissions = string.Join(' ', permissions.Select(p => p.Name).Order(StringComparer.Ordinal)),
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        return (key, secret);
    }

    public void Revoke(TimeProvider clock) => RevokedAt ??= clock.GetUtcNow().UtcDateTime;

    public static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public Actor ToActor() => new(
        ActorKind.Application, $"key:{Id.Value}", Name, Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet());
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
        key.HasIndex(k => k.Digest).IsUnique().HasDatabaseName("ix_kernel_api_key_digest");
    }
}
