using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Facades;

// Goal: whatever a client sends, it is answered in CKAN's form and never by a fault. Method: the real program.
public sealed class CkanHttpTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static readonly string[] Actions =
    [
        "status_show", "site_read", "help_show", "package_list", "package_search", "package_show", "resource_show", "organization_list",
        "organization_show", "group_list", "group_show", "tag_list", "license_list", "datastore_search", "datastore_info",
    ];

    private static readonly string[] Parameters =
    [
        "id", "name", "q", "fq", "fq_list", "sort", "rows", "start", "facet.field", "facet.limit", "limit", "offset", "all_fields", "resource_id",
        "filters", "fields", "include_total", "records_format", "query", "organizations", "groups", "include_datasets", "distinct",
    ];

    private static readonly string[] Values =
    [
        "", "-1", "99999999999999999999", "cities", "no-such-thing", "[", "{", "[]", "{}", "[1]", "{\"a\":[[]]}", "null", "%00", "\u0000", "a:b", "(((",
        "\"", "metadata_modified:[x TO y]", "metadata_modified:[* TO *]", "name:*", "*:*", "NOT", "OR", "a OR", "-", "metadata_modified:[NOW-9999999DAYS TO *]", "'; drop table x; --", "名称 desc", "_id desc",
        "\uFFFF", "metadata_modified:[0001-01-01T00:00:00Z TO 9999-12-31T23:59:59Z]",
    ];

    [Fact]
    public async Task No_parameter_of_any_action_makes_a_fault_or_an_answer_of_another_form()
    {
        var called = 0;
        foreach (var action in Actions)
        {
            foreach (var parameter in Parameters)
            {
                foreach (var value in Values)
                {
                    var target = action.StartsWith("datastore_search", StringComparison.Ordinal) && parameter != "resource_id" ? "&resource_id=cities" : "";
                    using var answer = await shared.Node.Anyone.GetAsync($"/api/3/action/{action}?{parameter}={Uri.EscapeDataString(value)}{target}");
                    await AssertFormAsync(answer, $"{action} {parameter}={value}");
                    called++;
                }
            }
        }

        Assert.True(called > 9000);
    }

    [Theory]
    [InlineData("{ no json", 400)]
    [InlineData("[1,2]", 400)]
    [InlineData("{\"id\":\"\\ud800\"}", 409)]
    [InlineData("{\"\\ud800\":1}", 400)]
    [InlineData("{\"id\":\"a\\u0000b\"}", 409)]
    [InlineData("{\"id\":{\"a\":1}}", 409)]
    [InlineData("{\"id\":null}", 409)]
    [InlineData("{\"id\":\"none\"}", 404)]
    [InlineData("{\"id\":\"cities\"}", 200)]
    [InlineData("", 409)]
    public async Task Bodies_are_read_as_JSON(string body, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await shared.Node.Anyone.PostAsync("/api/3/action/package_show", content);
        await AssertFormAsync(answer, body);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_form_is_as_good_as_a_query()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("resource_id", "cities"), KeyValuePair.Create("filters", """{"name": "天津"}""")]);
        using var answer = await shared.Node.Anyone.PostAsync("/api/3/action/datastore_search", form);
        Assert.Equal("0102", (await ResultAsync(answer)).GetProperty("records")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_error_has_CKANs_type_and_names_the_parameter()
    {
        using var missing = await shared.Node.Anyone.GetAsync("/api/3/action/package_show");
        var body = await JsonOf(missing);
        var error = body.GetProperty("error");
        Assert.Equal((409, "Validation Error"), ((int)missing.StatusCode, error.GetProperty("__type").GetString()));
        Assert.NotEmpty(error.GetProperty("id")[0].GetString()!);
        Assert.EndsWith("help_show?name=package_show", body.GetProperty("help").GetString());
        Assert.True(missing.Headers.Contains("RateLimit"));

        using var unknown = await shared.Node.Anyone.GetAsync("/api/3/action/package_delete_all");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.StartsWith("Bad request - Action name not known", (await JsonOf(unknown)).GetString());

        using var search = await shared.Node.Anyone.GetAsync("/api/action/package_search?fq=colour:red");
        Assert.Equal((400, "Search Query Error"), ((int)search.StatusCode, (await JsonOf(search)).GetProperty("error").GetProperty("__type").GetString()));
    }

    [Theory]
    [InlineData("/api/3/action/status_show", "application/json")]
    [InlineData("/oai?verb=Identify", "application/problem+json")]
    [InlineData("/catalog.ttl?page=1", "application/problem+json")]
    public async Task Who_asks_too_often_is_told_how_long_to_wait(string path, string media)
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder, new Dictionary<string, string> { ["Gongxin__RequestsPerMinute"] = "3" });
        HttpResponseMessage answer;
        var asked = 0;
        do
        {
            answer = await node.Anyone.GetAsync(path);
        }
        while (answer.StatusCode is HttpStatusCode.OK && ++asked < 10);

        using (answer)
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, media), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.InRange(answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
            Assert.Contains("r=0", answer.Headers.GetValues("RateLimit").Single());
            Assert.Contains("q=3", answer.Headers.GetValues("RateLimit-Policy").Single());
        }
    }

    [Fact]
    public async Task What_harvesters_look_for_first_is_there()
    {
        Assert.StartsWith("2.", (await shared.Node.GetAsync("/api/util/status")).GetProperty("ckan_version").GetString());
        using var status = await shared.Node.Anyone.GetAsync("/api/3/action/status_show");
        Assert.Contains("datastore", (await ResultAsync(status)).GetProperty("extensions").EnumerateArray().Select(e => e.GetString()));
        Assert.True(status.Headers.Contains("RateLimit"));
    }

    [Fact]
    public async Task Addresses_of_a_package_answer()
    {
        using var show = await shared.Node.Anyone.GetAsync("/api/3/action/package_show?id=cities");
        var package = await ResultAsync(show);
        foreach (var resource in package.GetProperty("resources").EnumerateArray())
        {
            using var answer = await shared.Node.Anyone.GetAsync(resource.GetProperty("url").GetString());
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(resource.GetProperty("mimetype").GetString(), answer.Content.Headers.ContentType?.MediaType);
            if (resource.GetProperty("size").ValueKind is JsonValueKind.Number)
            {
                var bytes = await answer.Content.ReadAsByteArrayAsync();
                Assert.Equal(resource.GetProperty("size").GetInt64(), bytes.Length);
                Assert.Equal(resource.GetProperty("hash").GetString(), "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
            }
        }
    }

    [Theory]
    [InlineData("", "_id,code,name,people,founded,share\r\n2,0101,北京,21893095,1045-01-01,12.5\r\n3,0102,天津,13866009,1404-12-23,8.1\r\n4,0103,石家庄,11235086,,6.6\r\n")]
    [InlineData("?format=tsv&fields=code,name&sort=people&limit=1", "code\tname\r\n0103\t石家庄\r\n")]
    [InlineData("?format=csv&bom=true&fields=code&limit=0", "\uFEFFcode\r\n")]
    [InlineData("?format=json&fields=_id,people&offset=2", """{"fields":[{"id":"_id","type":"int"},{"id":"people","type":"int8"}],"records":[[4,11235086]]}""")]
    [InlineData("?format=xml&fields=name&limit=1&offset=1", """<?xml version="1.0" encoding="utf-8"?><data><row><name>天津</name></row></data>""")]
    public async Task A_dump_is_written_in_the_asked_format(string query, string text)
    {
        var bytes = await shared.Node.Anyone.GetByteArrayAsync("/datastore/dump/cities" + query);
        Assert.Equal(text, Encoding.UTF8.GetString(bytes));
    }

    [Theory]
    [InlineData("/datastore/dump/none", 404)]
    [InlineData("/datastore/dump/cities?format=exe", 409)]
    [InlineData("/datastore/dump/cities?filters=x", 409)]
    [InlineData("/datastore/dump/cities?sort=colour", 409)]
    public async Task A_dump_that_cannot_be_made_is_refused_before_its_first_byte(string path, int status)
    {
        using var answer = await shared.Node.Anyone.GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.False((await JsonOf(answer)).GetProperty("success").GetBoolean());
    }

    private static async Task AssertFormAsync(HttpResponseMessage answer, string what)
    {
        Assert.True((int)answer.StatusCode < 500, $"{what}: {(int)answer.StatusCode}");
        var body = await JsonOf(answer);
        if (body.ValueKind is JsonValueKind.String)
        {
            Assert.StartsWith("Bad request - ", body.GetString());
            return;
        }

        Assert.Contains("/api/3/action/help_show?name=", body.GetProperty("help").GetString());
        Assert.True(body.GetProperty("success").GetBoolean() == answer.IsSuccessStatusCode, what);
        if (!answer.IsSuccessStatusCode)
        {
            Assert.NotEmpty(body.GetProperty("error").GetProperty("__type").GetString()!);
        }
    }

    private static async Task<JsonElement> ResultAsync(HttpResponseMessage answer)
    {
        var body = await JsonOf(answer);
        Assert.True(body.GetProperty("success").GetBoolean(), body.GetRawText());
        return body.GetProperty("result");
    }

    private static Task<JsonElement> JsonOf(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();
}
