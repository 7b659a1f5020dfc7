using System.Buffers.Binary;
using Gongxin.Fixtures;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Merkle;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Ledger;

// Goal: whoever reads tiles, bundles and proofs comes to the root that the node signed.
public sealed class LedgerReaderTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Entries_and_earlier_trees_are_proved_from_what_is_stored(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(10, 23, 50);
        await using var db = node.NewDb();
        var reader = new LedgerReader(db);
        var checkpoints = await db.Set<LedgerCheckpoint>().OrderBy(c => c.Size).ToListAsync(Ct);
        Assert.Equal([11, 34, 84], checkpoints.Select(c => c.Size));

        foreach (var checkpoint in checkpoints)
        {
            Assert.Equal(checkpoint.Root, await reader.RootAsync(checkpoint.Size, Ct));
            foreach (var entry in await reader.EntriesAsync(0, (int)checkpoint.Size, Ct))
            {
                var path = await reader.InclusionAsync(entry.Index, checkpoint.Size, Ct);
                Assert.True(MerkleProof.IsIncluded(entry.LeafHash, entry.Index, checkpoint.Size, path, checkpoint.Root));
            }
        }

        foreach (var (older, newer) in checkpoints.SelectMany(o => checkpoints.Where(n => n.Size >= o.Size).Select(n => (o, n))))
        {
            var path = await reader.ConsistencyAsync(older.Size, newer.Size, Ct);
            Assert.True(MerkleProof.IsConsistent(older.Size, older.Root, newer.Size, newer.Root, path));
        }

        Assert.Null(await reader.RootAsync(85, Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Tiles_and_bundles_lead_to_the_signed_root(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(599);
        await using var db = node.NewDb();
        var reader = new LedgerReader(db);

        // 600 entries: two full tiles and one of 88 on level 0; one of two on level 1.
        var leaves = new List<byte[]>();
        foreach (var path in new[] { "000", "001", "002.p/88" })
        {
            var tile = LedgerTile.TryParse(0, path)!.Value;
            var hashes = (await reader.TileAsync(tile, Ct))!.Chunk(MerkleHash.Bytes).ToList();
            var entries = Unbundle((await reader.BundleAsync(tile, Ct))!);
            Assert.Equal(hashes, entries.Select(e => MerkleHash.Leaf(e)));
            leaves.AddRange(hashes);
        }

        var frontier = new MerkleFrontier(0, []);
        leaves.ForEach(leaf => frontier.Append(leaf));
        Assert.Equal(600, frontier.Size);
        Assert.Equal((await reader.CheckpointAsync(Ct))!.Root, frontier.Root());

        var upper = (await reader.TileAsync(LedgerTile.TryParse(1, "000.p/2")!.Value, Ct))!.Chunk(MerkleHash.Bytes).ToList();
        Assert.Equal([Root(leaves.Take(256)), Root(leaves.Skip(256).Take(256))], upper);
        Assert.Equal(leaves.Take(7).SelectMany(h => h), await reader.TileAsync(LedgerTile.TryParse(0, "000.p/7")!.Value, Ct));
        Assert.Null(await reader.TileAsync(LedgerTile.TryParse(0, "002.p/89")!.Value, Ct));
        Assert.Null(await reader.TileAsync(LedgerTile.TryParse(0, "002")!.Value, Ct));
        Assert.Null(await reader.TileAsync(LedgerTile.TryParse(1, "000.p/3")!.Value, Ct));
        Assert.Null(await reader.BundleAsync(LedgerTile.TryParse(0, "x001/000.p/1")!.Value, Ct));
    }

    [Theory]
    [InlineData(0, "000", 0, 256)]
    [InlineData(0, "x001/x234/067", 1234067, 256)]
    [InlineData(1, "x001/000.p/255", 1000, 255)]
    [InlineData(5, "999.p/1", 999, 1)]
    public void A_tile_is_named_as_the_specification_says(int level, string path, long index, int width)
    {
        var tile = LedgerTile.TryParse(level, path)!.Value;

        Assert.Equal(new LedgerTile(level, index, width), tile);
        Assert.Equal($"{level}/{path}", tile.Path);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "0")]
    [InlineData(0, "0000")]
    [InlineData(0, "x000/001")]
    [InlineData(0, "001/002")]
    [InlineData(0, "x001/x002")]
    [InlineData(0, "xx01/002")]
    [InlineData(0, "000.p/0")]
    [InlineData(0, "000.p/256")]
    [InlineData(0, "000.p/01")]
    [InlineData(0, "000.p/1.p/1")]
    [InlineData(0, "000.p/")]
    [InlineData(0, "-01")]
    [InlineData(0, "x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData(6, "000")]
    [InlineData(-1, "000")]
    public void Another_spelling_names_no_tile(int level, string path) => Assert.Null(LedgerTile.TryParse(level, path));

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_not_public_is_proved_but_not_told(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.QueueAsync(1, Audience.Nodes("b.example", "a.example"));
        await node.IntegrateAsync();

        var entry = (await node.ReadAsync(l => l.EntryAsync(1, Ct)))!;
        var leaf = LedgerLeaf.TryParse(entry.Leaf)!;

        Assert.Equal("nodes:a.example,b.example", leaf.Audience);
        Assert.Null(leaf.Subject);
        Assert.Null(leaf.Payload);
        Assert.DoesNotContain("thing:0", System.Text.Encoding.UTF8.GetString(entry.Leaf), StringComparison.Ordinal);
        Assert.Contains("\"number\":0", System.Text.Encoding.UTF8.GetString(entry.Withheld!), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(entry.Withheld!)), leaf.Withheld);
        Assert.Empty(await node.VerifyAsync());
    }

    private static byte[] Root(IEnumerable<byte[]> leaves)
    {
        var frontier = new MerkleFrontier(0, []);
        leaves.ToList().ForEach(leaf => frontier.Append(leaf));
        return frontier.Root();
    }

    private static List<byte[]> Unbundle(byte[] bundle)
    {
        var entries = new List<byte[]>();
        for (var at = 0; at < bundle.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(at));
            entries.Add(bundle[(at + 2)..(at + 2 + length)]);
            at += 2 + length;
        }

        return entries;
    }
}
