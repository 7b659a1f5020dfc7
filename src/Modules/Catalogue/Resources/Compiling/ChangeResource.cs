using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Resources.Compiling;

internal static class ChangeResource
{
    public static async Task<Ok<ResourceWork>> Handle(
        Guid id, CreateResource.Request request, HttpContext http, CompileResources compiling, ResourceDesk desk, CancellationToken ct)
    {
        if (request.Classified)
        {
            throw ResourceRefusals.Classified();
        }

        await compiling.ChangeAsync(id, request.Content, SeenVersion.Of(http.Request), ct);
        return TypedResults.Ok(await desk.ReadAsync(id, ct));
    }
}

internal static class SubmitResource
{
    public static async Task<Ok<ResourceWork>> Handle(Guid id, HttpContext http, CompileResources compiling, ResourceDesk desk, CancellationToken ct)
    {
        await compiling.SubmitAsync(id, SeenVersion.Of(http.Request), ct);
        return TypedResults.Ok(await desk.ReadAsync(id, ct));
    }
}

internal static class BindDataset
{
    public sealed record Request(string? Dataset);

    public static async Task<Ok<ResourceWork>> Handle(Guid id, Request request, CompileResources compiling, ResourceDesk desk, CancellationToken ct)
    {
        await compiling.BindToAsync(id, string.IsNullOrWhiteSpace(request.Dataset) ? null : request.Dataset.Trim(), ct);
        return TypedResults.Ok(await desk.ReadAsync(id, ct));
    }
}

// The version that the caller saw, from If-Match: "3" or 3. A tag that is none of ours never matches.
internal static class SeenVersion
{
    public static int? Of(HttpRequest request) =>
        request.Headers.IfMatch.ToString() is not { Length: > 0 } tag || tag == "*" ? null
        : Parse(tag.Trim('"'));

    public static int? Parse(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : -1;
}
