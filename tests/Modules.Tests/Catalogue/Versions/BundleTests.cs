using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Versions.Bundles;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Modules.Tests.Catalogue.Versions;

// Goal: a bundle holds the whole version, says the truth about itself, and is proved with nothing but what is in it. Method: written
// twice on both engines, unpacked, and checked as somebody without the node would.
public sealed class BundleTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Csv = "编号,\"a \"\"b\"\"\",share\n1,x,0.5\n2,\"y\nz\",\n3,,0.25\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_bundle_is_whole_and_proved_offline(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("other", "id\n1\n");
        await node.PublishAsync("wells", Csv);
        await node.IntegrateLedgerAsync();
        using var zip = await BundleAsync(node, "wells", 1);
        var files = Unpacked(zip);

        Assert.Equal(
            ["LICENCE.txt", "README.txt", "SHA256SUMS", "data.csv", "data.csv-metadata.json", "data.parquet", "datapackage.json", "dictionary.csv", "ledger-keys.txt", "proof.tlog-proof"],
            files.Keys.Order(StringComparer.Ordinal));
        var sums = Encoding.UTF8.GetString(files["SHA256SUMS"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(l => l[66..], l => l[..64]);
        Assert.Equal(files.Keys.Except(["SHA256SUMS"]).Order(StringComparer.Ordinal), sums.Keys);
        Assert.All(sums, sum => Assert.Equal(sum.Value, Convert.ToHexStringLower(SHA256.HashData(files[sum.Key]))));

        Assert.Equal("编号,\"a \"\"b\"\"\",share\r\n1,x,0.5\r\n2,\"y\nz\",\r\n3,,0.25\r\n", Encoding.UTF8.GetString(files["data.csv"]).Replace("0.50", "0.5", StringComparison.Ordinal));
        var resource = JsonDocument.Parse(files["datapackage.json"]).RootElement.GetProperty("resources")[0];
        Assert.Equal(("data.csv", files["data.csv"].Length, "sha256:" + sums["data.csv"]), (
            resource.GetProperty("path").GetString(), resource.GetProperty("bytes").GetInt32(), resource.GetProperty("hash").GetString()));
        Assert.Equal("data.csv", JsonDocument.Parse(files["data.csv-metadata.json"]).RootElement.GetProperty("url").GetString());
        Assert.StartsWith("name,title,type,unit,description,required\r\n编号,,integer,", Encoding.UTF8.GetString(files["dictionary.csv"]));
        Assert.Contains(sums["data.parquet"], Encoding.UTF8.GetString(files["README.txt"]));

        NoteKey[] keys = [.. Encoding.UTF8.GetString(files["ledger-keys.txt"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(k => NoteKey.TryParse(k)!)];
        var verdict = LedgerProof.Verify(files["proof.tlog-proof"], keys);
        Assert.True(verdict.IsGood);
        Assert.Equal(("wells", sums["data.parquet"]), (
            verdict.Entry!.Payload!.Value.GetProperty("dataset").GetString(), verdict.Entry.Payload.Value.GetProperty("dataSha256").GetString()));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_same_version_makes_the_same_bytes_whenever_it_is_made(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("wells", Csv);
        await node.IntegrateLedgerAsync();
        using var first = await BundleAsync(node, "wells", 1);

        // Later, with other entries and checkpoints in the ledger.
        node.Clock.Now += TimeSpan.FromDays(3);
        await node.PublishAsync("wells", Csv + "4,w,0.75\n");
        await node.IntegrateLedgerAsync();
        using var second = await BundleAsync(node, "wells", 1);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Who_asks_twice_starts_it_once_and_a_withdrawn_version_has_none(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("wells", Csv);
        var first = await node.AskAsync<BundleReads, AskedBundle>(b => b.AskAsync("wells", "latest", Ct));
        var second = await node.AskAsync<BundleReads, AskedBundle>(b => b.AskAsync("wells", "1", Ct));
        Assert.Equal(first.Making!.Id, second.Making!.Id);

        await node.AskAsync<WithdrawData, WithdrawalView>(w => w.WithdrawAsync("wells", "1", "error", "Wrong unit in all rows.", Ct));
        var refused = await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<BundleReads, AskedBundle>(b => b.AskAsync("wells", "1", Ct)));
        Assert.Equal(410, refused.Status);
        await Assert.ThrowsAsync<Refusal>(() => BundleAsync(node, "wells", 1));
    }

    private static async Task<MemoryStream> BundleAsync(CatalogueNode node, string slug, int number)
    {
        var content = await node.AskAsync<BundleSources, BundleContent>(s => s.ReadAsync(slug, number, Ct));
        var zip = new MemoryStream();
        await node.AskAsync<BundleFile, bool>(async file =>
        {
            await file.WriteAsync(content, zip, Ct);
            return true;
        });
        return zip;
    }

    private static Dictionary<string, byte[]> Unpacked(MemoryStream zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray()));
        return archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = new MemoryStream();
            using var entry = e.Open();
            entry.CopyTo(content);
            return content.ToArray();
        });
    }
}
