using System.Globalization;
using System.Text.Json;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;

namespace Gongxin.Modules.Tests.Catalogue.Facades;

// Goal: what other portals' harvesters and CKAN's clients call is answered from this catalogue. Method: their calls, in their
// order, on both engines.
public sealed class CkanTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Rows = "城市,人口,设立\n北京,21893095,1045-01-01\n天津,13866009,\n石家庄,11235086,1947-11-12\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The calls of ckanext-harvest: first the whole catalogue by pages, then what changed since that walk began.
    [Theory, ClassData(typeof(Engines))]
    public async Task A_harvester_walks_the_whole_catalogue_without_gap_or_double_while_datasets_are_added(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var ckan = new CkanClient(node);
        var before = new List<string>();
        for (var i = 0; i < 23; i++)
        {
            before.Add((await node.PublishAsync($"set-{i:00}", $"n\n{i}\n")).Dataset);
        }

        var began = node.Clock.Now;
        var walked = new List<string>();
        for (var start = 0; ; start += 5)
        {
            var page = await ckan.NamesAsync(("rows", "5"), ("start", start.ToString(CultureInfo.InvariantCulture)), ("sort", "id asc"));
            if (page.Count == 0)
            {
                break;
            }

            walked.AddRange(page);
            if (start < 20)
            {
                // One is new, one that was met already and one that was not get another version.
                await node.PublishAsync($"added-{start}", $"n\n{start}\n");
                await node.PublishAsync("set-01", $"n\n{start + 100}\n");
                await node.PublishAsync("set-22", $"n\n{start + 100}\n");
            }
        }

        Assert.Equal(walked.Distinct().Count(), walked.Count);
        Assert.Empty(before.Except(walked));
        Assert.Equal(["added-0", "added-5", "added-10", "added-15"], walked.Except(before));

        node.Clock.Now += TimeSpan.FromHours(1);
        await node.PublishAsync("set-05", "n\n500\n");
        await node.PublishAsync("late", "n\n1\n");
        var since = began.UtcDateTime.AddMinutes(30).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        var changed = await ckan.NamesAsync(("rows", "100"), ("start", "0"), ("sort", "id asc"), ("fq", $"metadata_modified:[{since}Z TO *]"));
        Assert.Equal(["set-05", "late"], changed);
    }

    // What is published in the moment in which a walk begins bears a time before it and is seen after it.
    [Theory, ClassData(typeof(Engines))]
    public async Task Who_asks_since_his_last_visit_is_told_what_was_under_way_then(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("under-way", "n\n1\n");
        var visit = node.Clock.Now.UtcDateTime.AddSeconds(5).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        Assert.Equal(["under-way"], await new CkanClient(node).NamesAsync(("fq", $"metadata_modified:[{visit}Z TO *]")));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_package_has_one_id_for_ever_and_is_found_by_it_and_by_its_name(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var ckan = new CkanClient(node);
        await node.PublishAsync("cities", Rows);
        var first = await ckan.CallAsync("package_show", ("id", "cities"));
        await node.PublishAsync("cities", Rows + "太原,5304061,\n");
        var second = await ckan.CallAsync("package_show", ("id", first.GetProperty("id").GetString()!));
        Assert.Equal("2", second.GetProperty("version").GetString());
        Assert.Equal(Ids(first), Ids(second));
        Assert.True(string.CompareOrdinal(first.GetProperty("metadata_modified").GetString(), second.GetProperty("metadata_modified").GetString()) < 0);
        Assert.Equal(["CSV", "JSON", "NDJSON", "XML", "XLSX", "Parquet", "API"], second.GetProperty("resources").EnumerateArray().Select(r => r.GetProperty("format").GetString()));
        foreach (var resource in second.GetProperty("resources").EnumerateArray())
        {
            var shown = await ckan.CallAsync("resource_show", ("id", resource.GetProperty("id").GetString()!));
            Assert.Equal(resource.GetRawText(), shown.GetRawText());
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_withdrawn_dataset_is_in_no_list_and_not_found(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var ckan = new CkanClient(node);
        await node.PublishAsync("cities", Rows);
        await node.PublishAsync("other", "n\n1\n");
        var package = await ckan.CallAsync("package_show", ("id", "cities"));
        await node.AskAsync<WithdrawData, WithdrawalView>(w => w.WithdrawAsync("cities", null, "error", "数据有误，请勿使用。", Ct));

        Assert.Equal(["other"], await ckan.NamesAsync());
        Assert.Equal(["other"], (await ckan.CallAsync("package_list")).EnumerateArray().Select(n => n.GetString()));
        var resource = package.GetProperty("resources")[0].GetProperty("id").GetString()!;
        foreach (var (action, id) in new[] { ("package_show", "cities"), ("package_show", package.GetProperty("id").GetString()!), ("resource_show", resource), ("datastore_info", resource), ("datastore_info", "cities") })
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => ckan.CallAsync(action, ("id", id)));
            Assert.True(refusal.Status is 404 or 410, $"{action} {id}: {refusal.Code}");
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Conditions_of_Solr_narrow_as_they_say(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var ckan = new CkanClient(node);
        await node.PublishAsync("a", "n\n1\n", about: new() { Title = "城市名录", Provider = "统计局", Theme = "09", Licence = "MIT" });
        await node.PublishAsync("b", "n\n2\n", about: new() { Title = "城市人口", Provider = "陕西省统计局", Theme = "10", Licence = "MIT" });
        await node.PublishAsync("c", "n\n3\n", about: new() { Title = "气象站", Provider = "山西省统计局", Theme = "09", Licence = "CC-BY-4.0" });
        var organizations = (await ckan.CallAsync("organization_list")).EnumerateArray().Select(o => o.GetString()!).ToList();
        Assert.Equal(3, organizations.Distinct().Count());
        var shaanxi = (await ckan.CallAsync("package_show", ("id", "b"))).GetProperty("organization").GetProperty("name").GetString()!;

        Assert.Equal(["a", "b", "c"], await FoundAsync("*:*"));
        Assert.Equal(["b"], await FoundAsync($"organization:{shaanxi}"));
        Assert.Equal(["a", "c"], await FoundAsync($"-organization:{shaanxi}"));
        Assert.Equal(["a", "c"], await FoundAsync("groups:theme-09"));
        Assert.Equal(["a"], await FoundAsync("groups:theme-09 AND license_id:MIT"));
        Assert.Equal(["a", "b", "c"], await FoundAsync("groups:theme-10 OR (groups:theme-09 NOT name:nothing)"));
        Assert.Equal(["a", "b"], await FoundAsync("name:(a OR b)"));
        Assert.Equal(["c"], await FoundAsync("+license_id:\"CC-BY-4.0\" +state:active +dataset_type:dataset"));
        Assert.Equal([], await FoundAsync("private:true"));
        Assert.Equal(["a", "b", "c"], await FoundAsync("res_format:csv metadata_created:[* TO NOW]"));
        Assert.Equal(["a", "b"], await ckan.NamesAsync(("q", "城市"), ("sort", "name asc")));
        Assert.Equal(["b"], await ckan.NamesAsync(("q", "城市"), ("fq", "groups:theme-10")));
        Assert.Equal(["c", "b", "a"], await ckan.NamesAsync(("sort", "name desc")));
        Assert.Equal(["c"], await ckan.NamesAsync(("fq_list", "[\"groups:theme-09\", \"license_id:CC-BY-4.0\"]")));

        var facets = (await ckan.CallAsync("package_search", ("rows", "0"), ("facet.field", "[\"groups\",\"license_id\",\"organization\",\"tags\",\"res_format\"]"))).GetProperty("search_facets");
        Assert.Equal([("theme-09", 2), ("theme-10", 1)], Items(facets, "groups"));
        Assert.Equal([("MIT", 2), ("CC-BY-4.0", 1)], Items(facets, "license_id"));
        Assert.Equal(3, Items(facets, "organization").Count);
        Assert.Contains(("统计局", 1), Items(facets, "tags"));
        Assert.Contains(("CSV", 3), Items(facets, "res_format"));

        Task<IReadOnlyList<string>> FoundAsync(string fq) => ckan.NamesAsync(("fq", fq), ("sort", "name asc"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Rows_are_searched_as_in_the_datastore(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var ckan = new CkanClient(node);
        await node.PublishAsync("cities", Rows);
        var resource = (await ckan.CallAsync("package_show", ("id", "cities"))).GetProperty("resources")[0].GetProperty("id").GetString()!;
        var all = await ckan.CallAsync("datastore_search", ("resource_id", resource));
        Assert.Equal((3, 100, 0), (all.GetProperty("total").GetInt32(), all.GetProperty("limit").GetInt32(), all.GetProperty("offset").GetInt32()));
        Assert.Equal(["_id:int", "城市:text", "人口:int8", "设立:date"], all.GetProperty("fields").EnumerateArray().Select(f => $"{f.GetProperty("id")}:{f.GetProperty("type")}"));
        Assert.Equal("""{"_id":3,"城市":"天津","人口":13866009,"设立":null}""", all.GetProperty("records")[1].GetRawText());

        Assert.Equal(["石家庄"], await CitiesAsync(("filters", """{"人口": {"lt": 12000000}}""")));
        Assert.Equal(["北京", "石家庄"], await CitiesAsync(("filters", """{"城市": ["北京", "石家庄"]}""")));
        Assert.Equal(["天津"], await CitiesAsync(("filters", """{"设立": null}""")));
        Assert.Equal(["石家庄", "天津", "北京"], await CitiesAsync(("sort", "人口 asc, _id")));
        Assert.Equal(["天津", "石家庄"], await CitiesAsync(("sort", "\"人口\" desc"), ("offset", "1")));
        Assert.Equal(["石家庄"], await CitiesAsync(("q", "家庄")));
        Assert.Equal(["石家庄"], await CitiesAsync(("q", """{"城市": "家庄"}""")));

        var csv = await ckan.CallAsync("datastore_search", ("resource_id", "cities"), ("records_format", "csv"), ("fields", "人口,城市"), ("limit", "1"), ("include_total", "false"));
        Assert.Equal("21893095,北京\r\n", csv.GetProperty("records").GetString());
        Assert.False(csv.TryGetProperty("total", out _));
        var lists = await ckan.CallAsync("datastore_search", ("resource_id", "cities"), ("records_format", "lists"), ("limit", "1"));
        Assert.Equal("""[[2,"北京",21893095,"1045-01-01"]]""", lists.GetProperty("records").GetRawText());
        Assert.Equal(3, (await ckan.CallAsync("datastore_info", ("id", resource))).GetProperty("meta").GetProperty("count").GetInt32());

        async Task<IEnumerable<string?>> CitiesAsync(params (string, string)[] more) =>
            (await ckan.CallAsync("datastore_search", [("resource_id", resource), .. more])).GetProperty("records").EnumerateArray().Select(r => r.GetProperty("城市").GetString());
    }

    private static IReadOnlyList<(string, int)> Items(JsonElement facets, string field) =>
        [.. facets.GetProperty(field).GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("name").GetString()!, i.GetProperty("count").GetInt32()))];

    private static IEnumerable<string?> Ids(JsonElement package) =>
        package.GetProperty("resources").EnumerateArray().Select(r => r.GetProperty("id").GetString()).Prepend(package.GetProperty("id").GetString());
}
