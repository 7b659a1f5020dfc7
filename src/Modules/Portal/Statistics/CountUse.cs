using Gongxin.Contracts.Portal;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gongxin.Portal.Statistics;

// Counts what was answered, also from memory. Of the request only what it asked for goes on: no address, no program, no cookie.
internal sealed class CountUse(RequestDelegate next, UseCounter counter, TimeProvider clock)
{
    private static readonly string[] DatasetPaths = ["/datasets", "/api/v1/datasets"];

    public async Task InvokeAsync(HttpContext http)
    {
        var method = http.Request.Method;
        await next(http);
        if (!HttpMethods.IsHead(method) && IsAnswered(http) && KindOf(http) is { } kind)
        {
            counter.Add(new UseKey(clock.LegalToday(), kind, DatasetOf(http)));
        }
    }

    private static bool IsAnswered(HttpContext http) =>
        http.Response.StatusCode is (>= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices) or StatusCodes.Status304NotModified
        && !http.RequestAborted.IsCancellationRequested;

    private static UseKind? KindOf(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        var agent = http.Request.Headers.UserAgent.ToString();
        if (metadata is null || Readers.IsRobot(agent))
        {
            return null;
        }

        if (metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            return metadata.GetMetadata<IAllowAnonymous>() is not null && HttpMethods.IsGet(http.Request.Method) && Readers.IsPerson(http.Request) ? UseKind.View : null;
        }

        return metadata.GetMetadata<CountedAs>() switch
        {
            { Kind: UseKind.Download } => IsBeginning(http.Response) ? UseKind.Download : null,
            { Kind: var kind } => kind,
            null => IsOfPrograms(http, metadata) && !Readers.IsOwnPage(http.Request) ? UseKind.ApiCall : null,
        };
    }

    private static bool IsOfPrograms(HttpContext http, EndpointMetadataCollection metadata) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || metadata.GetMetadata<CalledByPrograms>() is not null;

    // A download in parts is one download, and what the reader has already is none.
    private static bool IsBeginning(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status200OK
        || (response.StatusCode == StatusCodes.Status206PartialContent && response.Headers.ContentRange.ToString().StartsWith("bytes 0-", StringComparison.Ordinal));

    // It was answered, so there is such a dataset.
    private static string DatasetOf(HttpContext http) =>
        DatasetPaths.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
        && http.GetRouteValue("slug") is string { Length: <= Use.DatasetMax } slug
            ? slug
            : "";
}
