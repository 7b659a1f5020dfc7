using System.Text.Json;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Ckan;

// Errors as CKAN tells them: {"help": …, "success": false, "error": {"__type": …, "message": …}}, with a list of texts under
// the parameter that is wrong. The status is CKAN's: 409 for what does not validate, 404, 403; 400 for a search that cannot be
// understood. A call that is none at all gets a bare text.
internal sealed class CkanErrors : IErrorShape
{
    public static CkanErrors Shape { get; } = new();

    public async Task WriteAsync(HttpContext context, Refusal refusal, string text)
    {
        var (status, type) = refusal.Code switch
        {
            "catalogue.action-unknown" or "catalogue.body-not-readable" => (400, null),
            "catalogue.search-not-readable" => (400, "Search Query Error"),
            _ => refusal.Status switch
            {
                400 or 422 => (409, "Validation Error"),
                401 or 403 => (403, "Authorization Error"),
                404 or 410 => (404, "Not Found Error"),
                429 => (429, "Too Many Requests"),
                >= 500 and not 503 => (refusal.Status, "Internal Server Error"),
                _ => (refusal.Status, "Not Available Error"),
            },
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, WrittenJson.Compact))
        {
            if (type is null)
            {
                json.WriteStringValue($"Bad request - {text}");
            }
            else
            {
                Write(json, context.Request, refusal, type, text);
            }
        }

        await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), CancellationToken.None);
    }

    private static void Write(Utf8JsonWriter json, HttpRequest request, Refusal refusal, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("help", HelpOf(SiteAddress.Of(request), ActionOf(request)));
        json.WriteBoolean("success", false);
        json.WriteStartObject("error");
        json.WriteString("__type", type);
        json.WriteString("message", text);
        json.WriteString("code", refusal.Code);
        if (type == "Validation Error" && refusal.Args is [string parameter, ..])
        {
            json.WriteStrings(parameter, [text]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // While an error is answered, what was asked for stands in the feature.
    private static string ActionOf(HttpRequest request) =>
        (request.HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.RouteValues ?? request.RouteValues)["action"] as string ?? "help_show";

    public static string HelpOf(SiteAddress site, string action) => $"{site.Root}/api/3/action/help_show?name={Uri.EscapeDataString(action)}";
}
