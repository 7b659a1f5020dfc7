using Microsoft.AspNetCore.Http;

namespace Gongxin.Ui.Shell;

// No script, style, font or frame from anywhere but this site, and none inside the page. Islands set styles through the
// CSSOM, which this policy allows; img data: is for charts saved as pictures.
internal static class PageHeaders
{
    public const string ContentSecurity = Own + "'none'";
    private const string Own = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

    // Of the pages that say so themselves; an error page in their place does not.
    private const string EmbeddableSecurity = Own + "*";

    // Set when the answer begins, because the exception handler empties the headers of what failed.
    public static Task Send(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(Set, http.Response);
        return next(http);
    }

    private static Task Set(object response)
    {
        var http = ((HttpResponse)response).HttpContext;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.GetEndpoint()?.Metadata.GetMetadata<EmbeddableAttribute>() is null ? ContentSecurity : EmbeddableSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
