using Gongxin.Fixtures;
using Gongxin.Kernel.Audit;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Data;

// Goal: every row of the audit trail is in the chain, and whatever is done to one of them past the program is found and named.
public sealed class AuditChainTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_written_by_many_at_once_becomes_one_chain(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => WriteAsync(node, 50)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SealAsync(node)));
        await SealAsync(node);

        await using var db = node.NewDb();
        Assert.Equal(Enumerable.Range(1, 400).Select(n => (long?)n), await db.Set<AuditEntry>().OrderBy(a => a.Number).Select(a => a.Number).ToListAsync(Ct));
        Assert.Empty(await VerifyAsync(node));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_changed_removed_or_inserted_row_is_named(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await WriteAsync(node, 10);
        await SealAsync(node);
        await using (var db = node.NewDb())
        {
            await db.Set<AuditEntry>().Where(a => a.Number == 3).ExecuteUpdateAsync(s => s.SetProperty(a => a.Subject, "row:other"), Ct);
            await db.Set<AuditEntry>().Where(a => a.Number == 6).ExecuteDeleteAsync(Ct);

            // With a hash of its own: the row after it remembers another.
            var forged = await db.Set<AuditEntry>().Where(a => a.Number == 8).ExecuteUpdateAsync(s => s.SetProperty(a => a.ActorId, "key:other"), Ct);
            Assert.Equal(1, forged);
            var row = await db.Set<AuditEntry>().AsNoTracking().SingleAsync(a => a.Number == 8, Ct);
            var hash = AuditChain.HashOf(row);
            await db.Set<AuditEntry>().Where(a => a.Number == 8).ExecuteUpdateAsync(s => s.SetProperty(a => a.Hash, hash), Ct);
            await db.Set<AuditEntry>().Where(a => a.Number == 10).ExecuteDeleteAsync(Ct);
        }

        Assert.Equal(["audit:10 audit.row-removed", "audit:3 audit.row-changed", "audit:6 audit.row-removed", "audit:8 audit.row-changed"], await VerifyAsync(node));

        await WriteAsync(node, 1);
        await using (var db = node.NewDb())
        {
            await db.Set<AuditEntry>().Where(a => a.Number == null).ExecuteUpdateAsync(s => s.SetProperty(a => a.Number, 11), Ct);
        }

        Assert.Contains("audit:11 audit.row-inserted", await VerifyAsync(node));
    }

    private static async Task WriteAsync(TestNode node, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var db = node.NewDb();
            db.Add(AuditEntry.By(Actor.System("test"), "RowWritten", $"row:{i}", i % 2 == 0 ? null : "{\"名\":1}", TimeProvider.System));
            await db.SaveChangesAsync(Ct);
        }
    }

    private static async Task SealAsync(TestNode node)
    {
        await using var db = node.NewDb();
        await new AuditSealer(db).SealAllAsync(Ct);
    }

    private static async Task<IReadOnlyList<string>> VerifyAsync(TestNode node)
    {
        await using var db = node.NewDb();
        var faults = new List<string>();
        await foreach (var fault in new AuditVerification(db).RunAsync(new Progress<VerificationProgress>(), Ct))
        {
            faults.Add($"{fault.Subject} {fault.Code}");
        }

        return [.. faults.Order(StringComparer.Ordinal)];
    }
}
