using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Notes;
using Gongxin.Modules.Tests.Ledger;

namespace Gongxin.Modules.Tests.Governance;

// Goal: who knows only the addresses and one public key can check everything that the node says.
public sealed class LedgerApiTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Ledger = "/api/v1/ledger";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_downloaded_proof_verifies_with_the_published_key_alone(Engine engine)
    {
        var (_, site) = await ServeAsync(engine, 20);
        await using var _1 = site;
        var keys = await site.Client.GetFromJsonAsync<JsonElement>($"{Ledger}/keys", Ct);
        var key = NoteKey.TryParse(keys.GetProperty("items")[0].GetProperty("key").GetString()!)!;

        var answer = await site.Client.GetAsync($"{Ledger}/entries/11/proof", Ct);
        var proof = await answer.Content.ReadAsByteArrayAsync(Ct);

        Assert.Equal("entry-11.tlog-proof", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.True(LedgerProof.Verify(proof, key).IsGood);
        var note = await site.Client.GetStringAsync($"{Ledger}/checkpoint", Ct);
        Assert.EndsWith(note, Encoding.UTF8.GetString(proof), StringComparison.Ordinal);
        Assert.True(SignedNote.TryParse(note)!.IsSignedBy(key));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_mirror_builds_the_signed_root_from_tiles_alone(Engine engine)
    {
        var (_, site) = await ServeAsync(engine, 299);
        await using var _1 = site;
        var note = SignedNote.TryParse(await site.Client.GetStringAsync($"{Ledger}/checkpoint", Ct))!;
        var checkpoint = Checkpoint.TryParse(note.Text)!;

        var frontier = new MerkleFrontier(0, []);
        foreach (var path in new[] { "000", "001.p/44" })
        {
            var answer = await site.Client.GetAsync($"{Ledger}/tile/0/{path}", Ct);
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            foreach (var hash in (await answer.Content.ReadAsByteArrayAsync(Ct)).Chunk(MerkleHash.Bytes))
            {
                frontier.Append(hash);
            }
        }

        Assert.Equal(checkpoint.Root, frontier.Root());
        var bundle = await site.Client.GetByteArrayAsync($"{Ledger}/tile/entries/001.p/44", Ct);
        var tile = await site.Client.GetByteArrayAsync($"{Ledger}/tile/0/001.p/44", Ct);
        var first = (bundle[0] << 8) | bundle[1];
        Assert.Equal(tile[..MerkleHash.Bytes], MerkleHash.Leaf(bundle.AsSpan(2, first)));
    }

    [Theory]
    [InlineData("/tile/0/002")]
    [InlineData("/tile/0/000.p/12")]
    [InlineData("/tile/0/abc")]
    [InlineData("/tile/99/000")]
    [InlineData("/tile/entries/000")]
    [InlineData("/entries/11")]
    [InlineData("/entries/-1")]
    [InlineData("/entries/11/proof")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        var (_, site) = await ServeAsync(Engine.Sqlite, 10);
        await using var _1 = site;

        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync(Ledger + path, Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_feed_is_read_page_by_page(Engine engine)
    {
        var (node, site) = await ServeAsync(engine, 24);
        await using var _1 = site;
        var numbers = new List<long>();

        for (var next = "0"; next is not null;)
        {
            var page = await site.Client.GetFromJsonAsync<JsonElement>($"{Ledger}/entries?from={next}&limit=10", Ct);
            Assert.Equal(25, page.GetProperty("total").GetInt64());
            numbers.AddRange(page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("index").GetInt64()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(await node.NumbersAsync(), numbers);
        var entry = await site.Client.GetFromJsonAsync<JsonElement>($"{Ledger}/entries/3", Ct);
        Assert.Equal("thing:2", entry.GetProperty("subject").GetString());
        Assert.Equal(2, entry.GetProperty("payload").GetProperty("number").GetInt32());
    }

    [Theory]
    [InlineData("/entries?from=-1", "ledger.entries-out-of-range")]
    [InlineData("/entries?limit=0", "ledger.entries-out-of-range")]
    [InlineData("/entries?limit=1001", "ledger.entries-out-of-range")]
    [InlineData("/consistency?from=5&to=4", "ledger.sizes-out-of-range")]
    [InlineData("/consistency?from=-1&to=4", "ledger.sizes-out-of-range")]
    [InlineData("/consistency?from=1&to=12", "ledger.sizes-out-of-range")]
    [InlineData("/consistency?from=12", "ledger.sizes-out-of-range")]
    public async Task A_question_that_makes_no_sense_is_refused(string path, string code)
    {
        var (_, site) = await ServeAsync(Engine.Sqlite, 10);
        await using var _1 = site;

        var answer = await site.Client.GetAsync(Ledger + path, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_old_checkpoint_is_proved_to_be_the_beginning_of_the_new_one(Engine engine)
    {
        var (node, site) = await ServeAsync(engine, 12);
        await using var _1 = site;
        var old = (await node.ReadAsync(l => l.CheckpointAsync(Ct)))!;
        await node.GrowAsync(9);

        var answer = await site.Client.GetFromJsonAsync<JsonElement>($"{Ledger}/consistency?from={old.Size}", Ct);

        var checkpoint = Checkpoint.TryParse(SignedNote.TryParse(await site.Client.GetStringAsync($"{Ledger}/checkpoint", Ct))!.Text)!;
        var path = answer.GetProperty("proof").EnumerateArray().Select(h => h.GetBytesFromBase64()).ToList();
        Assert.True(MerkleProof.IsConsistent(old.Size, old.Root, checkpoint.Size, checkpoint.Root, path));
    }

    [Fact]
    public async Task An_uploaded_proof_is_judged()
    {
        var (node, site) = await ServeAsync(Engine.Sqlite, 20);
        await using var _1 = site;
        var proof = await site.Client.GetByteArrayAsync($"{Ledger}/entries/11/proof", Ct);

        var good = await VerifyAsync(site, proof);
        Assert.True(good.GetProperty("valid").GetBoolean());
        Assert.Equal(("good", 11, 21), (good.GetProperty("outcome").GetString(), good.GetProperty("index").GetInt64(), good.GetProperty("size").GetInt64()));
        Assert.Equal("thing:10", good.GetProperty("entry").GetProperty("subject").GetString());

        var leaf = LedgerProof.TryParse(proof)!.Leaf;
        byte[] changed = [.. leaf];
        changed[^3] ^= 1;
        var text = Encoding.UTF8.GetString(proof).Replace(Convert.ToBase64String(leaf), Convert.ToBase64String(changed), StringComparison.Ordinal);
        var bad = await VerifyAsync(site, Encoding.UTF8.GetBytes(text));
        Assert.Equal((false, "not-included"), (bad.GetProperty("valid").GetBoolean(), bad.GetProperty("outcome").GetString()));
        Assert.Equal(JsonValueKind.Null, bad.GetProperty("entry").ValueKind);

        Assert.Equal("malformed", (await VerifyAsync(site, "hello"u8.ToArray())).GetProperty("outcome").GetString());
        Assert.Equal("not-signed", (await VerifyAsync(site, Forge(node, proof))).GetProperty("outcome").GetString());
        var tooLarge = await site.Client.PostAsync($"{Ledger}/verify", new ByteArrayContent(new byte[LedgerProof.BytesMax + 1]), Ct);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Equal("ledger.proof-too-large", (await tooLarge.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_proof_of_another_history_under_the_same_key_is_called_a_fork()
    {
        var (node, site) = await ServeAsync(Engine.Sqlite, 10);
        await using var _1 = site;
        var other = await databases.NewNodeAsync(Engine.Sqlite);
        Directory.CreateDirectory(other.Settings.KeyFolder);
        var keyFile = new LedgerKeys(node.Settings).Files.Single();
        File.Copy(keyFile, Path.Combine(other.Settings.KeyFolder, Path.GetFileName(keyFile)));
        await other.GrowAsync(10);
        var proof = await other.ReadAsync(l => l.ProofAsync(3, Ct));

        var verdict = await VerifyAsync(site, Encoding.UTF8.GetBytes(proof!));

        Assert.Equal((false, "forked"), (verdict.GetProperty("valid").GetBoolean(), verdict.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task A_key_that_was_given_up_signs_no_later_checkpoint()
    {
        var (node, site) = await ServeAsync(Engine.Sqlite, 10);
        await using var _1 = site;
        var old = new LedgerKeys(node.Settings).Find((await node.ReadAsync(l => l.KeysAsync(Ct))).Current!)!;
        await using (var db = node.NewDb())
        {
            await new KeyRotation(db, new LedgerKeys(node.Settings), TimeProvider.System).RotateAsync(isLost: false, Ct);
        }

        var change = await node.ReadAsync(l => l.ProofAsync(3, Ct));
        await node.GrowAsync(5);
        var later = LedgerProof.TryParse(Encoding.UTF8.GetBytes((await node.ReadAsync(l => l.ProofAsync(3, Ct)))!))!;
        var bySignedOld = SignedNote.Sign(SignedNote.TryParse(later.Note)!.Text, [old]);
        var forged = LedgerProof.Write(later.Leaf, later.Index, later.Path, bySignedOld);

        Assert.Equal("good", (await VerifyAsync(site, Encoding.UTF8.GetBytes(change!))).GetProperty("outcome").GetString());
        Assert.Equal("not-signed", (await VerifyAsync(site, Encoding.UTF8.GetBytes(forged))).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task What_is_withheld_is_not_in_any_answer()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await node.QueueAsync(1, Audience.Government);
        await node.IntegrateAsync();
        await using var site = await LedgerSite.StartAsync(node);

        var entry = await site.Client.GetFromJsonAsync<JsonElement>($"{Ledger}/entries/1", Ct);
        var bundle = await site.Client.GetStringAsync($"{Ledger}/tile/entries/000.p/2", Ct);

        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (entry.GetProperty("subject").ValueKind, entry.GetProperty("payload").ValueKind));
        Assert.Equal(64, entry.GetProperty("withheld").GetString()!.Length);
        Assert.DoesNotContain("thing:0", bundle + entry.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<(TestNode Node, LedgerSite Site)> ServeAsync(Engine engine, int count)
    {
        var node = await databases.NewNodeAsync(engine);
        await node.GrowAsync(count);
        return (node, await LedgerSite.StartAsync(node));
    }

    private static async Task<JsonElement> VerifyAsync(LedgerSite site, byte[] proof)
    {
        var answer = await site.Client.PostAsync($"{Ledger}/verify", new ByteArrayContent(proof), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    // The same checkpoint under a stranger's key of the same name.
    private static byte[] Forge(TestNode node, byte[] file)
    {
        var proof = LedgerProof.TryParse(file)!;
        var folder = Directory.CreateTempSubdirectory("gongxin-test-").FullName;
        var stranger = new LedgerKeys(node.Settings with { DataFolder = folder }).Create(node.Settings.NodeName);
        Directory.Delete(folder, recursive: true);
        var note = SignedNote.Sign(SignedNote.TryParse(proof.Note)!.Text, [stranger]);
        return Encoding.UTF8.GetBytes(LedgerProof.Write(proof.Leaf, proof.Index, proof.Path, note));
    }
}
