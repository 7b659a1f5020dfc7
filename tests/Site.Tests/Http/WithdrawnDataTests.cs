using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Goal: no route gives away a withdrawn version. Method: the routes are discovered from the program's own description; a mark in a
// cell, in a quarantined cell and in a column's extremes must be in none of their answers, and must have been in some before.
public sealed class WithdrawnDataTests
{
    private const string Mark = "mark7731";
    private const string Why = "The numbers of persons stand in it.";

    [Theory, ClassData(typeof(Engines))]
    public async Task No_route_that_serves_data_serves_a_withdrawn_version(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        var rows = string.Concat(Enumerable.Range(1, 60).Select(i => $"{i},{i},z{Mark}{i}\n"));
        var file = folder.Write("marks.csv", $"id,figure,text\n{rows}61,{Mark},z\n");
        await folder.LoadAsync(file, "marks", reason: "First edition");
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();
        var paths = await PathsAsync(node);
        Assert.Contains("/api/v1/datasets/marks/versions/1/download.parquet", paths);

        var telling = new List<string>();
        foreach (var path in paths)
        {
            var (_, body) = await GetAsync(node, path);
            telling.AddRange(body.Contains(Mark, StringComparison.Ordinal) ? [path] : []);
        }

        Assert.True(telling.Count >= 8, string.Join("\n", telling));

        var answer = await client.PostAsJsonAsync("/api/v1/datasets/marks/versions/1/withdrawal", new { kind = "personalData", reason = Why });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        foreach (var path in paths)
        {
            var (status, body) = await GetAsync(node, path);
            Assert.False(body.Contains(Mark, StringComparison.Ordinal), path);
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Gone or HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest or HttpStatusCode.NotAcceptable, $"{path}: {status}");
        }

        foreach (var path in new[] { "rows", "rows?version=1", "versions/1/quarantine", "versions/latest/download.csv", "rows?as_of=2099-01-01" })
        {
            var (status, body) = await GetAsync(node, "/api/v1/datasets/marks/" + path);
            Assert.Equal(HttpStatusCode.Gone, status);
            Assert.Contains("catalogue.dataset-withdrawn", body);
            Assert.Contains(Why, body);
        }
    }

    [Fact]
    public async Task What_was_withdrawn_keeps_its_page_and_who_may_not_withdraw_is_refused()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await folder.LoadAsync(folder.Write("a.csv", "id\n1\n"), "a", title: "Ledger of wells");
        await using var node = await RunningNode.StartAsync(folder);
        var request = new { kind = "error", reason = Why };
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anyone.PostAsJsonAsync("/api/v1/datasets/a/withdrawal", request)).StatusCode);
        using var client = await node.WithKeyAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync("/api/v1/datasets/a/withdrawal", request)).StatusCode);
        }

        foreach (var page in new[] { "/datasets/a", "/datasets/a/versions/1" })
        {
            var (status, body) = await GetAsync(node, page);
            Assert.Equal(HttpStatusCode.Gone, status);
            Assert.Contains(Why, body);
            Assert.Contains("Ledger of wells", body);
        }

        Assert.Equal(0, (await node.GetAsync("/api/v1/datasets")).GetProperty("total").GetInt32());
        var view = await node.GetAsync("/api/v1/datasets/a");
        Assert.Equal(("withdrawn", Why), (view.GetProperty("state").GetString(), view.GetProperty("withdrawal").GetProperty("reason").GetString()));
    }

    // Every GET of the description that has a dataset in its address, and the pages, filled in.
    private static async Task<IReadOnlyList<string>> PathsAsync(RunningNode node)
    {
        var described = (await node.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .Where(p => p.Value.TryGetProperty("get", out _) && p.Name.Contains("{slug}", StringComparison.Ordinal))
            .Select(p => p.Name);
        var paths = described.Concat(["/datasets/{slug}", "/datasets/{slug}/versions/{number}", "/datasets/{slug}?sort=-id", "/api/v1/datasets?q=marks"])
            .SelectMany(p => p.Contains("{number}", StringComparison.Ordinal) ? ["1", "latest"] : new[] { "" }, (p, number) => p.Replace("{number}", number, StringComparison.Ordinal))
            .SelectMany(p => p.Contains("{extension}", StringComparison.Ordinal) ? ["csv", "json", "ndjson", "xml", "parquet"] : new[] { "" }, (p, extension) => p.Replace("{extension}", extension, StringComparison.Ordinal));
        return [.. paths.Select(p => p.Replace("{slug}", "marks", StringComparison.Ordinal))];
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(RunningNode node, string path)
    {
        using var answer = await node.Anyone.GetAsync(path);
        return (answer.StatusCode, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
    }
}
