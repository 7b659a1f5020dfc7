using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Pages;

// Goal: pages from memory are never older than a publication and never somebody else's. Method: the real program; an answer
// from memory is told by its Age.
public sealed class KeptPagesTests
{
    private static readonly string[] Shown = ["/?lang=en", "/catalogue?lang=en", "/datasets/numbers?lang=en"];

    [Theory, ClassData(typeof(Engines))]
    public async Task Pages_and_rows_change_at_once_when_their_process_publishes_or_withdraws(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();
        await UploadAsync(client, "n\n1\n");
        await ReadKeptAsync(node, Shown);
        Assert.Equal(1, await RowsAsync(node));

        await UploadAsync(client, "n\n1\n2\n3\n4\n5\n6\n7\n");
        Assert.Contains("<span class=\"figure-value\">7</span>", await PageAsync(node, Shown[0]), StringComparison.Ordinal);
        Assert.Contains("7 rows", await PageAsync(node, Shown[1]), StringComparison.Ordinal);
        Assert.Contains("/datasets/numbers/versions/2", await PageAsync(node, Shown[2]), StringComparison.Ordinal);
        Assert.Equal(7, await RowsAsync(node));
        await ReadKeptAsync(node, Shown);

        using var withdrawn = await client.PostAsJsonAsync("/api/v1/datasets/numbers/withdrawal", new { kind = "error", reason = "The numbers were of another year." });
        Assert.Equal(HttpStatusCode.Created, withdrawn.StatusCode);
        Assert.DoesNotContain("/datasets/numbers", await PageAsync(node, Shown[1]), StringComparison.Ordinal);
        using var gone = await node.Anyone.GetAsync("/api/v1/datasets/numbers/rows");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Pages_follow_what_another_process_of_the_node_publishes(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await folder.LoadAsync(folder.Write("numbers.csv", "n\n1\n"), "numbers");
        await using var node = await RunningNode.StartAsync(folder);
        await ReadKeptAsync(node, Shown);

        Assert.Equal(0, (await folder.RunAsync("load", folder.Write("numbers.csv", "n\n1\n2\n"), "--dataset", "numbers")).ExitCode);
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!(await PageAsync(node, Shown[2])).Contains("/datasets/numbers/versions/2", StringComparison.Ordinal))
        {
            await Task.Delay(50, guard.Token);
        }

        Assert.Equal(2, await RowsAsync(node));
    }

    [Fact]
    public async Task A_version_is_prepared_for_queries_before_anybody_asks()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await folder.LoadAsync(folder.Write("numbers.csv", "n\n1\n"), "numbers");
        await using var node = await RunningNode.StartAsync(folder);
        var version = await node.GetAsync("/api/v1/datasets/numbers/versions/1");
        var index = Path.Combine(folder.Settings.CacheFolder, "rows", version.GetProperty("lineage").GetProperty("dataSha256").GetString() + ".index");
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!File.Exists(index))
        {
            await Task.Delay(50, guard.Token);
        }
    }

    [Fact]
    public async Task The_page_of_somebody_is_never_given_to_others()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var signedIn = await SignedInAsync(node);
        using var withKey = await node.WithKeyAsync();
        for (var round = 0; round < 3; round++)
        {
            foreach (var client in new[] { signedIn, withKey })
            {
                using var own = await client.GetAsync("/catalogue?lang=en");
                var text = await own.Content.ReadAsStringAsync();
                Assert.Contains("/sign-out", text, StringComparison.Ordinal);
                Assert.Equal("no-store, private", own.Headers.CacheControl!.ToString());
                Assert.Null(own.Headers.Age);
                Assert.Null(own.Headers.ETag);
            }

            using var open = await node.Anyone.GetAsync("/catalogue?lang=en");
            Assert.DoesNotContain("/sign-out", await open.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Contains("Cookie", open.Headers.Vary);
            Assert.False(open.Headers.Contains("Set-Cookie"));
        }

        await ReadKeptAsync(node, "/catalogue?lang=en");
    }

    [Fact]
    public async Task A_browser_that_has_the_page_is_told_so_and_every_form_of_it_has_its_own_tag()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        await ReadKeptAsync(node, "/about");
        using var plain = await node.Anyone.GetAsync("/about");
        Assert.Equal((await plain.Content.ReadAsByteArrayAsync()).Length, plain.Content.Headers.ContentLength);

        using var again = await AskAsync(node, "/about", ("If-None-Match", plain.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(plain.Headers.ETag, again.Headers.ETag);
        Assert.True(again.Headers.Contains("Content-Security-Policy"));

        var tags = new List<string> { plain.Headers.ETag.Tag };
        foreach (var (header, value) in new[] { ("Cookie", "gx-language=en"), ("Cookie", "gx-text-size=large"), ("Accept-Encoding", "br"), ("Accept-Encoding", "gzip") })
        {
            for (var time = 0; time < 2; time++)
            {
                using var other = await AskAsync(node, "/about", (header, value), ("If-None-Match", tags[0]));
                Assert.Equal(HttpStatusCode.OK, other.StatusCode);
                tags.Add(other.Headers.ETag!.Tag);
                Assert.Equal(header == "Accept-Encoding" ? [value] : [], other.Content.Headers.ContentEncoding);
            }
        }

        Assert.Equal(5, tags.Distinct().Count());
    }

    [Fact]
    public async Task Neither_errors_nor_the_moment_nor_another_spelling_come_from_memory()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await folder.LoadAsync(folder.Write("numbers.csv", "n\n1\n"), "numbers");
        await using var node = await RunningNode.StartAsync(folder);
        await ReadKeptAsync(node, "/datasets/numbers");
        foreach (var (path, status) in new[] { ("/datasets/NUMBERS", 404), ("/datasets/none", 404), ("/datasets/numbers?none=1", 400), ("/status", 200) })
        {
            for (var time = 0; time < 3; time++)
            {
                using var answer = await node.Anyone.GetAsync(path);
                Assert.Equal((path, status), (path, (int)answer.StatusCode));
                Assert.True(answer.Headers.Age is null && answer.Headers.ETag is null, path);
                Assert.True(answer.Headers.CacheControl?.NoStore, path);
            }
        }
    }

    [Fact]
    public async Task A_head_has_the_headers_of_the_page_and_no_body()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);

        // The footer names the ledger, which numbers its first entries now.
        for (var (before, now) = ("", await node.Anyone.GetStringAsync("/about")); before != now;)
        {
            await Task.Delay(1000, TestContext.Current.CancellationToken);
            (before, now) = (now, await node.Anyone.GetStringAsync("/about"));
        }

        using var head = await node.Anyone.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/about"));
        using var page = await node.Anyone.GetAsync("/about");
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal((page.Headers.ETag, page.Content.Headers.ContentLength), (head.Headers.ETag, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        using var absent = await node.Anyone.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/none"));
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    [Fact]
    public async Task Every_call_of_the_API_is_counted_by_its_rate()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        var left = new List<string>();
        for (var time = 0; time < 3; time++)
        {
            using var answer = await node.Anyone.GetAsync("/api/v1/datasets");
            left.Add(answer.Headers.GetValues("RateLimit").Single());
        }

        Assert.Equal(3, left.Distinct().Count());
    }

    // Until the pages come from memory: a new node still numbers its first entries in the ledger.
    private static async Task ReadKeptAsync(RunningNode node, params string[] paths)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        foreach (var path in paths)
        {
            while (true)
            {
                using var answer = await node.Anyone.GetAsync(path, guard.Token);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                if (answer.Headers.Age is not null)
                {
                    break;
                }

                await Task.Delay(20, guard.Token);
            }
        }
    }

    private static async Task<string> PageAsync(RunningNode node, string path)
    {
        using var answer = await node.Anyone.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<int> RowsAsync(RunningNode node) => (await node.GetAsync("/api/v1/datasets/numbers/rows?limit=1")).GetProperty("total").GetInt32();

    private static async Task<HttpResponseMessage> AskAsync(RunningNode node, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await node.Anyone.SendAsync(request);
    }

    private static async Task<HttpClient> SignedInAsync(RunningNode node)
    {
        var key = await node.Folder.RunAsync("key", "create", "somebody");
        var client = new HttpClient { BaseAddress = node.Anyone.BaseAddress };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = key.Output.Trim(), ["return"] = "/about" });
        using var answer = await client.PostAsync("/sign-in", form);
        Assert.Equal("/about", answer.RequestMessage!.RequestUri!.AbsolutePath);
        return client;
    }

    private static async Task UploadAsync(HttpClient client, string text)
    {
        using var answer = await client.PostAsync("/api/v1/datasets?fileName=numbers.csv&dataset=numbers", new StringContent(text));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await client.GetFromJsonAsync<JsonElement>(answer.Headers.Location, guard.Token)).GetProperty("state").GetString() is "queued" or "running")
        {
            await Task.Delay(20, guard.Token);
        }
    }
}
