using System.Security.Cryptography;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.WebUtilities;

namespace Gongxin.Host.Composition;

// Gives a page that may be kept the digest of its bytes as entity tag, so that a browser that has it already is told so. A
// page is rendered in memory as a whole anyway.
internal sealed class PageTag(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<IOutputCacheFeature>()?.Context is not { EnableOutputCaching: true })
        {
            await next(http);
            return;
        }

        var body = http.Response.Body;
        using var page = new MemoryStream();
        http.Response.Body = page;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        if (page.Length > 0)
        {
            await SendAsync(http.Response, page, http.RequestAborted);
        }
    }

    private static async Task SendAsync(HttpResponse response, MemoryStream page, CancellationToken ct)
    {
        var bytes = page.GetBuffer().AsMemory(0, (int)page.Length);
        if (PublicPages.MayBeKept(response))
        {
            response.Headers.ETag = $"\"{WebEncoders.Base64UrlEncode(SHA256.HashData(bytes.Span))}\"";
            response.Headers.CacheControl = "no-cache";
            response.Headers.Vary = "Accept, Accept-Encoding, Cookie";
        }
        else
        {
            response.Headers.CacheControl = "no-store";
        }

        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, ct);
    }
}
