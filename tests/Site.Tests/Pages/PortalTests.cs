using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Pages;

// Goal: what the portal says about the node is complete and true. Method: the real program over HTTP.
public sealed partial class PortalTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private HttpClient Anyone => shared.Node.Anyone;

    [Fact]
    public async Task Every_operation_and_parameter_of_the_API_is_described_in_both_languages()
    {
        var description = await shared.Node.GetAsync("/openapi/v1.json");
        var page = await PageAsync("/docs/api", "zh-Hans");
        var operations = 0;
        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name.ToUpperInvariant()} {path.Name}";
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{name} has no text in ApiText.resx.");
                foreach (var parameter in Parameters(operation.Value))
                {
                    Assert.True(parameter.TryGetProperty("description", out _), $"{name}: parameter {parameter.GetProperty("name")} has no text in ApiText.resx.");
                }

                Assert.Contains($"<code>{path.Name}</code>", page);
                operations++;
            }
        }

        Assert.True(operations > 20, $"Only {operations} operations: has the description been read?");
        Assert.DoesNotContain(NoText().Matches(page).Select(m => m.Value), text => true);
    }

    [Fact]
    public async Task Every_link_inside_the_API_reference_leads_somewhere()
    {
        var page = await PageAsync("/docs/api", "en");
        var targets = Ids().Matches(page).Select(m => m.Groups["id"].Value).ToHashSet(StringComparer.Ordinal);
        var links = InnerLinks().Matches(page).Select(m => m.Groups["id"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(links.Count > 20);
        Assert.Empty(links.Except(targets));
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/datasets/cities/rows?nocolumn=1")]
    public async Task The_type_of_a_problem_leads_to_its_explanation(string path)
    {
        using var answer = await Anyone.GetAsync(path);
        var type = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString()!;
        var (page, code) = (type.Split('#')[0], type.Split('#')[1]);
        Assert.Contains($"id=\"{code}\"", await PageAsync(page, "en"));
    }

    [Fact]
    public async Task Site_maps_name_every_public_page_and_dataset_and_all_of_them_answer()
    {
        var index = XDocument.Parse(await Anyone.GetStringAsync("/sitemap.xml"));
        var files = index.Descendants(Sitemap + "loc").Select(l => l.Value).ToList();
        Assert.Equal(2, files.Count);
        var pages = new List<string>();
        foreach (var file in files)
        {
            pages.AddRange(XDocument.Parse(await Anyone.GetStringAsync(file)).Descendants(Sitemap + "loc").Select(l => l.Value));
        }

        Assert.Contains(pages, p => p.EndsWith("/datasets/cities", StringComparison.Ordinal));
        Assert.Contains(pages, p => p.EndsWith("/catalogue", StringComparison.Ordinal));
        Assert.DoesNotContain(pages, p => p.EndsWith("/upload", StringComparison.Ordinal));
        foreach (var page in pages)
        {
            using var answer = await Anyone.GetAsync(page);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{page}: {answer.StatusCode}");
        }

        using var beyond = await Anyone.GetAsync("/sitemaps/datasets-2.xml");
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
    }

    [Fact]
    public async Task Robots_are_told_where_the_site_map_is()
    {
        var text = await Anyone.GetStringAsync("/robots.txt");
        Assert.Contains($"Sitemap: {Anyone.BaseAddress}sitemap.xml", text);
        Assert.Contains("Disallow: /api/", text);
    }

    [Fact]
    public async Task The_figures_of_the_home_page_follow_the_catalogue()
    {
        var page = await PageAsync("/", "en");
        var total = (await shared.Node.GetAsync("/api/v1/datasets?limit=0")).GetProperty("total").GetInt64();
        Assert.Contains($"<span class=\"figure-value\">{total}</span>", page);
        Assert.Contains("/datasets/cities", page);
    }

    [Theory]
    [InlineData("/no-such-page", "request.not-found")]
    [InlineData("/datasets/no-such-thing", "catalogue.dataset-not-found")]
    [InlineData("/error", "request.not-found")]
    public async Task An_absent_page_says_so_with_its_code_in_the_language_of_the_reader(string path, string code)
    {
        foreach (var (language, home) in new[] { ("zh-Hans", "返回首页"), ("en", "Go to the home page") })
        {
            using var answer = await Anyone.GetAsync($"{path}?lang={language}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains(home, page);
            Assert.Contains($"/docs/problems#{code}", page);
            Assert.Contains("noindex", page);
        }
    }

    private async Task<string> PageAsync(string path, string language)
    {
        using var answer = await Anyone.GetAsync($"{path}?lang={language}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    // A key that no resource knows is shown as it is.
    [GeneratedRegex(@">(Api|Docs|Shell|Problems|Parameter)\.[A-Z]\w*<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoText();

    [GeneratedRegex("id=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();

    [GeneratedRegex("href=\"#(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InnerLinks();
}
