using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Goal: information resources over the API of the real program: rights, repeated and stale requests, the whole way, and a catalogue
// that goes out as a table and comes back.
public sealed class ResourceTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_resource_is_made_reviewed_published_exported_imported_and_verified(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await using var node = await RunningNode.StartAsync(folder);
        Assert.Equal("201001/7", await ResourceSteps.PublishAsync(node, ResourceSteps.Sample("城市绿化覆盖情况", "7")));
        var published = await node.GetAsync("/api/v1/resources/201001/7");
        Assert.Equal("已发布", published.GetProperty("state").GetProperty("name").GetString());
        Assert.Equal(1, (await node.GetAsync("/api/v1/resources?q=lhfg&domain=05")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await node.GetAsync("/api/v1/resources/statistics")).GetProperty("resources").GetInt32());

        using var other = await node.WithKeyAsync(ResourceSteps.Compile);
        foreach (var extension in new[] { "csv", "xlsx" })
        {
            var table = await node.Anyone.GetByteArrayAsync($"/api/v1/resources/export.{extension}");
            var operation = await ImportAsync(other, table, "catalogue." + extension);
            Assert.Equal("succeeded", operation.GetProperty("state").GetString());
            var receipt = await other.GetFromJsonAsync<JsonElement>(operation.GetProperty("page").GetString()!.Replace("/resources/", "/api/v1/resources/", StringComparison.Ordinal));
            Assert.Equal(2, receipt.GetProperty("counts").GetProperty("rowsRefused").GetInt32());
            Assert.Equal("resource.not-yours", receipt.GetProperty("findings")[0].GetProperty("code").GetString());
        }

        await LedgerEntryAsync(node);
        var verified = await folder.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
    }

    [Fact]
    public async Task Each_step_needs_its_permission()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var compiler = await node.WithKeyAsync(ResourceSteps.Compile);
        using var registrar = await node.WithKeyAsync(ResourceSteps.ReviewRegistration);
        using var loader = await node.WithKeyAsync("catalogue.load");
        var draft = new { content = ResourceSteps.Sample("资源") };

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(node.Anyone.PostAsJsonAsync("/api/v1/resources", draft)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(registrar.PostAsJsonAsync("/api/v1/resources", draft)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(loader.GetAsync("/api/v1/resources/mine")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(loader.GetAsync("/api/v1/resources/reviews")));
        var path = await CreateAsync(compiler, draft);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(registrar.GetAsync(path)));
        await ResourceSteps.ReadAsync(await compiler.PostAsync($"{path}/submit", null));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(compiler.PostAsJsonAsync($"{path}/review", new { decision = "accept" })));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(loader.PostAsJsonAsync($"{path}/review", new { decision = "accept" })));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(node.Anyone.PostAsJsonAsync($"{path}/review", new { decision = "accept" })));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(registrar.PostAsJsonAsync($"{path}/review", new { decision = "accept" })));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(node.Anyone.GetAsync("/api/v1/resources/201001/1")));
    }

    [Fact]
    public async Task A_repeated_request_makes_one_resource_and_a_stale_change_none()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var compiler = await node.WithKeyAsync(ResourceSteps.Compile);
        var draft = new { content = ResourceSteps.Sample("资源") };
        compiler.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        var path = await CreateAsync(compiler, draft);
        Assert.Equal(path, await CreateAsync(compiler, draft));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(compiler.PostAsJsonAsync("/api/v1/resources", new { content = ResourceSteps.Sample("另一个") })));
        compiler.DefaultRequestHeaders.Remove("Idempotency-Key");

        using var first = await compiler.GetAsync(path);
        compiler.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", first.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(compiler.PutAsJsonAsync(path, new { content = ResourceSteps.Sample("第二稿") })));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await StatusAsync(compiler.PutAsJsonAsync(path, new { content = ResourceSteps.Sample("第三稿") })));
    }

    [Fact]
    public async Task All_that_is_wrong_is_answered_and_what_is_classified_is_not_kept()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var compiler = await node.WithKeyAsync(ResourceSteps.Compile);
        var found = await ResourceSteps.ReadAsync(await compiler.PostAsJsonAsync("/api/v1/resources/check", new { name = new string('长', 600), shareType = "3" }));
        var codes = found.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()).ToHashSet();
        Assert.Superset(new HashSet<string?> { "resource.text-too-long", "resource.field-missing", "resource.no-share-without-law" }, codes);

        using var refused = await compiler.PostAsJsonAsync("/api/v1/resources", new { content = ResourceSteps.Sample("涉密的"), classified = true });
        Assert.Equal("resource.classified", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(0, (await compiler.GetFromJsonAsync<JsonElement>("/api/v1/resources/mine")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("/api/v1/resources?limit=0", HttpStatusCode.BadRequest, "catalogue.query-not-readable")]
    [InlineData("/api/v1/resources?cursor=%25", HttpStatusCode.BadRequest, "catalogue.cursor-not-good")]
    [InlineData("/api/v1/resources/201001/404", HttpStatusCode.NotFound, "resource.not-found")]
    [InlineData("/api/v1/resources/abc/1", HttpStatusCode.NotFound, "resource.not-found")]
    [InlineData("/api/v1/resources/export.pdf", HttpStatusCode.NotAcceptable, "catalogue.format-not-found")]
    public async Task A_refusal_has_its_code(string path, HttpStatusCode status, string code)
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var answer = await node.Anyone.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private static async Task<string> CreateAsync(HttpClient client, object draft) =>
        "/api/v1/resources/" + (await ResourceSteps.ReadAsync(await client.PostAsJsonAsync("/api/v1/resources", draft))).GetProperty("resource").GetProperty("id").GetString();

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        return answer.StatusCode;
    }

    private static async Task<JsonElement> ImportAsync(HttpClient client, byte[] table, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(table), "file", name } };
        var taken = await ResourceSteps.ReadAsync(await client.PostAsync("/api/v1/resources/imports", form));
        return await client.EndedAsync(taken.GetProperty("operation").GetGuid());
    }

    private static async Task LedgerEntryAsync(RunningNode node)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if ((await node.GetAsync("/api/v1/resources/201001/7")).TryGetProperty("ledgerEntry", out var entry) && entry.ValueKind is JsonValueKind.Number)
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The ledger did not number the entry.");
    }
}
