using System.Data.Common;
using Gongxin.Fixtures;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Notes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gongxin.Modules.Tests.Ledger;

// Goal: what was committed with an act gets exactly one number, without gaps, however many sequencers run and however
// they end.
public sealed class LedgerSequencerTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_new_ledger_begins_with_the_key_that_signs_it(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);

        await node.IntegrateAsync();
        await node.IntegrateAsync();

        var history = await node.ReadAsync(l => l.KeysAsync(Ct));
        var checkpoint = await node.ReadAsync(l => l.CheckpointAsync(Ct));
        Assert.Equal((0, KeyChange.First), (history.All[0].From, history.All[0].Record.Change));
        Assert.Equal(1, checkpoint!.Size);
        Assert.True(SignedNote.TryParse(checkpoint.Note)!.IsSignedBy(history.Current!));
        Assert.Equal(node.Settings.NodeName, Checkpoint.TryParse(SignedNote.TryParse(checkpoint.Note)!.Text)!.Origin);
        Assert.Single(new LedgerKeys(node.Settings).Files);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Entries_get_numbers_in_the_order_of_the_acts(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);

        await node.GrowAsync(3, 1, 70);

        var entries = await node.ReadAsync(l => l.EntriesAsync(1, 100, Ct));
        Assert.Equal(Enumerable.Range(1, 74).Select(i => (long)i), entries.Select(e => e.Index));
        Assert.Equal(["thing:0", "thing:1", "thing:2", "thing:0", "thing:0", "thing:1"], entries.Take(6).Select(e => e.Subject));
        await using var db = node.NewDb();
        Assert.Equal(0, await db.Set<QueuedEntry>().CountAsync(Ct));
        Assert.Equal([4, 5, 75], await db.Set<LedgerCheckpoint>().OrderBy(c => c.Size).Select(c => c.Size).ToListAsync(Ct));
        Assert.Empty(await node.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_act_that_was_not_committed_is_not_in_the_ledger(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await using (var db = node.NewDb())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            db.QueueLedger("thing.published", "thing:1", new { }, null, TimeProvider.System);
            await db.SaveChangesAsync(Ct);
        }

        await node.IntegrateAsync();

        Assert.Equal(0, Assert.Single(await node.NumbersAsync()));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_entry_is_found_by_the_name_it_got_when_it_was_queued(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        LedgerEntryId id;
        await using (var db = node.NewDb())
        {
            id = db.QueueLedger("thing.published", "thing:1", new { }, null, TimeProvider.System);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Null(await node.ReadAsync(l => l.EntryAsync(id, Ct)));
        await node.IntegrateAsync();
        Assert.Equal(1, (await node.ReadAsync(l => l.EntryAsync(id, Ct)))!.Index);
        Assert.Equal(1, (await node.ReadAsync(l => l.NewestOfAsync("thing:1", Ct)))!.Index);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_long_queue_is_taken_in_batches(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.QueueAsync(LedgerSequencer.BatchMax + 5);

        Assert.True((await node.IntegrateAsync()).HasMore);
        Assert.False((await node.IntegrateAsync()).HasMore);

        Assert.Equal(LedgerSequencer.BatchMax + 6, (await node.NumbersAsync()).Length);
        Assert.Empty(await node.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_kill_before_the_commit_leaves_the_queue_as_it_was(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(5);
        await node.QueueAsync(10);

        await Assert.ThrowsAsync<KilledException>(() => node.IntegrateAsync(o => o.AddInterceptors(new KillAtCommit())));
        Assert.Equal(6, (await node.NumbersAsync()).Length);
        await node.IntegrateAsync();

        Assert.Equal(Enumerable.Range(0, 16).Select(i => (long)i), await node.NumbersAsync());
        Assert.Empty(await node.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_kill_at_the_first_start_does_not_cost_the_key(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);

        await Assert.ThrowsAsync<KilledException>(() => node.IntegrateAsync(o => o.AddInterceptors(new KillAtCommit())));
        await node.IntegrateAsync();

        Assert.Single(new LedgerKeys(node.Settings).Files);
        Assert.Empty(await node.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_sequencers_at_once_number_every_entry_once(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        const int Writers = 2, Rounds = 12, EntriesPerRound = 7;

        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await node.QueueAsync(EntriesPerRound);
                await node.IntegrateAsync();
            }
        }, Ct));
        await Task.WhenAll(writers);
        await node.IntegrateAsync();

        const int Expected = 1 + (Writers * Rounds * EntriesPerRound);
        Assert.Equal(Enumerable.Range(0, Expected).Select(i => (long)i), await node.NumbersAsync());
        Assert.Empty(await node.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Nothing_is_signed_on_top_of_a_damaged_ledger(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(4);
        await using (var db = node.NewDb())
        {
            await db.Set<LedgerEntry>().Where(e => e.Index == 4).ExecuteUpdateAsync(s => s.SetProperty(e => e.LeafHash, new byte[32]), Ct);
        }

        await node.QueueAsync(1);

        await Assert.ThrowsAsync<LedgerDamagedException>(() => node.IntegrateAsync());
        Assert.Equal(5, (await node.ReadAsync(l => l.CheckpointAsync(Ct)))!.Size);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Without_its_key_the_ledger_stands_still(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(4);
        File.Delete(new LedgerKeys(node.Settings).Files.Single());
        await node.QueueAsync(1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => node.IntegrateAsync());

        Assert.Equal(5, (await node.NumbersAsync()).Length);
    }

    private sealed class KilledException : DbException;

    private sealed class KillAtCommit : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            throw new KilledException();
    }
}
