using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Catalogue.Versions.Bundles;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Goal: a bundle is made once by the node, survives its kill, and is served with ranges to everybody. Method: the real program on
// both engines.
public sealed class BundleTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_bundle_is_made_once_and_served_with_ranges(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await folder.LoadAsync(folder.Write("a.csv", "id,name\n1,a\n2,b\n"), "a");
        await using var node = await RunningNode.StartAsync(folder);

        using var made = await WaitAsync(node, "/api/v1/datasets/a/versions/latest/bundle.zip");
        var bytes = await made.Content.ReadAsByteArrayAsync();
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Contains(zip.Entries, e => e.FullName == "proof.tlog-proof");
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"", made.Headers.ETag!.Tag);
        Assert.Equal("a-1.zip", made.Content.Headers.ContentDisposition!.FileName);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/datasets/a/versions/1/bundle.zip");
        request.Headers.Range = new RangeHeaderValue(10, 19);
        using var part = await node.Anyone.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[10..20], await part.Content.ReadAsByteArrayAsync());

        using var known = new HttpRequestMessage(HttpMethod.Get, "/api/v1/datasets/a/versions/1/bundle.zip");
        known.Headers.IfNoneMatch.Add(made.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await node.Anyone.SendAsync(known)).StatusCode);
        Assert.Contains("bundle.zip", await node.Anyone.GetStringAsync("/datasets/a/versions/1/bundle"));
    }

    [Fact]
    public async Task A_downloaded_bundle_is_checked_offline_and_any_change_is_found()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await folder.LoadAsync(folder.Write("a.csv", "id,name\n1,a\n2,b\n"), "a");
        await using var node = await RunningNode.StartAsync(folder);
        using var made = await WaitAsync(node, "/api/v1/datasets/a/versions/1/bundle.zip");
        var bytes = await made.Content.ReadAsByteArrayAsync();
        var key = (await node.GetAsync("/api/v1/ledger/keys")).GetProperty("items").EnumerateArray().Last().GetProperty("key").GetString()!;

        // In a folder without a node: nothing of the platform is needed.
        await using var elsewhere = await NodeFolder.CreateEmptyAsync(Engine.Sqlite);
        var good = await elsewhere.RunAsync("verify", Save(elsewhere, bytes), "--key", key);
        Assert.True(good.ExitCode == 0 && good.Output.Contains("a-1.zip: good: dataset:a", StringComparison.Ordinal), good.Output + good.Errors);
        Assert.Contains("compare it", (await elsewhere.RunAsync("verify", Save(elsewhere, bytes))).Output, StringComparison.Ordinal);

        foreach (var (file, change, code) in new (string, Func<byte[], byte[]?>, string)[]
        {
            ("data.csv", Flip, "bundle.file-changed"),
            ("data.parquet", Flip, "bundle.data-not-proved"),
            ("proof.tlog-proof", proof => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(proof).Replace("extra ", "extra AAAA", StringComparison.Ordinal)), "bundle.proof-not-good"),
            ("LICENCE.txt", _ => null, "bundle.file-missing"),
            ("SHA256SUMS", _ => null, "bundle.not-a-bundle"),
        })
        {
            var bad = CheckBundle.Run(Save(elsewhere, Changed(bytes, file, change)), []);
            Assert.Contains(code, bad.Faults.Select(f => f.Code));
        }

        var stranger = "example.org+" + key.Split('+')[1] + "+" + key.Split('+')[2];
        Assert.Equal(2, (await elsewhere.RunAsync("verify", Save(elsewhere, bytes), "--key", stranger)).ExitCode);
        Assert.Contains("bundle.not-a-bundle", CheckBundle.Run(Save(elsewhere, [1, 2, 3]), []).Faults.Select(f => f.Code));
    }

    private static string Save(NodeFolder folder, byte[] bytes)
    {
        var path = Path.Combine(folder.Scratch, "a-1.zip");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Flip(byte[] content)
    {
        var changed = content.ToArray();
        changed[changed.Length / 2] ^= 1;
        return changed;
    }

    // The bundle with one file changed, or taken out where the change gives none.
    private static byte[] Changed(byte[] bundle, string name, Func<byte[], byte[]?> change)
    {
        using var stream = new MemoryStream();
        stream.Write(bundle);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry(name)!;
            using var before = new MemoryStream();
            using (var content = entry.Open())
            {
                content.CopyTo(before);
            }

            entry.Delete();
            if (change(before.ToArray()) is { } after)
            {
                using var content = zip.CreateEntry(name).Open();
                content.Write(after);
            }
        }

        return stream.ToArray();
    }

    [Fact]
    public async Task A_node_that_is_killed_while_it_makes_a_bundle_makes_it_after_its_restart()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var rows = string.Concat(Enumerable.Range(1, 400_000).Select(i => $"{i},{i * 7919L % 1_000_003},text number {i}\n"));
        await folder.LoadAsync(folder.Write("large.csv", "id,figure,words\n" + rows), "large");
        const string Path = "/api/v1/datasets/large/versions/1/bundle.zip";
        await using (var first = await RunningNode.StartProcessAsync(folder))
        {
            using var asked = await first.Anyone.GetAsync(Path);
            Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
            Assert.NotEmpty(asked.Headers.GetValues("Retry-After"));
            await first.KillAsync();
        }

        await using var second = await RunningNode.StartAsync(folder);
        using var made = await WaitAsync(second, Path);
        using var zip = new ZipArchive(await made.Content.ReadAsStreamAsync());
        using var lines = new StreamReader(zip.GetEntry("data.csv")!.Open());
        Assert.Equal(400_001, (await lines.ReadToEndAsync()).Count(c => c == '\n'));
        Assert.Empty(Directory.EnumerateFiles(folder.Settings.TempFolder, "bundle-*"));
    }

    private static async Task<HttpResponseMessage> WaitAsync(RunningNode node, string path)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var answer = await node.Anyone.GetAsync(path);
            if (answer.StatusCode is not HttpStatusCode.Accepted)
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                return answer;
            }

            answer.Dispose();
            await Task.Delay(200);
        }

        throw new TimeoutException("The bundle was not made.");
    }
}
