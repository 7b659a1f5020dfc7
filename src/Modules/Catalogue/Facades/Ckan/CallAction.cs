using System.IO.Pipelines;
using System.Text.Json;
using Gongxin.Catalogue.Metadata;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Ckan;

// GET and POST of /api/3/action/{action}: {"help": …, "success": true, "result": …}.
internal static class CallAction
{
    private const int PieceBytes = 16 << 10;

    public static async Task Handle(string action, HttpContext http, CkanServices services)
    {
        var found = CkanAction.Find(action) ?? throw CatalogueRefusals.ActionUnknown(action);
        var site = SiteAddress.Of(http.Request);
        var given = await CkanParameters.ReadAsync(http.Request);
        await SendAsync(http, async json =>
        {
            json.WriteStartObject();
            json.WriteString("help", CkanErrors.HelpOf(site, action));
            json.WriteBoolean("success", true);
            json.WritePropertyName("result");
            await found.Run(new CkanCall(given, json, site, services, http.RequestAborted));
            json.WriteEndObject();
        });
    }

    // What a harvester asks first to see what it talks to: the status without its envelope.
    public static async Task HandleStatus(HttpContext http, CkanServices services)
    {
        var given = await CkanParameters.ReadAsync(http.Request);
        await SendAsync(http, json => SiteActions.Status(new CkanCall(given, json, SiteAddress.Of(http.Request), services, http.RequestAborted)));
    }

    // Written whole before it is sent: a refusal in the middle becomes CKAN's error. The pieces are borrowed, for a page of packages
    // is large.
    private static async Task SendAsync(HttpContext http, Func<Utf8JsonWriter, Task> writeAsync)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: PieceBytes, useSynchronizationContext: false));
        try
        {
            await using (var json = new Utf8JsonWriter(pipe.Writer, WrittenJson.Compact))
            {
                await writeAsync(json);
                await json.FlushAsync(http.RequestAborted);
                http.Response.ContentLength = json.BytesCommitted;
            }

            await pipe.Writer.CompleteAsync();
            http.Response.ContentType = "application/json; charset=utf-8";
            http.Response.Headers.CacheControl = "public, no-cache";
            await pipe.Reader.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
        finally
        {
            await pipe.Writer.CompleteAsync();
            await pipe.Reader.CompleteAsync();
        }
    }
}
