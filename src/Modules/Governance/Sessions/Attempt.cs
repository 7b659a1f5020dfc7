using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Sessions;

// How often something was tried in vain: a name, known or not, or an address. So a lock tells nobody which names there are.
internal sealed class Attempt
{
    public const int KeyMax = 160;

    public string Key { get; private init; } = "";
    public int Failures { get; private init; }
    public DateTime LastAt { get; private init; }
    public DateTime BlockedUntil { get; private init; }

    public static Attempt First(string key, DateTime at) => new() { Key = key, Failures = 1, LastAt = at, BlockedUntil = at };
}

internal sealed class AttemptMap : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> attempt)
    {
        attempt.ToTable("governance_attempt");
        attempt.HasKey(a => a.Key);
        attempt.Property(a => a.Key).HasMaxLength(Attempt.KeyMax);
        attempt.HasIndex(a => a.LastAt).HasDatabaseName("ix_governance_attempt_last");
    }
}

// Counts an attempt before the password is looked at, so that many at once do not slip through, and lets it be forgotten when it
// succeeds.
internal sealed class Attempts(PlatformDb db, TimeProvider clock)
{
    public const int FreeOfName = 5;
    public const int FreeOfAddress = 100;
    public static readonly TimeSpan DelayMin = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);
    private const int TriesMax = 20;

    public static string OfName(string name) => "name:" + (name.Length > 100 ? name[..100] : name);

    public static string OfAddress(string address) => "address:" + address;

    // Asking for a link is counted by itself: it is no guess at a password.
    public static string OfRecovery(string name) => "recovery:" + (name.Length > 100 ? name[..100] : name);

    public static string OfRecoveryFrom(string address) => "recovery-from:" + address;

    // Refuses while the key has to wait; otherwise counts.
    public async Task CountAsync(string key, int free, CancellationToken ct)
    {
        for (var i = 0; i < TriesMax; i++)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var known = await db.Set<Attempt>().AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, ct);
            if (known is not null && known.BlockedUntil > now)
            {
                throw new Refusal("identity.too-many-attempts", StatusCodes.Status429TooManyRequests, (int)Math.Ceiling((known.BlockedUntil - now).TotalSeconds));
            }

            if (known is null ? await InsertAsync(key, now, ct) : await RaiseAsync(known, free, now, ct))
            {
                return;
            }
        }

        throw new Refusal("identity.too-many-attempts", StatusCodes.Status429TooManyRequests, (int)DelayMin.TotalSeconds);
    }

    public Task ForgetAsync(string key, CancellationToken ct) => db.Set<Attempt>().Where(a => a.Key == key).ExecuteDeleteAsync(ct);

    // A success takes back its own count, and not those of others behind the same address.
    public Task TakeBackAsync(string key, CancellationToken ct) =>
        db.Set<Attempt>().Where(a => a.Key == key && a.Failures > 0).ExecuteUpdateAsync(s => s.SetProperty(a => a.Failures, a => a.Failures - 1), ct);

    public static TimeSpan DelayAfter(int failures, int free) => failures < free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(DelayMax.TotalSeconds, DelayMin.TotalSeconds * Math.Pow(2, Math.Min(failures - free, 20))));

    private async Task<bool> InsertAsync(string key, DateTime now, CancellationToken ct)
    {
        var attempt = Attempt.First(key, now);
        db.Add(attempt);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another request was first: look again.
            return false;
        }
        finally
        {
            db.Entry(attempt).State = EntityState.Detached;
        }
    }

    private async Task<bool> RaiseAsync(Attempt known, int free, DateTime now, CancellationToken ct)
    {
        var failures = now - known.LastAt > Forgotten ? 1 : known.Failures + 1;
        var blocked = now + DelayAfter(failures, free);
        return await db.Set<Attempt>().Where(a => a.Key == known.Key && a.Failures == known.Failures && a.LastAt == known.LastAt).ExecuteUpdateAsync(
            s => s.SetProperty(a => a.Failures, failures).SetProperty(a => a.LastAt, now).SetProperty(a => a.BlockedUntil, blocked), ct) == 1;
    }
}

// Old attempts, and sessions that were over long ago, are not kept.
internal sealed class SweepSessions(PlatformDb db, TimeProvider clock) : IJob
{
    // The traces of who was signed in when stay in the audit trail.
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(30);

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (attemptsBefore, sessionsBefore) = (now - Attempts.Forgotten - Attempts.DelayMax, now - SessionsKept);
        var count = await db.Set<Attempt>().Where(a => a.LastAt < attemptsBefore).ExecuteDeleteAsync(ct);
        count += await db.Set<Session>().Where(s => s.ExpiresAt < sessionsBefore).ExecuteDeleteAsync(ct);
        return JobOutcome.Done(count);
    }
}
