using System.Text;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Modules.Tests.Ledger;

// Goal: whoever trusts the old key is led to the new one, and a key that nobody vouches for is seen to be one.
public sealed class KeyRotationTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_old_key_signs_for_the_new_one(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(5);
        var old = (await node.ReadAsync(l => l.KeysAsync(Ct))).Current!;
        var before = await node.ReadAsync(l => l.ProofAsync(3, Ct));

        var next = await RotateAsync(node, isLost: false);
        var change = await node.ReadAsync(l => l.CheckpointAsync(Ct));
        await node.GrowAsync(5);
        var after = await node.ReadAsync(l => l.ProofAsync(3, Ct));

        var history = await node.ReadAsync(l => l.KeysAsync(Ct));
        Assert.Equal([(0, old), (6, next)], history.All.Select(k => (k.From, k.Key)));
        Assert.Equal((KeyChange.Rotated, old.Name), (history.All[1].Record.Change, next.Name));
        var note = SignedNote.TryParse(change!.Note)!;
        Assert.True(note.IsSignedBy(old) && note.IsSignedBy(next));
        Assert.True(LedgerProof.Verify(Encoding.UTF8.GetBytes(before!), old).IsGood);
        Assert.True(LedgerProof.Verify(Encoding.UTF8.GetBytes(after!), next).IsGood);
        Assert.False(LedgerProof.Verify(Encoding.UTF8.GetBytes(after!), old).IsGood);
        Assert.Empty(await node.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_lost_key_is_replaced_only_when_said_so(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(5);
        File.Delete(new LedgerKeys(node.Settings).Files.Single());

        var refusal = await Assert.ThrowsAsync<Refusal>(() => RotateAsync(node, isLost: false));
        var next = await RotateAsync(node, isLost: true);
        await node.GrowAsync(1);

        Assert.Equal("ledger.key-missing", refusal.Code);
        var history = await node.ReadAsync(l => l.KeysAsync(Ct));
        Assert.Equal((next, KeyChange.Replaced), (history.Current, history.All[1].Record.Change));
        Assert.Null(history.All[1].Record.SignedByPrevious);
        Assert.Empty(await node.VerifyAsync());
    }

    [Fact]
    public async Task A_key_that_is_there_is_not_lost()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await node.GrowAsync(5);

        Assert.Equal("ledger.key-not-lost", (await Assert.ThrowsAsync<Refusal>(() => RotateAsync(node, isLost: true))).Code);
    }

    [Fact]
    public void A_record_that_the_old_key_did_not_sign_does_not_follow()
    {
        var folder = Directory.CreateTempSubdirectory("gongxin-test-").FullName;
        try
        {
            var keys = new LedgerKeys(new() { DataFolder = folder });
            var (old, next, thief) = (keys.Create("log"), keys.Create("log"), keys.Create("log"));
            var history = new KeyHistory();
            var rotation = KeyRecord.Of(KeyChange.Rotated, next, old.Key, old);

            Assert.False(history.TryAdd(0, rotation));
            Assert.True(history.TryAdd(0, KeyRecord.Of(KeyChange.First, old, null, null)));
            Assert.False(history.TryAdd(1, KeyRecord.Of(KeyChange.First, thief, null, null)));
            Assert.False(history.TryAdd(1, KeyRecord.Of(KeyChange.Rotated, thief, old.Key, thief)));
            Assert.False(history.TryAdd(1, rotation with { Key = thief.Key.ToString() }));
            Assert.False(history.TryAdd(1, rotation with { SignedByPrevious = null }));
            Assert.True(history.TryAdd(1, rotation));
            Assert.False(history.TryAdd(2, rotation));
            Assert.Equal([null, old.Key, next.Key, next.Key], new long[] { 0, 1, 2, 9 }.Select(history.At));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<NoteKey> RotateAsync(TestNode node, bool isLost)
    {
        await using var db = node.NewDb();
        return await new KeyRotation(db, new LedgerKeys(node.Settings), TimeProvider.System).RotateAsync(isLost, Ct);
    }
}
