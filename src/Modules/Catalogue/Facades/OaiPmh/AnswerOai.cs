using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.OaiPmh;

internal static class AnswerOai
{
    public static async Task Handle(HttpContext http, OaiAnswers oai)
    {
        var body = await oai.AnswerAsync(http.Request, http.RequestAborted);
        http.Response.ContentType = "text/xml; charset=utf-8";
        http.Response.Headers.CacheControl = "public, no-cache";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
