using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Facades;

// A node with datasets that have everything and nothing, and texts that every serialisation must escape.
public sealed class DcatNode : IAsyncLifetime
{
    public RunningNode Node { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        Node = await RunningNode.StartAsync(folder);
        using var client = await Node.WithKeyAsync();
        await UploadAsync(client, "cities", ("title", "城市"), ("theme", "09"), ("licence", "MIT"), ("provider", "统计局"), ("summary", "第一行\n\"引号\" <b>&amp; \\ 反斜线"), ("source", "年鉴"), ("region", "330000"), ("coversFrom", "2024"), ("coversUntil", "2024-06"), ("rights", "使用时注明来源"));
        await InSeriesAsync(client);
        await UploadAsync(client, "bare");
        await UploadAsync(client, "wells", ("title", "Wells & <springs> \"A\\B\""), ("theme", "09"), ("licence", "官方文件（著作权法第五条）"), ("provider", "水利局 & 自然资源局"), ("providerEn", "Water"));
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Node.Folder.DisposeAsync();
    }

    private static async Task InSeriesAsync(HttpClient client)
    {
        using var series = await client.PutAsJsonAsync("/api/v1/series/cities-by-year", new { title = "历年城市", titleEn = "Cities by year", summary = "每年一个数据集。" });
        Assert.Equal(HttpStatusCode.OK, series.StatusCode);
        using var member = await client.PutAsJsonAsync(
            "/api/v1/datasets/cities/entry", new { region = "330000", coversFrom = "2024", coversUntil = "2024-06", rights = "使用时注明来源", series = "cities-by-year", place = "2024" });
        Assert.Equal(HttpStatusCode.OK, member.StatusCode);
    }

    private static async Task UploadAsync(HttpClient client, string slug, params (string Name, string Value)[] about)
    {
        using var form = new MultipartFormDataContent { { new StringContent(slug), "dataset" } };
        foreach (var (name, value) in about)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new StringContent($"name\n{slug}\n"), "file", slug + ".csv");
        using var answer = await client.PostAsync("/api/v1/datasets", form);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        for (var tries = 0; tries < 300; tries++)
        {
            var state = (await client.GetFromJsonAsync<JsonElement>(answer.Headers.Location)).GetProperty("state").GetString();
            if (state is "succeeded")
            {
                return;
            }

            Assert.NotEqual("failed", state);
            await Task.Delay(100);
        }

        throw new TimeoutException("The load did not end.");
    }
}

// Goal: what DCAT harvesters read is one graph in three forms, which keeps the standard's rules. Method: parsers and SHACL engine
// of others read what the real program answers.
public sealed partial class DcatTests(DcatNode shared) : IClassFixture<DcatNode>
{
    private static readonly string[] Extensions = ["ttl", "rdf", "jsonld"];

    [Fact]
    public async Task The_catalogue_is_one_graph_in_three_forms_and_keeps_the_rules_of_DCAT_AP()
    {
        var report = await RdfCheck.RunAsync(await SavedAsync("/catalog."));
        Assert.True(report.Triples > 250, $"{report.Triples} triples");
        Assert.Empty(report.Different);
        Assert.Empty(report.Violations);
    }

    [Fact]
    public async Task The_shapes_see_a_class_and_a_property_that_are_missing()
    {
        var text = await shared.Node.Anyone.GetStringAsync("/catalog.ttl");
        var file = shared.Node.Folder.Write("broken.ttl", text
            .Replace(" a dct:LicenseDocument ;", " ", StringComparison.Ordinal)
            .Replace("dcat:accessURL", "dcat:accessUrl", StringComparison.Ordinal));
        var report = await RdfCheck.RunAsync(file);
        Assert.Contains(report.Violations, v => v.Contains("terms/license", StringComparison.Ordinal));
        Assert.Contains(report.Violations, v => v.Contains("dcat#accessURL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dataset_alone_is_one_graph_in_three_forms()
    {
        var report = await RdfCheck.RunAsync(await SavedAsync("/datasets/wells."));
        Assert.Empty(report.Different);
        Assert.Empty(report.Violations);
    }

    [Fact]
    public async Task Pages_lead_to_each_other_in_both_words_of_Hydra_and_meet_every_dataset_once()
    {
        var met = new List<string>();
        var next = "/catalog.ttl?page_size=2";
        while (next is not null)
        {
            var text = await shared.Node.Anyone.GetStringAsync(next);
            Assert.Contains("a hydra:PagedCollection, hydra:PartialCollectionView", text);
            Assert.Contains("hydra:totalItems \"3\"^^xsd:integer", text);
            met.AddRange(Linked().Matches(text).Select(m => m.Groups["slug"].Value));
            var link = NextPage().Match(text);
            Assert.Equal(link.Success, text.Contains("hydra:nextPage", StringComparison.Ordinal));
            next = link.Success ? link.Groups["address"].Value : null;
        }

        Assert.Equal(["bare", "cities", "wells"], met.Order());
    }

    [Theory]
    [InlineData("text/turtle", "text/turtle")]
    [InlineData("application/rdf+xml;q=0.9, text/turtle;q=0.1", "application/rdf+xml")]
    [InlineData("application/ld+json", "application/ld+json")]
    [InlineData("*/*", "text/turtle")]
    [InlineData(null, "text/turtle")]
    public async Task The_reader_says_which_form_he_wants(string? accept, string media)
    {
        foreach (var path in accept is null or "*/*" ? new[] { "/catalog" } : ["/catalog", "/datasets/cities"])
        {
            using var answer = await AskAsync(path, accept);
            Assert.Equal(media, answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains("Accept", answer.Headers.Vary);
        }
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8")]
    [InlineData("*/*")]
    [InlineData(null)]
    public async Task People_get_pages(string? accept)
    {
        using var page = await AskAsync("/datasets/cities", accept);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        if (accept is { } wanted && wanted.StartsWith("text/html", StringComparison.Ordinal))
        {
            using var list = await AskAsync("/catalog", accept);
            Assert.Equal((HttpStatusCode.SeeOther, "/catalogue"), (list.StatusCode, list.Headers.Location?.ToString()));
        }
    }

    [Theory]
    [InlineData("/catalog", "image/png", 406, "text/turtle (.ttl)")]
    [InlineData("/catalog.exe", null, 406, "application/ld+json (.jsonld)")]
    [InlineData("/datasets/cities.exe", null, 406, "application/rdf+xml (.rdf)")]
    [InlineData("/datasets/none.ttl", null, 404, "none")]
    [InlineData("/catalog.ttl?page=0", null, 400, "page")]
    [InlineData("/catalog.ttl?page=x", null, 400, "page")]
    [InlineData("/catalog.ttl?page_size=100000", null, 400, "page_size")]
    [InlineData("/catalog.ttl?modified_since=yesterday", null, 400, "modified_since")]
    public async Task What_cannot_be_answered_is_refused_and_says_what_there_is(string path, string? accept, int status, string text)
    {
        using var answer = await AskAsync(path, accept);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(text, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_was_stated_of_place_time_rights_and_series_is_in_the_record_and_nothing_else_is()
    {
        var text = await shared.Node.Anyone.GetStringAsync("/datasets/cities.ttl");
        Assert.Contains("浙江省", text);
        Assert.Contains("\"2024\"^^xsd:gYear", text);
        Assert.Contains("\"2024-06\"^^xsd:gYearMonth", text);
        Assert.Contains("使用时注明来源", text);
        Assert.Contains("a dcat:DatasetSeries", text);
        var bare = await shared.Node.Anyone.GetStringAsync("/datasets/bare.ttl");
        Assert.All(new[] { "dct:spatial", "dct:temporal", "dct:rights", "dcat:inSeries" }, property => Assert.DoesNotContain(property, bare));
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again()
    {
        using var first = await AskAsync("/catalog.ttl", null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/catalog.ttl");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await shared.Node.Anyone.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task What_changed_since_is_asked_for_by_time()
    {
        Assert.DoesNotContain("a dcat:Dataset", await shared.Node.Anyone.GetStringAsync("/catalog.ttl?modified_since=2999-01-01"));
        Assert.Contains("a dcat:Dataset", await shared.Node.Anyone.GetStringAsync("/catalog.ttl?modified_since=2020-01-01T00:00:00Z"));
    }

    private async Task<string[]> SavedAsync(string path)
    {
        var files = new List<string>();
        foreach (var extension in Extensions)
        {
            files.Add(shared.Node.Folder.Write($"{Guid.CreateVersion7()}.{extension}", await shared.Node.Anyone.GetStringAsync(path + extension)));
        }

        return [.. files];
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return await shared.Node.Anyone.SendAsync(request);
    }

    [GeneratedRegex("dcat:dataset <[^>]*/datasets/(?<slug>[a-z-]+)>")]
    private static partial Regex Linked();

    [GeneratedRegex("hydra:next <(?<address>[^>]+)>")]
    private static partial Regex NextPage();
}
