using System.Net;
using System.Text.Json;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Facades;

// Goal: a download can be read without asking anybody what is in it. Method: the addresses are followed as readers do.
public sealed class PackageTests(SharedNode shared) : IClassFixture<SharedNode>
{
    [Fact]
    public async Task A_package_names_a_file_that_is_there_and_its_columns()
    {
        var package = await shared.Node.GetAsync("/datasets/cities/datapackage.json");
        var resource = package.GetProperty("resources")[0];
        var csv = await shared.Node.Anyone.GetStringAsync(new Uri(resource.GetProperty("path").GetString()!));
        Assert.Equal(csv.Split("\r\n")[0].Split(','), Names(resource.GetProperty("schema").GetProperty("fields"), "name"));
        Assert.Equal("城市", package.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_CSV_download_links_to_what_its_columns_are()
    {
        var address = new Uri(shared.Node.Anyone.BaseAddress!, "/api/v1/datasets/cities/versions/1/download.csv");
        using var download = await shared.Node.Anyone.GetAsync(address);
        var link = download.Headers.GetValues("Link").Single();
        Assert.Contains("rel=\"describedby\"; type=\"application/csvm+json\"", link);
        var described = new Uri(address, link[1..link.IndexOf('>', StringComparison.Ordinal)]);
        using var answer = await shared.Node.Anyone.GetAsync(described);
        Assert.Equal("application/csvm+json", answer.Content.Headers.ContentType?.MediaType);
        var table = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(address, new Uri(described, table.GetProperty("url").GetString()));
        var header = (await download.Content.ReadAsStringAsync()).Split("\r\n")[0].Split(',');
        Assert.Equal(header, table.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("titles")[0].GetString()));
    }

    [Fact]
    public async Task A_dataset_has_an_OpenAPI_document_of_its_own_columns()
    {
        var document = await shared.Node.GetAsync("/api/v1/datasets/cities/openapi.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        var rows = document.GetProperty("paths").GetProperty("/api/v1/datasets/cities/rows").GetProperty("get");
        var parameters = Names(rows.GetProperty("parameters"), "name").ToList();
        Assert.Equal(parameters.Count, parameters.Distinct().Count());
        Assert.Superset(new HashSet<string?> { "people", "people__ge", "name__like", "founded__lt", "limit" }, parameters.ToHashSet());
        var row = document.GetProperty("components").GetProperty("schemas").GetProperty("Row").GetProperty("properties");
        var item = (await shared.Node.GetAsync("/api/v1/datasets/cities/rows?limit=1")).GetProperty("items")[0];
        Assert.Equal(item.EnumerateObject().Select(m => m.Name), row.EnumerateObject().Select(m => m.Name));
        foreach (var parameter in parameters.Where(p => p is not ("limit" or "cursor" or "version" or "as_of" or "group" or "agg" or "select" or "sort")))
        {
            var value = parameter!.EndsWith("__null", StringComparison.Ordinal) ? "true" : parameter.StartsWith("founded", StringComparison.Ordinal) ? "2000-01-01" : "1";
            using var answer = await shared.Node.Anyone.GetAsync($"/api/v1/datasets/cities/rows?{parameter}={value}");
            Assert.True(answer.IsSuccessStatusCode, parameter);
        }
    }

    // What has other columns than the version is not described by it.
    [Fact]
    public async Task A_download_of_some_columns_links_to_nothing()
    {
        using var download = await shared.Node.Anyone.GetAsync("/api/v1/datasets/cities/versions/1/download.csv?select=name");
        Assert.False(download.Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("/datasets/none/datapackage.json")]
    [InlineData("/api/v1/datasets/cities/versions/9/datapackage.json")]
    [InlineData("/api/v1/datasets/cities/versions/x/download.csv-metadata.json")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var answer = await shared.Node.Anyone.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static IEnumerable<string?> Names(JsonElement list, string name) => list.EnumerateArray().Select(e => e.GetProperty(name).GetString());
}
