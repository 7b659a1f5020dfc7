using System.Text;
using Gongxin.Fixtures;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Modules.Tests.Ledger;

// Goal: a proof file convinces whoever holds the node's public key, and no changed file does.
public sealed class LedgerProofTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proof_shows_the_entry_without_a_network()
    {
        var (proof, key) = await ProveAsync(index: 11);

        var verdict = LedgerProof.Verify(proof, NoteKey.TryParse(key.ToString())!);

        Assert.Equal(ProofOutcome.Good, verdict.Outcome);
        Assert.Equal((11, 21), (verdict.Proof!.Index, verdict.Checkpoint!.Size));
        Assert.Equal(key, verdict.Key);
        Assert.Equal(("thing.published", "thing:10"), (verdict.Entry!.Kind, verdict.Entry.Subject));
        Assert.Equal(10, verdict.Entry.Payload!.Value.GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task No_changed_byte_passes()
    {
        var (proof, key) = await ProveAsync(index: 11);

        for (var i = 0; i < proof.Length; i++)
        {
            foreach (var bit in new[] { 0x01, 0x20 })
            {
                byte[] changed = [.. proof];
                changed[i] ^= (byte)bit;
                Assert.False(LedgerProof.Verify(changed, key).IsGood, $"byte {i}, bit {bit}");
            }

            Assert.False(LedgerProof.Verify([.. proof[..i], .. proof[(i + 1)..]], key).IsGood, $"without byte {i}");
        }
    }

    [Fact]
    public async Task A_changed_payload_does_not_lead_to_the_signed_root()
    {
        var (file, key) = await ProveAsync(index: 11);
        var proof = LedgerProof.TryParse(file)!;
        var changed = Encoding.UTF8.GetString(proof.Leaf).Replace("\"number\":10", "\"number\":11", StringComparison.Ordinal);

        var verdict = (proof with { Leaf = Encoding.UTF8.GetBytes(changed) }).Check([key]);

        Assert.NotEqual(Encoding.UTF8.GetString(proof.Leaf), changed);
        Assert.Equal(ProofOutcome.NotIncluded, verdict.Outcome);
    }

    [Fact]
    public async Task Another_number_does_not_lead_to_the_signed_root()
    {
        var (file, key) = await ProveAsync(index: 11);

        Assert.Equal(ProofOutcome.NotIncluded, (LedgerProof.TryParse(file)! with { Index = 12 }).Check([key]).Outcome);
    }

    [Fact]
    public async Task A_key_that_is_not_trusted_proves_nothing()
    {
        var (proof, key) = await ProveAsync(index: 3);
        var stranger = new NoteKey(key.Name, Ed25519.PublicKeyOf(Ed25519.NewSeed()));

        Assert.Equal(ProofOutcome.NotSigned, LedgerProof.Verify(proof, stranger).Outcome);
        Assert.Equal(ProofOutcome.NotSigned, LedgerProof.Verify(proof).Outcome);
        Assert.Equal(ProofOutcome.Good, LedgerProof.Verify(proof, stranger, key).Outcome);
    }

    [Fact]
    public async Task Line_ends_of_another_system_do_no_harm()
    {
        var (proof, key) = await ProveAsync(index: 3);

        var pasted = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(proof).ReplaceLineEndings("\r\n"));

        Assert.True(LedgerProof.Verify(pasted, key).IsGood);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("c2sp.org/tlog-proof@v1\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 1\n\nexample.com/log\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra e30=\nindex 01\n\nexample.com/log\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra e30=\nindex 1\nAAAA\n\nexample.com/log\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra e30=\nindex 1\n\nexample.com/log\n2\n")]
    public void What_is_no_proof_is_said_to_be_none(string text) =>
        Assert.Equal(ProofOutcome.Malformed, LedgerProof.Verify(Encoding.UTF8.GetBytes(text)).Outcome);

    [Fact]
    public void A_huge_file_is_not_read() =>
        Assert.Equal(ProofOutcome.Malformed, LedgerProof.Verify(new byte[LedgerProof.BytesMax + 1]).Outcome);

    private async Task<(byte[] Proof, NoteKey Key)> ProveAsync(long index)
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await node.GrowAsync(20);
        var proof = await node.ReadAsync(l => l.ProofAsync(index, Ct));
        return (Encoding.UTF8.GetBytes(proof!), (await node.ReadAsync(l => l.KeysAsync(Ct))).Current!);
    }
}
