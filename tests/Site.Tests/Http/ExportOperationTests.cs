using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Goal: a filtered result is written in the background and read by whoever asked, and by nobody else. Method: the real program on
// both engines.
public sealed class ExportOperationTests
{
    private const string Exports = "/api/v1/datasets/fees/exports";

    [Theory, ClassData(typeof(Engines))]
    public async Task A_filtered_result_is_written_and_read_by_who_asked(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await folder.LoadAsync(folder.Write("fees.csv", "code,fee\nA,1.50\nB,2.00\nC,3.25\n"), "fees");
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();
        using var other = await node.WithKeyAsync();

        var request = new { format = "csv", query = "fee__ge=2&select=fee,code&sort=-fee" };
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anyone.PostAsJsonAsync(Exports, request)).StatusCode);
        using var asked = await client.PostAsJsonAsync(Exports, request);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var operation = await EndAsync(client, asked.Headers.Location!);
        Assert.Equal("succeeded", operation.GetProperty("state").GetString());
        var result = operation.GetProperty("result");
        Assert.Equal((2, 1), (result.GetProperty("rows").GetInt32(), result.GetProperty("version").GetInt32()));

        var download = result.GetProperty("download").GetString()!;
        using var file = await client.GetAsync(download);
        Assert.Equal("fee,code\r\n3.25,C\r\n2.00,B\r\n", await file.Content.ReadAsStringAsync());
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        using var range = new HttpRequestMessage(HttpMethod.Get, download) { Headers = { Range = new RangeHeaderValue(0, 2) } };
        Assert.Equal("fee", await (await client.SendAsync(range)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(download)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anyone.GetAsync(download)).StatusCode);

        // What is withdrawn is not handed out because it was written before.
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync("/api/v1/datasets/fees/versions/1/withdrawal", new { kind = "error", reason = "Wrong unit." })).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await client.GetAsync(download)).StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_at_once()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await folder.LoadAsync(folder.Write("fees.csv", "code,fee\nA,1.50\n"), "fees");
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();
        foreach (var (format, query, status, code) in new[]
        {
            ("doc", "", 406, "catalogue.format-not-found"), ("csv", "nothing=1", 400, "query.unknown-column"), ("csv", "fee__ge=many", 400, "query.value-not-of-type"),
            ("csv", "group=code", 400, "export.parameter-not-supported"),
        })
        {
            using var answer = await client.PostAsJsonAsync(Exports, new { format, query });
            Assert.Equal((status, code), ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        }

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["format"] = "ndjson", ["query"] = "?fee__ge=1", ["version"] = "1" });
        using var post = new HttpRequestMessage(HttpMethod.Post, "/datasets/fees/exports") { Content = form };
        post.Headers.Authorization = client.DefaultRequestHeaders.Authorization;
        using var started = await node.Anyone.SendAsync(post);
        Assert.Equal(HttpStatusCode.Found, started.StatusCode);
        Assert.StartsWith("/operations/", started.Headers.Location!.OriginalString);
    }

    private static async Task<JsonElement> EndAsync(HttpClient client, Uri address)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var operation = await client.GetFromJsonAsync<JsonElement>(address);
            if (operation.GetProperty("state").GetString() is "succeeded" or "failed" or "cancelled")
            {
                return operation;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The export did not end.");
    }
}
