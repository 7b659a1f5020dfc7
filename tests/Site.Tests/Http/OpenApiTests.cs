using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Rule 14: the API's description equals the approved one. With GONGXIN_APPROVE=1 the test writes it instead.
public sealed class OpenApiTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_description_is_the_approved_one()
    {
        var actual = JsonSerializer.Serialize(await shared.Node.GetAsync("/openapi/v1.json"), Indented) + "\n";
        var file = Path.Combine(Repository.Root, "docs/api/openapi.json");
        if (Environment.GetEnvironmentVariable("GONGXIN_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(file, actual);
        }

        Assert.Equal(await File.ReadAllTextAsync(file), actual);
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_names_the_main_routes()
    {
        var description = await shared.Node.GetAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString());
        var paths = description.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        foreach (var path in new[] { "/api/v1/datasets", "/api/v1/datasets/{slug}/rows", "/api/v1/operations/{id}", "/api/v1/ledger/checkpoint" })
        {
            Assert.Contains(path, paths);
        }
    }
}
