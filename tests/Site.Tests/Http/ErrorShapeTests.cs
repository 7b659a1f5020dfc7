using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Rule 13. Goal: errors have one shape. Method: every operation of the API's own description is called with a bad id, without
// rights, and with a body that is none; each answer that is no success must be the same kind of problem.
public sealed partial class ErrorShapeTests(SharedNode shared) : IClassFixture<SharedNode>
{
    [Fact]
    public async Task Every_error_of_every_operation_is_a_problem_with_a_code()
    {
        var called = 0;
        foreach (var (method, path) in await OperationsAsync())
        {
            foreach (var id in new[] { "no-such-thing", "%00", "0", new string('x', 2000), "../../etc/passwd", "'; drop table x; --" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Placeholder().Replace(path, Uri.EscapeDataString(id)));
                if (method == "POST")
                {
                    request.Content = new StringContent("{ this is no json", System.Text.Encoding.UTF8, "application/json");
                }

                using var answer = await shared.Node.Anyone.SendAsync(request);
                called++;
                Assert.True((int)answer.StatusCode < 500, $"{method} {path} with {id}: {(int)answer.StatusCode}");
                if (!answer.IsSuccessStatusCode)
                {
                    await AssertProblemAsync(answer, $"{method} {path} with {id[..Math.Min(20, id.Length)]}");
                }
            }
        }

        Assert.True(called > 60, $"Only {called} calls: has the description been read?");
    }

    [Theory]
    [InlineData("/api/v1/datasets/none", HttpStatusCode.NotFound, "catalogue.dataset-not-found")]
    [InlineData("/api/v1/datasets/cities/versions/99", HttpStatusCode.NotFound, "catalogue.version-not-found")]
    [InlineData("/api/v1/datasets/cities/versions/1/download.exe", HttpStatusCode.NotAcceptable, "catalogue.format-not-found")]
    [InlineData("/api/v1/datasets?sort=colour", HttpStatusCode.BadRequest, "catalogue.query-not-readable")]
    [InlineData("/api/v1/datasets?cursor=zzz", HttpStatusCode.BadRequest, "catalogue.cursor-not-good")]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound, "request.not-found")]
    [InlineData("/api/v1/operations", HttpStatusCode.Unauthorized, "identity.key-needed")]
    public async Task A_refusal_has_its_code(string path, HttpStatusCode status, string code)
    {
        using var answer = await shared.Node.Anyone.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_change_from_another_site_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await shared.Node.Anyone.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Rates_are_told_on_every_answer()
    {
        using var answer = await shared.Node.Anyone.GetAsync("/api/v1/datasets");
        Assert.Contains("q=1000000", answer.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Contains("r=", answer.Headers.GetValues("RateLimit").Single());
    }

    private async Task<IReadOnlyList<(string Method, string Path)>> OperationsAsync()
    {
        var description = await shared.Node.GetAsync("/openapi/v1.json");
        return [.. description.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Where(o => o.Name is "get" or "post" or "put" or "delete").Select(o => (o.Name.ToUpperInvariant(), p.Name)))];
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, string what)
    {
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{what}: {(int)answer.StatusCode} {answer.Content.Headers.ContentType}");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.Matches("^[a-z-]+\\.[a-z-]+$", problem.GetProperty("code").GetString()!);
        Assert.NotEqual(problem.GetProperty("code").GetString(), problem.GetProperty("title").GetString());
        Assert.EndsWith(problem.GetProperty("code").GetString()!, problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();
}
