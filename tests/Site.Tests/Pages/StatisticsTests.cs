using System.Net;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Pages;

// Goal: people's views, downloads and calls of programs are counted, once each, also what comes from memory; robots, errors, heads
// and a page's own requests are not; a node that is stopped loses nothing. Method: the real program, stopped and started again.
public sealed class StatisticsTests
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Robot = "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)";

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_used_is_counted_and_survives_the_end_of_the_process(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await folder.LoadAsync(folder.Write("numbers.csv", "n\n1\n2\n"), "numbers", theme: "07");
        await using (var node = await RunningNode.StartProcessAsync(folder))
        {
            await UseAsync(node);
            await node.StopAsync();
        }

        await using var again = await RunningNode.StartAsync(folder);
        Assert.Equal((6, 3, 8), await SumAsync(again, "/api/v1/statistics/days"));
        Assert.Equal((4, 2, 5), await SumAsync(again, "/api/v1/statistics/days?dataset=numbers"));

        var datasets = await again.GetAsync("/api/v1/statistics/datasets");
        Assert.Equal(1, datasets.GetProperty("total").GetInt32());
        Assert.Equal(("numbers", 4), (datasets.GetProperty("items")[0].GetProperty("dataset").GetString(), Number(datasets.GetProperty("items")[0], "views")));
        Assert.Equal("07", (await again.GetAsync("/api/v1/statistics/themes")).GetProperty("items")[0].GetProperty("key").GetString());
        Assert.Equal(JsonValueKind.Null, (await again.GetAsync("/api/v1/statistics/providers")).GetProperty("items")[0].GetProperty("key").ValueKind);

        var page = await again.Anyone.GetStringAsync("/statistics?lang=en");
        Assert.Contains("<a href=\"/statistics?dataset=numbers\">", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"figure-value\">6</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"figure-value\">4</span>", await again.Anyone.GetStringAsync("/datasets/numbers?lang=en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/statistics/days?from=yesterday")]
    [InlineData("/api/v1/statistics/datasets?limit=100000")]
    [InlineData("/api/v1/statistics/datasets?cursor=x")]
    [InlineData("/api/v1/statistics/themes?from=2026-02-01&to=2026-01-01")]
    [InlineData("/statistics?from=x")]
    public async Task A_wish_that_cannot_be_understood_is_refused(string path)
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var answer = await node.Anyone.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("portal.query-not-readable", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var absent = await node.Anyone.GetAsync("/statistics?dataset=none");
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    // Six views, three downloads and eight calls; everything else must not count.
    private static async Task UseAsync(RunningNode node)
    {
        const string Download = "/api/v1/datasets/numbers/versions/latest/download.csv";
        await GetAsync(node, "/", Browser);
        await GetAsync(node, "/about", Browser);
        for (var time = 0; time < 3; time++)
        {
            await GetAsync(node, "/datasets/numbers", Browser);
        }

        await GetAsync(node, "/datasets/numbers/versions/1", Browser);
        await GetAsync(node, Download, Browser, ("Sec-Fetch-Site", "same-origin"));
        await GetAsync(node, Download, "curl/8.5.0", ("Range", "bytes=0-1"));
        for (var time = 0; time < 4; time++)
        {
            await GetAsync(node, "/api/v1/datasets/numbers/rows", "python-requests/2.32");
        }

        await GetAsync(node, "/api/v1/datasets", "");
        await GetAsync(node, "/api/3/action/status_show", "ckanext-harvest");
        await GetAsync(node, "/datasets/numbers/datapackage.json", "curl/8.5.0");
        var resource = (await node.GetAsync("/api/3/action/package_show?id=numbers")).GetProperty("result").GetProperty("resources")[0].GetProperty("id").GetString();
        await GetAsync(node, $"/datastore/dump/{resource}", "curl/8.5.0");

        await GetAsync(node, "/datasets/numbers", Robot);
        await GetAsync(node, "/api/v1/datasets/numbers/rows", Robot);
        await GetAsync(node, "/datasets/numbers", "curl/8.5.0");
        await GetAsync(node, "/datasets/numbers", Browser, ("Sec-Purpose", "prefetch"));
        await GetAsync(node, "/datasets/none", Browser);
        await GetAsync(node, "/api/v1/datasets/none/rows", "curl/8.5.0");
        await GetAsync(node, "/api/v1/datasets/numbers/rows", Browser, ("Sec-Fetch-Site", "same-origin"));
        await GetAsync(node, Download, Browser, ("Range", "bytes=2-3"));
        await GetAsync(node, "/health/ready", Browser);
        await GetAsync(node, "/robots.txt", Browser);
        await GetAsync(node, "/upload", Browser);
        foreach (var path in new[] { "/datasets/numbers", Download })
        {
            using var head = new HttpRequestMessage(HttpMethod.Head, path);
            head.Headers.TryAddWithoutValidation("User-Agent", Browser);
            (await node.Anyone.SendAsync(head)).Dispose();
        }
    }

    private static async Task GetAsync(RunningNode node, string path, string agent, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers.Append(("User-Agent", agent)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await node.Anyone.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<(long Views, long Downloads, long ApiCalls)> SumAsync(RunningNode node, string path)
    {
        var days = (await node.GetAsync(path)).GetProperty("items").EnumerateArray().ToList();
        return (days.Sum(d => Number(d, "views")), days.Sum(d => Number(d, "downloads")), days.Sum(d => Number(d, "apiCalls")));
    }

    private static long Number(JsonElement item, string name) => item.GetProperty(name).GetInt64();
}
