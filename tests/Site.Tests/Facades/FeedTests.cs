using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Facades;

// Goal: programs that know only a feed, a list or a page find the datasets, and hear of what is gone. Method: the real program.
public sealed partial class FeedTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    [Fact]
    public async Task A_feed_has_what_the_standard_wants()
    {
        foreach (var path in new[] { "/feeds/datasets.atom", "/feeds/themes/09.atom" })
        {
            var feed = XDocument.Parse(await shared.Node.Anyone.GetStringAsync(path)).Root!;
            Assert.All(["id", "title", "updated", "author"], name => Assert.NotNull(feed.Element(Atom + name)));
            var entry = Assert.Single(feed.Elements(Atom + "entry"));
            Assert.Equal("城市", entry.Element(Atom + "title")?.Value);
            Assert.StartsWith("urn:uuid:", entry.Element(Atom + "id")?.Value);
            Assert.Contains(entry.Elements(Atom + "link"), l => (string?)l.Attribute("rel") == "alternate" && ((string?)l.Attribute("href"))!.EndsWith("/datasets/cities", StringComparison.Ordinal));
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_was_withdrawn_is_a_deleted_entry_of_the_same_id(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await folder.LoadAsync(folder.Write("a.csv", "n\n1\n"), "gone");
        await folder.LoadAsync(folder.Write("b.csv", "n\n2\n"), "stays");
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();
        var before = XDocument.Parse(await node.Anyone.GetStringAsync("/feeds/datasets.atom")).Root!;
        var id = before.Elements(Atom + "entry").Single(e => e.Element(Atom + "title")?.Value == "a").Element(Atom + "id")!.Value;
        using var withdrawn = await client.PostAsJsonAsync("/api/v1/datasets/gone/withdrawal", new { kind = "error", reason = "The figures were wrong." });
        Assert.Equal(HttpStatusCode.Created, withdrawn.StatusCode);

        var after = XDocument.Parse(await node.Anyone.GetStringAsync("/feeds/datasets.atom")).Root!;
        Assert.Single(after.Elements(Atom + "entry"));
        var deleted = Assert.Single(after.Elements(Tombstones + "deleted-entry"));
        Assert.Equal((id, "The figures were wrong."), ((string?)deleted.Attribute("ref"), deleted.Element(Tombstones + "comment")?.Value));
        Assert.Equal(1, (await node.GetAsync("/data.json")).GetProperty("dataset").GetArrayLength());
        Assert.DoesNotContain("/datasets/gone", await node.Anyone.GetStringAsync("/catalog.ttl"));
    }

    [Theory]
    [InlineData("/feeds/datasets.atom?page=0", 400)]
    [InlineData("/feeds/datasets.atom?page=99999999999", 400)]
    [InlineData("/feeds/themes/none.atom", 404)]
    public async Task A_page_or_theme_that_is_none_is_refused(string path, int status)
    {
        using var answer = await shared.Node.Anyone.GetAsync(path);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Data_json_has_every_field_that_its_schema_requires()
    {
        var catalogue = await shared.Node.GetAsync("/data.json");
        Assert.Equal("https://project-open-data.cio.gov/v1.1/schema", catalogue.GetProperty("conformsTo").GetString());
        var dataset = catalogue.GetProperty("dataset")[0];
        foreach (var name in new[] { "title", "description", "modified", "identifier", "accessLevel" })
        {
            Assert.NotEmpty(dataset.GetProperty(name).GetString()!);
        }

        Assert.NotEqual(0, dataset.GetProperty("keyword").GetArrayLength());
        Assert.NotEmpty(dataset.GetProperty("publisher").GetProperty("name").GetString()!);
        Assert.NotEmpty(dataset.GetProperty("contactPoint").GetProperty("fn").GetString()!);
        Assert.All(dataset.GetProperty("distribution").EnumerateArray(), d =>
            Assert.True(d.TryGetProperty("accessURL", out _) || (d.TryGetProperty("downloadURL", out _) && d.TryGetProperty("mediaType", out _))));
    }

    [Fact]
    public async Task The_search_is_described_and_every_page_says_where()
    {
        var page = WebUtility.HtmlDecode(await shared.Node.Anyone.GetStringAsync("/"));
        Assert.Contains("type=\"application/opensearchdescription+xml\" href=\"/opensearch.xml\"", page);
        var description = XDocument.Parse(await shared.Node.Anyone.GetStringAsync("/opensearch.xml")).Root!;
        var url = description.Elements().First(e => (string?)e.Attribute("type") == "application/json").Attribute("template")!.Value;
        using var found = await shared.Node.Anyone.GetAsync(new Uri(url.Replace("{searchTerms}", Uri.EscapeDataString("城市"), StringComparison.Ordinal).Replace("{count?}", "5", StringComparison.Ordinal)));
        Assert.Equal(1, (await found.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_datasets_page_holds_what_search_engines_read()
    {
        var page = await shared.Node.Anyone.GetStringAsync("/datasets/cities");
        var data = JsonDocument.Parse(Script().Match(page).Groups["json"].Value).RootElement;
        Assert.Equal(("Dataset", "城市"), (data.GetProperty("@type").GetString(), data.GetProperty("name").GetString()));
        Assert.Equal(["code", "name", "people", "founded", "share"], data.GetProperty("variableMeasured").EnumerateArray().Select(v => v.GetProperty("name").GetString()));
        Assert.Contains("/datasets/cities.ttl", page);
    }

    [GeneratedRegex("<script type=\"application/ld\\+json\">(?<json>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();
}
