using System.Globalization;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Host.Composition;

// Which answers are kept, and as what (decision 0010): pages that everybody may read, asked for by nobody in particular. The
// key holds everything that such a page depends on, so nothing ever has to be thrown out: another revision or another legal
// day is another key.
internal sealed class PublicPages(PublicRevision revision, TimeProvider clock) : IOutputCachePolicy
{
    private const int QueryMax = 1000;
    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(10);
    private static readonly string[] Encodings = ["br", "gzip"];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        if (PageOf(http) is not { } page)
        {
            return ValueTask.CompletedTask;
        }

        if (IsForEverybody(http, page) && revision.Current is { } number)
        {
            context.EnableOutputCaching = true;
            context.AllowCacheLookup = true;
            context.AllowCacheStorage = true;
            context.AllowLocking = true;
            context.ResponseExpirationTimeSpan = AgeMax;
            context.CacheVaryByRules.CacheKeyPrefix = string.Create(
                CultureInfo.InvariantCulture,
                $"{number} {clock.LegalToday():yyyyMMdd} {Preferences.Of(http.Request)} {ChooseEncoding(http.Request)} {http.Request.QueryString.Value}");
        }
        else
        {
            http.Response.Headers.CacheControl = "private, no-store";
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= MayBeKept(context.HttpContext.Response);
        return ValueTask.CompletedTask;
    }

    // Only whole pages that set nothing in the browser.
    public static bool MayBeKept(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status200OK
        && response.Headers.SetCookie.Count == 0
        && !HeaderUtilities.ContainsCacheDirective(response.Headers.CacheControl, CacheControlHeaderValue.NoStoreString);

    private static EndpointMetadataCollection? PageOf(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<ComponentTypeMetadata>() is not null ? metadata : null;

    private static bool IsForEverybody(HttpContext http, EndpointMetadataCollection page) =>
        HttpMethods.IsGet(http.Request.Method)
        && page.GetMetadata<IAllowAnonymous>() is not null
        && page.GetMetadata<LiveAttribute>() is null
        && http.User.Identity is not { IsAuthenticated: true }
        && !Credentials.AreIn(http.Request)
        && http.Request.QueryString.Value is not { Length: > QueryMax }
        && http.Features.Get<IExceptionHandlerPathFeature>() is null
        && http.Features.Get<IStatusCodeReExecuteFeature>() is null;

    // What browsers accept is written in many ways, but a page has three forms; compression sees the one that is in the key.
    private static string ChooseEncoding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        var chosen = Encodings.FirstOrDefault(e => accepted.Any(a => a.Value.Equals(e, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0));
        request.Headers.AcceptEncoding = chosen ?? "identity";
        return chosen ?? "identity";
    }
}
