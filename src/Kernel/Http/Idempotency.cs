using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Http;

/// <summary>
/// Makes a creating POST safe to repeat: the caller's <c>Idempotency-Key</c> is stored with its outcome in the
/// transaction of the effect. The same key with another request is refused.
/// </summary>
public sealed class Idempotency(PlatformDb db, CurrentActor current, IHttpContextAccessor http, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";

    /// <summary>The outcome of the same request made before; null when it is new or has no key.</summary>
    /// <param name="fingerprint">What makes requests the same, e.g. route and digest of the body.</param>
    public async Task<string?> FindAsync(string fingerprint, CancellationToken ct)
    {
        if (Key() is not { } key)
        {
            return null;
        }

        var known = await db.Set<IdempotentRequest>().SingleOrDefaultAsync(r => r.ActorId == current.Actor.Id && r.Key == key, ct);
        if (known is null)
        {
            return null;
        }

        return known.Fingerprint == fingerprint ? known.Outcome : throw new Refusal("request.key-reused", StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Adds key and outcome to the change that is about to be saved.</summary>
    public void Remember(string fingerprint, string outcome)
    {
        if (Key() is { } key)
        {
            db.Add(new IdempotentRequest(current.Actor.Id, key, fingerprint, outcome, clock.GetUtcNow().UtcDateTime));
        }
    }

    private string? Key()
    {
        var key = http.HttpContext?.Request.Headers[Header].ToString();
        if (key is { Length: > IdempotentRequest.KeyMax })
        {
            throw new Refusal("request.key-too-long", StatusCodes.Status400BadRequest, IdempotentRequest.KeyMax);
        }

        return string.IsNullOrEmpty(key) ? null : key;
    }
}

/// <summary>One remembered request of one actor.</summary>
public sealed record IdempotentRequest(string ActorId, string Key, string Fingerprint, string Outcome, DateTime At)
{
    public const int KeyMax = 200;
}

internal sealed class IdempotentRequestMap : IEntityTypeConfiguration<IdempotentRequest>
{
    public void Configure(EntityTypeBuilder<IdempotentRequest> request)
    {
        request.ToTable("kernel_idempotent_request");
        request.HasKey(r => new { r.ActorId, r.Key });
        request.Property(r => r.ActorId).HasMaxLength(120);
        request.Property(r => r.Key).HasMaxLength(IdempotentRequest.KeyMax);
        request.Property(r => r.Fingerprint).HasMaxLength(300);
        request.Property(r => r.Outcome).HasMaxLength(1000);
    }
}
