using System.Text.Json;
using Gongxin.Catalogue.Metadata;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Ckan;

// GET and POST of /api/3/action/{action}: {"help": …, "success": true, "result": …}.
internal static class CallAction
{
    public static async Task Handle(string action, HttpContext http, CkanServices services)
    {
        var found = CkanAction.Find(action) ?? throw CatalogueRefusals.ActionUnknown(action);
        var site = SiteAddress.Of(http.Request);
        var given = await CkanParameters.ReadAsync(http.Request);
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, WrittenJson.Compact))
        {
            json.WriteStartObject();
            json.WriteString("help", CkanErrors.HelpOf(site, action));
            json.WriteBoolean("success", true);
            json.WritePropertyName("result");
            await found.Run(new CkanCall(given, json, site, services, http.RequestAborted));
            json.WriteEndObject();
        }

        await SendAsync(http, buffer);
    }

    // What a harvester asks first to see what it talks to: the status without its envelope.
    public static async Task HandleStatus(HttpContext http, CkanServices services)
    {
        var given = await CkanParameters.ReadAsync(http.Request);
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, WrittenJson.Compact))
        {
            await SiteActions.Status(new CkanCall(given, json, SiteAddress.Of(http.Request), services, http.RequestAborted));
        }

        await SendAsync(http, buffer);
    }

    private static async Task SendAsync(HttpContext http, MemoryStream buffer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "public, no-cache";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted);
    }
}
