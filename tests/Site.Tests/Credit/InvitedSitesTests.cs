using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Credit;

// Goal: pages of other sites can do what the operator lets them, with a key, and nothing else. Method: the real program, asked as browsers ask
// for a page of another site.
public sealed class InvitedSitesTests
{
    private const string Check = "/api/v1/credit/check";
    private const string Invited = "https://hall.example.gov.cn";
    private const string Other = "https://other.example";

    [Fact]
    public async Task Only_invited_origins_are_let_in_with_a_key_and_only_to_checks()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder, new Dictionary<string, string> { ["Gongxin__CheckOrigins"] = $"{Invited}/ ; https://second.example" });
        using var key = await node.WithKeyAsync("credit.check");

        using (var asked = await PreflightAsync(node, Check, Invited))
        {
            Assert.True(asked.IsSuccessStatusCode);
            Assert.Equal(Invited, Assert.Single(asked.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Contains("authorization", Assert.Single(asked.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);
            Assert.False(asked.Headers.Contains("Access-Control-Allow-Credentials"));
        }

        foreach (var (path, origin) in new[] { (Check, Other), (Check, "null"), (Check, Invited + ".other.example"), ("/api/v1/cases", Invited), ("/api/v1/datasets", Invited) })
        {
            using var refused = await PreflightAsync(node, path, origin);
            Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"), $"{path} {origin}");
        }

        using (var answered = await AskAsync(key, Invited))
        {
            Assert.Equal((HttpStatusCode.OK, Invited), (answered.StatusCode, answered.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        }

        await AssertForgedAsync(await AskAsync(key, Other));
        await AssertForgedAsync(await AskAsync(key, "null"));
        await AssertForgedAsync(await AskAsync(node.Anyone, Invited));
        await AssertForgedAsync(await AskAsync(key, Invited, cookie: "gongxin=x"));

        // A page that is told no may read why.
        using var noKey = new HttpClient { BaseAddress = node.Anyone.BaseAddress };
        noKey.DefaultRequestHeaders.Authorization = new("Bearer", "gx_wrong");
        using var unknown = await AskAsync(noKey, Invited);
        Assert.Equal((HttpStatusCode.Unauthorized, true), (unknown.StatusCode, unknown.Headers.Contains("Access-Control-Allow-Origin")));

        using var words = await node.Anyone.GetAsync("/credit/check/words.json?lang=en");
        Assert.Equal("*", Assert.Single(words.Headers.GetValues("Access-Control-Allow-Origin")));
        var texts = (await words.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("texts").EnumerateObject().ToList();
        Assert.All(texts, t => Assert.False(t.Value.GetString()!.StartsWith("Check", StringComparison.Ordinal) && t.Value.GetString()!.Contains('.', StringComparison.Ordinal), t.Name));
    }

    [Fact]
    public async Task Without_the_setting_nobody_is_let_in()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var key = await node.WithKeyAsync("credit.check");
        using var asked = await PreflightAsync(node, Check, Invited);
        Assert.False(asked.Headers.Contains("Access-Control-Allow-Origin"));
        await AssertForgedAsync(await AskAsync(key, Invited));
    }

    private static async Task<HttpResponseMessage> PreflightAsync(RunningNode node, string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "authorization,content-type" }, { "Sec-Fetch-Site", "cross-site" } },
        };
        return await node.Anyone.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string origin, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Check)
        {
            Headers = { { "Origin", origin }, { "Sec-Fetch-Site", "cross-site" } },
            Content = JsonContent.Create(new { purpose = "licensing", caseNumber = "2026-1", subjects = new[] { "919901000000471165" } }),
        };
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await client.SendAsync(request);
    }

    private static async Task AssertForgedAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal((HttpStatusCode.BadRequest, "request.forged"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        }
    }
}
