using System.Net;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Goal: two versions are compared over HTTP as JSON, as a file and on a page. Method: the real program on both engines.
public sealed class DiffTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Two_versions_are_compared_as_json_as_a_file_and_on_a_page(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        var file = folder.Write("fees.csv", "code,fee\nA,1.50\nB,2.00\nC,\n");
        await folder.LoadAsync(file, "fees");
        folder.Write("fees.csv", "code,fee,since\nA,1.50,2024-01-01\nB,2.25,2024-01-01\nD,\"1,000.00\",2024-02-01\n");
        await folder.LoadAsync(file, "fees", reason: "Fees of 2024");
        await using var node = await RunningNode.StartAsync(folder);

        var diff = await node.GetAsync("/api/v1/datasets/fees/diff?key=code");
        var summary = diff.GetProperty("summary");
        Assert.Equal((1, 2), (diff.GetProperty("from").GetInt32(), diff.GetProperty("to").GetInt32()));
        Assert.Equal("given", summary.GetProperty("keySource").GetString());
        Assert.Equal((1, 1, 1, 1), (Number(summary, "added"), Number(summary, "removed"), Number(summary, "changed"), Number(summary, "unchanged")));
        Assert.Equal("since", diff.GetProperty("schema").GetProperty("added")[0].GetProperty("name").GetString());
        var changed = (await node.GetAsync("/api/v1/datasets/fees/diff?key=code&change=changed")).GetProperty("items")[0];
        Assert.Equal(("2.00", "2.25"), (changed.GetProperty("cells")[0].GetProperty("old").GetString(), changed.GetProperty("cells")[0].GetProperty("new").GetString()));

        using var csv = await node.Anyone.GetAsync("/api/v1/datasets/fees/diff.csv?key=code");
        Assert.Equal(
            "_change,_from_row,_to_row,code,code__old,fee,fee__old,since\r\nchanged,3,3,B,B,2.25,2.00,2024-01-01\r\nadded,,4,D,,1000.00,,2024-02-01\r\nremoved,4,,,C,,,\r\n",
            await csv.Content.ReadAsStringAsync());
        Assert.Equal("3", csv.Headers.GetValues("X-Row-Count").Single());
        foreach (var format in new[] { "json", "ndjson", "xml", "xlsx", "parquet" })
        {
            Assert.Equal(HttpStatusCode.OK, (await node.Anyone.GetAsync($"/api/v1/datasets/fees/diff.{format}?key=code")).StatusCode);
        }

        var page = await node.Anyone.GetStringAsync("/datasets/fees/diff?key=code");
        Assert.Contains("2.25", page);
        Assert.Contains("Fees of 2024", await node.Anyone.GetStringAsync("/datasets/fees"));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/datasets/fees/diff?key=code");
        using var first = await node.Anyone.GetAsync("/api/v1/datasets/fees/diff?key=code");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await node.Anyone.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("diff?key=nothing", 400, "diff.key-unknown")]
    [InlineData("diff?change=moved", 400, "catalogue.query-not-readable")]
    [InlineData("diff?limit=-1", 400, "catalogue.query-not-readable")]
    [InlineData("diff?from=9", 404, "catalogue.version-not-found")]
    [InlineData("diff?to=1", 404, "catalogue.no-earlier-version")]
    [InlineData("diff.doc", 406, "catalogue.format-not-found")]
    public async Task What_cannot_be_compared_is_refused_with_its_code(string question, int status, string code)
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        foreach (var text in new[] { "a\n1\n", "a\n2\n" })
        {
            await folder.LoadAsync(folder.Write("a.csv", text), "a");
        }

        await using var node = await RunningNode.StartAsync(folder);
        using var answer = await node.Anyone.GetAsync("/api/v1/datasets/a/" + question);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    private static int Number(JsonElement summary, string name) => summary.GetProperty(name).GetInt32();
}
