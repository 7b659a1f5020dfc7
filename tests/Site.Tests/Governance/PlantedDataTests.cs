using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gongxin.Site.Tests.Governance;

// Goal: data with numbers of persons, or with a combination that only one person has, is given away by no route before it is masked, and
// not after. Method: planted values; every GET of the route table, filled from one table of parameters, asked by nobody and by every role.
public sealed partial class PlantedDataTests(PeopledNode peopled) : IClassFixture<PeopledNode>
{
    // What must never be seen: the example number of the standard and others whose digits fit, mobile numbers, a profession that one person has.
    private static readonly string[] Planted = ["11010519491231002X", "440524188001010014", "13800138000", "13712345678", "养蜂传习人"];

    // In the first, harmless version of the dataset whose second one is held: the walk must see it.
    private const string Harmless = "harmless7731";

    private const string Why = "脱敏后公开，原表不公开。";

    // One line per name of a parameter: a route with another one fails the test until it stands here.
    internal static Dictionary<string, string[]> Values(IEnumerable<Guid> ids) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["slug"] = ["planted-numbers", "planted-persons", "open-data-domains"],
        ["number"] = ["1", "2", "latest"],
        ["extension"] = ["csv", "json", "ndjson", "xml", "xlsx", "svg", "ttl", "rdf", "jsonld"],
        ["format"] = ["csv", "ndjson"],
        ["id"] = [.. ids.Select(i => i.ToString()), "planted-numbers", "planted-persons"],
        ["action"] = ["package_list", "package_search", "package_show", "datastore_search", "datastore_info", "organization_list", "tag_list", "status_show"],
        ["code"] = ["mqa", "pilot", "industry-monthly"],
        ["metric"] = ["mqa.spatial"],
        ["scorecard"] = ["mqa"],
        ["classCode"] = ["201001"],
        ["sequence"] = ["1"],
        ["theme"] = ["07"],
        ["index"] = ["0", "1", "2", "3"],
        ["level"] = ["0"],
        ["path"] = ["000", "000.p/1"],
        ["file"] = ["1"],
        ["year"] = ["2026"],
        ["documentName"] = ["v1"],
        ["list"] = ["gsyzwf"],
        ["class"] = ["abnormal", "annual-report"],
        ["edition"] = ["1"],
        ["task"] = ["1"],
        ["pull"] = [.. ids.Take(1).Select(i => i.ToString())],
        ["uscc"] = ["911101080000000003"],
        ["receipt"] = ["BS20260101-0000000000-1.1"],
        ["organisation"] = [.. ids.Take(1).Select(i => i.ToString())],
    };

    // The same data asked for in other ways than by the bare address.
    private static readonly string[] Asked =
    [
        "/api/v1/datasets?q=planted", "/api/v1/datasets?q=养蜂", "/catalogue?q=养蜂", "/api/v1/search/suggest?q=养", "/api/v1/search/suggest?q=138",
        "/api/v1/datasets/{slug}/rows?as_of=2099-01-01", "/api/v1/datasets/{slug}/rows?version=2", "/api/v1/datasets/{slug}/rows?version=1",
        "/api/v1/datasets/{slug}/versions/latest/download.csv?as_of=2099-01-01", "/datasets/{slug}?as_of=2099-01-01", "/datasets/{slug}/diff?from=1&to=2",
        "/datasets/{slug}/chart?view.x=profession", "/embed/datasets/{slug}/table?sort=-mobile", "/api/3/action/datastore_search?resource_id={slug}",
        "/api/3/action/package_show?id={slug}", "/api/3/action/package_search?q=planted", "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=ListRecords&metadataPrefix=dcat",
    ];

    [Fact]
    public async Task Planted_data_is_given_away_by_no_route_before_it_is_masked_and_by_none_after()
    {
        await LoadAsync("planted-numbers", $"no,id_number,mobile,remark\n1,,,{Harmless}\n2,,,{Harmless}\n");
        await LoadAsync("planted-numbers", $"no,id_number,mobile,remark\n1,{Planted[0]},{Planted[2]},x\n2,{Planted[1]},{Planted[3]},x\n3,,,x\n");
        await LoadAsync("planted-persons", "region,birth_year,profession\n"
            + string.Concat(Enumerable.Range(0, 30).Select(i => $"330106,198{i % 2},教师\n330106,198{i % 2},教师\n")) + $"330183,1931,{Planted[4]}\n");
        var reviewer = peopled.People["reviewer"];
        var held = (await reviewer.GetFromJsonAsync<JsonElement>("/api/v1/submissions/held")).GetProperty("items").EnumerateArray().ToDictionary(
            h => h.GetProperty("dataset").GetString()!, h => (Id: h.GetProperty("id").GetGuid(), Submission: h.GetProperty("submission").GetGuid()));
        Assert.Equal(["planted-numbers", "planted-persons"], held.Keys.Order(StringComparer.Ordinal));
        var addresses = Addresses([.. held.Values.SelectMany(h => new[] { h.Id, h.Submission })]);
        Assert.True(addresses.Count > 150, $"Only {addresses.Count} addresses: have the routes been found?");
        await WalkAsync(addresses);

        await MaskAsync(reviewer, held["planted-numbers"].Id, new { columns = new object[] { new { column = "id_number", method = "drop" }, new { column = "mobile", method = "ends", left = 3, right = 4 } } });
        await MaskAsync(reviewer, held["planted-persons"].Id, new { columns = new object[] { new { column = "birth_year", method = "range", step = 10 } }, leaveOutRare = true });
        Assert.Contains("138****8000", await peopled.Node.Anyone.GetStringAsync("/api/v1/datasets/planted-numbers/rows"));
        Assert.Equal(60, (await peopled.Node.GetAsync("/api/v1/datasets/planted-persons")).GetProperty("rows").GetInt64());
        await WalkAsync(addresses);
    }

    private async Task LoadAsync(string slug, string csv)
    {
        var folder = peopled.Node.Folder;
        await folder.LoadAsync(folder.Write($"{Guid.CreateVersion7()}.csv", csv), slug, title: slug);
    }

    private static async Task MaskAsync(HttpClient reviewer, Guid id, object recipe)
    {
        using var answer = await reviewer.PostAsJsonAsync($"/api/v1/submissions/held/{id}/decision", new { decision = "mask", reason = Why, recipe });
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    // Every address by nobody and by every role; whoever may read an answer sees nothing planted in it.
    private async Task WalkAsync(IReadOnlyList<string> addresses)
    {
        var seen = 0;
        foreach (var (who, client) in peopled.People.Append(KeyValuePair.Create("nobody", peopled.Node.Anyone)))
        {
            foreach (var address in addresses)
            {
                using var answer = await client.GetAsync(address);
                Assert.False(answer.StatusCode is HttpStatusCode.InternalServerError, $"{who} {address}: {answer.StatusCode}");
                var texts = Texts(await answer.Content.ReadAsByteArrayAsync());
                Assert.All(Planted, planted => Assert.False(texts.Any(t => t.Contains(planted, StringComparison.Ordinal)), $"{who} {address} shows {planted}"));
                seen += texts.Any(t => t.Contains(Harmless, StringComparison.Ordinal)) ? 1 : 0;
            }
        }

        // Answers to nine askers; a walk that sees no data at all proves nothing.
        Assert.True(seen >= 50, $"Only {seen} answers showed data at all.");
    }

    // Workbooks and bundles are read file by file. Columns of Parquet are compressed inside: the same rows are read as CSV.
    private static List<string> Texts(byte[] body)
    {
        if (!body.AsSpan().StartsWith("PK"u8))
        {
            return [Encoding.UTF8.GetString(body)];
        }

        using var archive = new ZipArchive(new MemoryStream(body));
        var texts = new List<string>();
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            texts.AddRange(Texts(content.ToArray()));
        }

        return texts;
    }

    private static List<string> Addresses(IReadOnlyList<Guid> ids)
    {
        var values = Values(ids);
        var routes = PeopledNode.Routes.Where(r => r.Method == "GET" && !r.Path.StartsWith("/_", StringComparison.Ordinal)).Select(r => r.Path).Concat(Asked);
        return [.. routes.SelectMany(r => Fill(r, values)).Distinct(StringComparer.Ordinal)];
    }

    internal static IEnumerable<string> Fill(string route, Dictionary<string, string[]> values)
    {
        if (Parameter().Match(route) is not { Success: true } parameter)
        {
            return [route];
        }

        var name = parameter.Groups["name"].Value;
        Assert.True(values.ContainsKey(name), string.Create(CultureInfo.InvariantCulture, $"The route {route} has a parameter {name}: give its values in PlantedDataTests.Values, so that it is walked."));
        return values[name].SelectMany(value => Fill(string.Concat(route.AsSpan(0, parameter.Index), value, route.AsSpan(parameter.Index + parameter.Length)), values));
    }

    [GeneratedRegex(@"\{\**(?<name>[A-Za-z]+)[^}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
