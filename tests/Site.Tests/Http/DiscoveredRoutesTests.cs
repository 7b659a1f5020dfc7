using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gongxin.Fixtures;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Http;
using Gongxin.Running;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;

namespace Gongxin.Site.Tests.Http;

// Goal: a route that is added tomorrow refuses unknown formats and keeps the limits as well. Method: the routes come from the route table of the
// program, not from a list.
public sealed partial class DiscoveredRoutesTests
{
    [Fact]
    public async Task Whatever_ends_in_a_format_says_which_there_are()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var routes = (await RoutesAsync(folder)).Where(r => r.RoutePattern.RawText!.EndsWith(".{extension}", StringComparison.Ordinal) && IsOpen(r)).Select(PathOf).Distinct().ToList();
        Assert.True(routes.Count >= 7, string.Join(' ', routes));
        await using var node = await RunningNode.StartAsync(folder);
        foreach (var path in routes)
        {
            using var answer = await node.Anyone.GetAsync(path.Replace("{extension}", "exe", StringComparison.Ordinal));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.NotAcceptable, $"{path}: {(int)answer.StatusCode} {text}");
            Assert.StartsWith("catalogue.format-not-", JsonDocument.Parse(text).RootElement.GetProperty("code").GetString());
            Assert.Matches("csv|turtle", text);
        }
    }

    [Fact]
    public async Task Facets_and_facades_tell_who_asks_too_often_to_wait_on_every_route()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var routes = (await RoutesAsync(folder)).Where(r => IsLimited(r) && IsOpen(r) && IsRead(r)).Select(PathOf).Distinct().ToList();
        Assert.All(new[] { "/catalogue", "/api/v1/datasets", "/catalog.{extension}", "/api/3/action/{action}", "/oai", "/data.json" }, known => Assert.Contains(known, routes));
        await using var node = await RunningNode.StartAsync(folder, new Dictionary<string, string> { ["Gongxin__RequestsPerMinute"] = "1" });
        using (await node.Anyone.GetAsync("/api/v1/datasets"))
        {
            foreach (var path in routes)
            {
                // Some routes are there only for programs that read RDF.
                using var request = new HttpRequestMessage(HttpMethod.Get, Parameter().Replace(path, Guid.Empty.ToString())) { Headers = { { "Accept", "text/turtle, */*;q=0.5" } } };
                using var answer = await node.Anyone.SendAsync(request);
                Assert.True(answer.StatusCode is HttpStatusCode.TooManyRequests, $"{path}: {(int)answer.StatusCode}");
                Assert.True(answer.Headers.RetryAfter is not null && answer.Headers.Contains("RateLimit") && answer.Headers.Contains("RateLimit-Policy"), path);
            }
        }
    }

    private static async Task<IReadOnlyList<RouteEndpoint>> RoutesAsync(NodeFolder folder)
    {
        await using var app = WebNode.Build(new Dictionary<string, string?> { ["GONGXIN_DATA"] = folder.Settings.DataFolder });
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()];
    }

    private static bool IsOpen(RouteEndpoint route) => route.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool IsRead(RouteEndpoint route) =>
        route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true;

    private static bool IsLimited(RouteEndpoint route) =>
        PathOf(route).StartsWith("/api/", StringComparison.Ordinal)
        || route.Metadata.GetMetadata<CalledByPrograms>() is not null || route.Metadata.GetMetadata<LimitsRequestsAttribute>() is not null;

    private static string PathOf(RouteEndpoint route) =>
        Parameter().Replace("/" + route.RoutePattern.RawText!.Trim('/'), m => m.Value is "{extension}" or "{action}" ? m.Value : "1");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
