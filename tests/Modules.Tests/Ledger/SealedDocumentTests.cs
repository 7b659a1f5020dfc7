using System.Text;
using Gongxin.Fixtures;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Ledger.Notes;
using Gongxin.Kernel.Ledger.Seals;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Ledger;

// Goal: a sealed document proves itself without a node, alone or in a batch, and no byte of its file can be changed. Method: documents
// sealed by a real ledger on both engines; every byte of one file, in every way that matters.
public sealed class SealedDocumentTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Every_document_of_a_batch_proves_itself(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        foreach (var count in new[] { 1, 2, 3, 7, 8, 33 })
        {
            var files = await SealAsync(node, [.. Enumerable.Range(0, count).Select(n => $$"""{"kind":"test","n":{{n}},"text":"公信 <&> \"q\""}""")]);
            Assert.All(files, file => Assert.Equal(SealOutcome.Good, SealedDocument.Verify(file, []).Outcome));
            Assert.Equal(count, files.Select(f => Encoding.UTF8.GetString(f)).Distinct().Count());
        }
    }

    [Fact]
    public async Task No_byte_can_be_changed()
    {
        var file = (await SealAsync(await databases.NewNodeAsync(Engine.Sqlite), ["""{"a":1}""", """{"b":2}""", """{"c":3}"""]))[1];
        Assert.True(SealedDocument.Verify(file, []).IsGood);
        var letThrough = new List<string>();
        for (var at = 0; at < file.Length; at++)
        {
            // Another bit, another case, a blank, another digit.
            foreach (var value in new[] { file[at] ^ 1, file[at] ^ 0x20, ' ', '0', file[at] ^ 0x80 }.Select(v => (byte)v).Where(v => v != file[at]).Distinct())
            {
                var changed = file.ToArray();
                changed[at] = value;
                if (SealedDocument.Verify(changed, []).IsGood)
                {
                    letThrough.Add($"{at}: {(char)file[at]} to {(char)value}");
                }
            }
        }

        Assert.Empty(letThrough);
        Assert.False(SealedDocument.Verify(file[..^1], []).IsGood);
        Assert.False(SealedDocument.Verify([.. file, (byte)'\n'], []).IsGood);
        Assert.False(SealedDocument.Verify([], []).IsGood);
    }

    [Fact]
    public async Task Only_a_trusted_key_counts_when_one_is_given()
    {
        var file = (await SealAsync(await databases.NewNodeAsync(Engine.Sqlite), ["""{"a":1}"""]))[0];
        var own = NoteKey.TryParse(SealedDocument.TryParse(file)!.Key)!;
        Assert.True(SealedDocument.Verify(file, [own]).IsGood);
        Assert.Equal(SealOutcome.NotSigned, SealedDocument.Verify(file, [new NoteKey(own.Name, new byte[NoteKey.PublicKeyBytes])]).Outcome);
    }

    [Fact]
    public async Task A_document_of_another_batch_is_not_vouched_for()
    {
        var files = await SealAsync(await databases.NewNodeAsync(Engine.Sqlite), ["""{"a":1}""", """{"b":2}"""]);
        var (first, second) = (SealedDocument.TryParse(files[0])!, SealedDocument.TryParse(files[1])!);
        Assert.Equal(SealOutcome.NotThisDocument, (first with { Document = second.Document }).Check([]).Outcome);
        Assert.Equal(SealOutcome.NotThisDocument, (first with { Place = second.Place }).Check([]).Outcome);
        Assert.Equal(SealOutcome.NotThisDocument, (first with { Place = first.Place with { Count = 3 } }).Check([]).Outcome);
    }

    private static async Task<List<byte[]>> SealAsync(TestNode node, IReadOnlyList<string> documents)
    {
        var bytes = documents.Select(Encoding.UTF8.GetBytes).ToList();
        var leaves = bytes.Select(b => MerkleHash.Leaf(b)).ToList();
        await using var scope = node.NewScope();
        await using var db = node.NewDb();
        var id = db.QueueLedger("test.sealed", "test:1", new { seal = Seal.Of(leaves) }, null, TimeProvider.System);
        await db.SaveChangesAsync(Ct);
        await scope.ServiceProvider.GetRequiredService<LedgerSequencer>().IntegrateAllAsync(Ct);
        var reader = scope.ServiceProvider.GetRequiredService<LedgerReader>();
        var files = new List<byte[]>();
        for (var i = 0; i < bytes.Count; i++)
        {
            files.Add((await reader.SealAsync(bytes[i], Seal.PlaceOf(leaves, i), id, Ct))!);
        }

        return files;
    }
}
