using System.Text;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Notes;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Ledger;

// Goal: whatever is changed behind the node's back is named, and nothing else is.
// Method: a ledger of 39 entries and four checkpoints (1 + 10, 20, 28, 39), one change, the exact list of faults.
public sealed class LedgerVerificationTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task An_untouched_ledger_is_clean(Engine engine) => await AssertFaultsAsync(engine, _ => Task.CompletedTask);

    [Theory, ClassData(typeof(Engines))]
    public async Task An_empty_ledger_is_clean(Engine engine) => Assert.Empty(await (await databases.NewNodeAsync(engine)).VerifyAsync());

    [Theory, ClassData(typeof(Engines))]
    public Task A_changed_payload_is_named(Engine engine) =>
        AssertFaultsAsync(engine, db => ChangeLeafAsync(db, 17), "entry:17 ledger.entry-changed");

    [Theory, ClassData(typeof(Engines))]
    public Task The_changed_last_entry_is_named(Engine engine) =>
        AssertFaultsAsync(engine, db => ChangeLeafAsync(db, 38), "entry:38 ledger.entry-changed");

    [Theory, ClassData(typeof(Engines))]
    public Task A_changed_leaf_hash_is_named(Engine engine) =>
        AssertFaultsAsync(
            engine,
            db => db.Set<LedgerEntry>().Where(e => e.Index == 22).ExecuteUpdateAsync(s => s.SetProperty(e => e.LeafHash, new byte[32]), Ct),
            "entry:22 ledger.entry-changed");

    [Theory, ClassData(typeof(Engines))]
    public Task Two_changed_neighbours_are_both_named(Engine engine) =>
        AssertFaultsAsync(
            engine,
            async db =>
            {
                await ChangeLeafAsync(db, 8);
                await db.Set<LedgerEntry>().Where(e => e.Index == 9).ExecuteUpdateAsync(s => s.SetProperty(e => e.LeafHash, new byte[32]), Ct);
            },
            "entry:8 ledger.entry-changed",
            "entry:9 ledger.entry-changed");

    [Theory, ClassData(typeof(Engines))]
    public Task A_changed_column_is_named(Engine engine) =>
        AssertFaultsAsync(
            engine,
            async db =>
            {
                await db.Set<LedgerEntry>().Where(e => e.Index == 3).ExecuteUpdateAsync(s => s.SetProperty(e => e.Subject, "thing:other"), Ct);
                await db.Set<LedgerEntry>().Where(e => e.Index == 4).ExecuteUpdateAsync(s => s.SetProperty(e => e.At, e => e.At.AddDays(1)), Ct);
                await db.Set<LedgerEntry>().Where(e => e.Index == 5).ExecuteUpdateAsync(s => s.SetProperty(e => e.Audience, "government"), Ct);
            },
            "entry:3 ledger.entry-columns-changed",
            "entry:4 ledger.entry-columns-changed",
            "entry:5 ledger.entry-columns-changed");

    [Theory, ClassData(typeof(Engines))]
    public async Task A_changed_withheld_payload_is_named(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.QueueAsync(5, Audience.Government);
        await node.IntegrateAsync();
        await using (var db = node.NewDb())
        {
            await db.Set<LedgerEntry>().Where(e => e.Index == 2).ExecuteUpdateAsync(s => s.SetProperty(e => e.Withheld, "{}"u8.ToArray()), Ct);
        }

        Assert.Equal(["entry:2 ledger.entry-columns-changed"], await node.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public Task A_missing_entry_is_named(Engine engine) =>
        AssertFaultsAsync(
            engine, db => db.Set<LedgerEntry>().Where(e => e.Index == 12).ExecuteDeleteAsync(Ct), "entry:12 ledger.entry-missing");

    [Theory, ClassData(typeof(Engines))]
    public Task An_entry_behind_the_last_checkpoint_is_named(Engine engine) =>
        AssertFaultsAsync(
            engine,
            db => db.Set<LedgerCheckpoint>().Where(c => c.Size == 39).ExecuteDeleteAsync(Ct),
            [
                .. Enumerable.Range(28, 11).Select(i => $"entry:{i} ledger.entry-extra"),
                .. new[] { (1, 14), (1, 15), (1, 16), (1, 17), (1, 18), (2, 7), (2, 8), (3, 3), (4, 1), (5, 0) }
                    .Select(n => $"node:{n.Item1}/{n.Item2} ledger.node-extra"),
            ]);

    [Theory, ClassData(typeof(Engines))]
    public Task A_changed_node_is_named(Engine engine) =>
        AssertFaultsAsync(engine, db => ChangeNodeAsync(db, new NodeId(2, 5)), "node:2/5 ledger.node-changed");

    [Theory, ClassData(typeof(Engines))]
    public Task The_changed_root_node_is_named(Engine engine) =>
        AssertFaultsAsync(engine, db => ChangeNodeAsync(db, new NodeId(5, 0)), "node:5/0 ledger.node-changed");

    [Theory, ClassData(typeof(Engines))]
    public Task A_missing_node_is_named(Engine engine) =>
        AssertFaultsAsync(
            engine,
            db =>
            {
                var key = new NodeId(3, 1).Key;
                return db.Set<LedgerNode>().Where(n => n.Key == key).ExecuteDeleteAsync(Ct);
            },
            "node:3/1 ledger.node-missing");

    [Theory, ClassData(typeof(Engines))]
    public async Task A_changed_tile_is_named_by_its_path(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(600);
        await using (var db = node.NewDb())
        {
            await ChangeNodeAsync(db, new NodeId(8, 1));
        }

        Assert.Equal(["tile/1/000 ledger.node-changed"], await node.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public Task A_changed_checkpoint_is_named(Engine engine) =>
        AssertFaultsAsync(
            engine,
            async db =>
            {
                await db.Set<LedgerCheckpoint>().Where(c => c.Size == 20).ExecuteUpdateAsync(s => s.SetProperty(c => c.Root, new byte[32]), Ct);
                var note = await db.Set<LedgerCheckpoint>().Where(c => c.Size == 28).Select(c => c.Note).SingleAsync(Ct);
                note = note.Replace("\n28\n", "\n27\n", StringComparison.Ordinal);
                await db.Set<LedgerCheckpoint>().Where(c => c.Size == 28).ExecuteUpdateAsync(s => s.SetProperty(c => c.Note, note), Ct);
            },
            "checkpoint:20 ledger.checkpoint-changed",
            "checkpoint:28 ledger.checkpoint-changed");

    [Theory, ClassData(typeof(Engines))]
    public Task A_checkpoint_that_a_stranger_signed_is_named(Engine engine) =>
        AssertFaultsAsync(
            engine,
            async db =>
            {
                var note = SignedNote.TryParse(await db.Set<LedgerCheckpoint>().Where(c => c.Size == 28).Select(c => c.Note).SingleAsync(Ct))!;
                var folder = Directory.CreateTempSubdirectory("gongxin-test-").FullName;
                var stranger = new LedgerKeys(new() { DataFolder = folder }).Create(note.Signatures[0].Name);
                Directory.Delete(folder, recursive: true);
                var forged = SignedNote.Sign(note.Text, [stranger]);
                await db.Set<LedgerCheckpoint>().Where(c => c.Size == 28).ExecuteUpdateAsync(s => s.SetProperty(c => c.Note, forged), Ct);
            },
            "checkpoint:28 ledger.checkpoint-changed");

    // An entry rewritten with all hashes above it: only the signed roots stand against it, and they say between which.
    [Theory, ClassData(typeof(Engines))]
    public Task A_rewritten_history_contradicts_the_next_checkpoint(Engine engine) =>
        AssertFaultsAsync(
            engine,
            async db =>
            {
                await ChangeLeafAsync(db, 24);
                await RehashAsync(db);
            },
            "checkpoint:28 ledger.root-differs");

    [Theory, ClassData(typeof(Engines))]
    public Task A_changed_key_entry_is_named_once(Engine engine) =>
        AssertFaultsAsync(
            engine, db => ChangeLeafAsync(db, 0), "entry:0 ledger.entry-changed", "entry:0 ledger.key-broken");

    [Fact]
    public async Task A_ledger_that_another_key_signs_is_not_this_nodes()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await node.GrowAsync(3);
        var keys = new LedgerKeys(node.Settings);
        File.Delete(keys.Files.Single());
        keys.Create(node.Settings.NodeName);

        var fault = Assert.Single(await node.VerifyAsync());

        Assert.EndsWith("ledger.key-not-held", fault, StringComparison.Ordinal);
    }

    private async Task AssertFaultsAsync(Engine engine, Func<PlatformDb, Task> change, params string[] faults)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(10, 9, 8, 11);
        await using (var db = node.NewDb())
        {
            await change(db);
        }

        Assert.Equal(faults, await node.VerifyAsync());
    }

    private static async Task ChangeLeafAsync(PlatformDb db, long index)
    {
        var leaf = await db.Set<LedgerEntry>().Where(e => e.Index == index).Select(e => e.Leaf).SingleAsync(Ct);
        var text = Encoding.UTF8.GetString(leaf);
        var changed = Encoding.UTF8.GetBytes(index == 0 ? text.Replace("+", "-", StringComparison.Ordinal) : text.Replace("公示", "公告", StringComparison.Ordinal));
        Assert.NotEqual(leaf, changed);
        await db.Set<LedgerEntry>().Where(e => e.Index == index).ExecuteUpdateAsync(s => s.SetProperty(e => e.Leaf, changed), Ct);
    }

    private static async Task ChangeNodeAsync(PlatformDb db, NodeId id)
    {
        var key = id.Key;
        Assert.Equal(1, await db.Set<LedgerNode>().Where(n => n.Key == key).ExecuteUpdateAsync(s => s.SetProperty(n => n.Hash, new byte[32]), Ct));
    }

    private static async Task RehashAsync(PlatformDb db)
    {
        var frontier = new MerkleFrontier(0, []);
        foreach (var entry in await db.Set<LedgerEntry>().AsNoTracking().OrderBy(e => e.Index).ToListAsync(Ct))
        {
            var leaf = MerkleHash.Leaf(entry.Leaf);
            await db.Set<LedgerEntry>().Where(e => e.Index == entry.Index).ExecuteUpdateAsync(s => s.SetProperty(e => e.LeafHash, leaf), Ct);
            foreach (var (id, hash) in frontier.Append(leaf))
            {
                var key = id.Key;
                await db.Set<LedgerNode>().Where(n => n.Key == key).ExecuteUpdateAsync(s => s.SetProperty(n => n.Hash, hash), Ct);
            }
        }
    }
}
