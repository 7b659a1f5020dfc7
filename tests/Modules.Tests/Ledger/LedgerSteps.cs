using Gongxin.Fixtures;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Ledger;

// What the ledger's tests do to a node.
internal static class LedgerSteps
{
    public static async Task QueueAsync(this TestNode node, int count, Audience? audience = null)
    {
        await using var db = node.NewDb();
        for (var i = 0; i < count; i++)
        {
            db.QueueLedger("thing.published", $"thing:{i}", new { number = i, title = "公示" }, audience, TimeProvider.System);
        }

        await db.SaveChangesAsync();
    }

    public static async Task<JobOutcome> IntegrateAsync(this TestNode node, Action<DbContextOptionsBuilder>? configure = null)
    {
        await using var db = node.NewDb(configure);
        return await new LedgerSequencer(db, new LedgerKeys(node.Settings), TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
    }

    // A ledger that has grown in several batches, so that it has several checkpoints.
    public static async Task GrowAsync(this TestNode node, params int[] batches)
    {
        foreach (var count in batches)
        {
            await node.QueueAsync(count);
            await node.IntegrateAsync();
        }
    }

    public static async Task<string[]> VerifyAsync(this TestNode node)
    {
        await using var db = node.NewDb();
        var verification = new LedgerVerification(db, new LedgerKeys(node.Settings));
        var faults = await verification.RunAsync(new Progress<VerificationProgress>(), TestContext.Current.CancellationToken).ToListAsync();
        return [.. faults.Select(f => $"{f.Subject} {f.Code}")];
    }

    public static async Task<T> ReadAsync<T>(this TestNode node, Func<LedgerReader, Task<T>> read)
    {
        await using var db = node.NewDb();
        return await read(new LedgerReader(db));
    }

    public static async Task<long[]> NumbersAsync(this TestNode node)
    {
        await using var db = node.NewDb();
        return await db.Set<LedgerEntry>().OrderBy(e => e.Index).Select(e => e.Index).ToArrayAsync();
    }
}
