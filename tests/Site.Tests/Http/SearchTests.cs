using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Goal: search over HTTP keeps its shape, says where it stands, refuses what it cannot read, and its command line tells the truth.
public sealed class SearchTests
{
    [Fact]
    public async Task Search_answers_says_why_and_where_it_stands()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var file = folder.Write("penalties.csv", "文书号,种类\n1,警告\n2,警告\n3,罚款\n");
        await folder.LoadAsync(file, "penalties", title: "行政处罚决定", theme: "18");
        await using (var node = await RunningNode.StartAsync(folder))
        {
            var found = await node.GetAsync("/api/v1/datasets?q=xzcf");
            Assert.Equal((1, false), (found.GetProperty("total").GetInt32(), found.GetProperty("isLoose").GetBoolean()));
            var match = found.GetProperty("items")[0].GetProperty("matches")[0];
            Assert.Equal("title", match.GetProperty("field").GetString());
            Assert.Equal("行政处罚", match.GetProperty("parts")[0].GetProperty("text").GetString());
            Assert.Equal("18", found.GetProperty("facets").GetProperty("theme")[0].GetProperty("value").GetString());
            Assert.Equal("/datasets/penalties", (await node.GetAsync("/api/v1/search/suggest?q=xingzhe")).GetProperty("items")[0].GetProperty("href").GetString());
            Assert.Equal(1, (await node.GetAsync("/api/v1/search/status")).GetProperty("datasets").GetInt32());

            foreach (var (query, code) in new[]
            {
                ("theme=01&theme=02", "catalogue.too-many-filters"), ("sort=best", "catalogue.query-not-readable"), ("cursor=x", "catalogue.cursor-not-good"),
                ("cursor=e30", "catalogue.cursor-not-good"), ("limit=1000", "catalogue.query-not-readable"),
            })
            {
                using var refused = await node.Anyone.GetAsync($"/api/v1/datasets?{query}");
                Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
                Assert.Equal(code, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
            }

            using var page = await node.Anyone.GetAsync("/catalogue?q=xzcf&theme=18");
            Assert.True(page.Headers.Contains("RateLimit"));
            Assert.Contains("<mark>行政处罚</mark>", await page.Content.ReadAsStringAsync());
        }

        var rebuilt = await folder.RunAsync("search", "rebuild");
        Assert.Contains("1 datasets", rebuilt.Output);
        Assert.Equal("1 checked, 0 faults", (await folder.RunAsync("search", "check")).Output.Trim());
    }

    [Fact]
    public async Task Synonyms_need_a_right_and_are_not_overwritten()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();
        using var unknown = await node.Anyone.PutAsJsonAsync("/api/v1/search/synonyms", new { text = "a, b", basedOn = 0 });
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        using var saved = await client.PutAsJsonAsync("/api/v1/search/synonyms", new { text = "a, b", basedOn = 0 });
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        using var late = await client.PutAsJsonAsync("/api/v1/search/synonyms", new { text = "a, c", basedOn = 0 });
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(1, (await node.GetAsync("/api/v1/search/synonyms")).GetProperty("number").GetInt32());
    }
}
