using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
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
        Assert.Equal(0, (await folder.RunAsync("load", folder.Write("a.csv", "id,name\n1,a\n2,b\n"), "--dataset", "a")).ExitCode);
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
    public async Task A_node_that_is_killed_while_it_makes_a_bundle_makes_it_after_its_restart()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var rows = string.Concat(Enumerable.Range(1, 400_000).Select(i => $"{i},{i * 7919L % 1_000_003},text number {i}\n"));
        Assert.Equal(0, (await folder.RunAsync("load", folder.Write("large.csv", "id,figure,words\n" + rows), "--dataset", "large")).ExitCode);
        const string Path = "/api/v1/datasets/large/versions/1/bundle.zip";
        await using (var first = await RunningNode.StartAsync(folder))
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
