using System.Text.Json;
using Gongxin.Catalogue.Facades.Ckan;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Modules.Tests.Catalogue.Facades;

// Calls CKAN's actions on a node, without a server.
internal sealed class CkanClient(CatalogueNode node)
{
    public Task<JsonElement> CallAsync(string action, params (string Name, string Value)[] parameters) =>
        node.AskAsync<CkanServices, JsonElement>(async services =>
        {
            var http = new DefaultHttpContext();
            http.Request.Scheme = "https";
            http.Request.Host = new HostString("data.example");
            http.Request.Method = HttpMethods.Get;
            http.Request.QueryString = QueryString.Create(parameters.Select(p => KeyValuePair.Create(p.Name, (string?)p.Value)));
            using var body = new MemoryStream();
            http.Response.Body = body;
            await CallAction.Handle(action, http, services);
            var answer = JsonDocument.Parse(body.ToArray()).RootElement;
            Assert.True(answer.GetProperty("success").GetBoolean());
            return answer.GetProperty("result");
        });

    public async Task<IReadOnlyList<string>> NamesAsync(params (string Name, string Value)[] parameters) =>
        Names((await CallAsync("package_search", parameters)).GetProperty("results"));

    public static IReadOnlyList<string> Names(JsonElement packages) => [.. packages.EnumerateArray().Select(p => p.GetProperty("name").GetString()!)];
}
