using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Gongxin.Kernel.Http;

/// <summary>An RFC 9457 answer, the one shape of every error of every API.</summary>
/// <param name="Type">URI of the code's description.</param>
/// <param name="Title">What happened, one sentence in the reader's language.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code for programs.</param>
/// <param name="TraceId">Finds the request in the log.</param>
public sealed record Problem(string Type, string Title, int Status, string Code, string TraceId);

[JsonSerializable(typeof(Problem))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class ProblemJson : JsonSerializerContext;

/// <summary>
/// Turns exceptions into answers: the only mapper. API paths get JSON; for pages the code and status are left in
/// <see cref="HttpContext.Items"/> under <see cref="CodeItem"/> and the error page is rendered in their place.
/// </summary>
public sealed partial class Problems(ProblemTexts texts, ILogger<Problems> log) : IExceptionHandler
{
    public const string CodeItem = "problem-code";
    public const string TextItem = "problem-text";
    private const int ClientClosedRequest = 499;

    // Chinese is written as it is: the answer is JSON and never part of a page.
    private static readonly ProblemJson Json =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var refusal = Map(exception);
        if (refusal.Status >= 500)
        {
            Fault(httpContext.Request.Method, httpContext.Request.Path, exception);
        }

        return await AnswerAsync(httpContext, refusal);
    }

    /// <summary>Writes the refusal as JSON when the caller is a program; otherwise leaves it for the error page and returns false.</summary>
    public async Task<bool> AnswerAsync(HttpContext context, Refusal refusal)
    {
        var title = texts.Of(refusal);
        context.Response.StatusCode = refusal.Status;
        if (EndpointOf(context)?.Metadata.GetMetadata<IErrorShape>() is { } shape)
        {
            await shape.WriteAsync(context, refusal, title);
            return true;
        }

        if (!WantsJson(context.Request))
        {
            context.Items[CodeItem] = refusal.Code;
            context.Items[TextItem] = title;
            return false;
        }

        var problem = new Problem($"/docs/problems#{refusal.Code}", title, refusal.Status, refusal.Code, Trace(context));
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.Name;
        await context.Response.WriteAsJsonAsync(problem, Json.Problem, "application/problem+json", CancellationToken.None);
        return true;
    }

    public static string Trace(HttpContext context) => Activity.Current?.Id ?? context.TraceIdentifier;

    /// <summary>Paths of programs answer JSON; everything else is read by people.</summary>
    public static bool WantsJson(HttpRequest request) =>
        Begins(request, "/api") || Begins(request, "/openapi") || Begins(request, "/health")
        || EndpointOf(request.HttpContext)?.Metadata.GetMetadata<CalledByPrograms>() is not null;

    // While a fault is handled, the request carries the path of the error page; what was asked for stands in the feature.
    private static bool Begins(HttpRequest request, string segment) =>
        PathOf(request).StartsWithSegments(segment, StringComparison.Ordinal);

    private static Endpoint? EndpointOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerPathFeature>() is { } failed ? failed.Endpoint : context.GetEndpoint();

    private static PathString PathOf(HttpRequest request) =>
        request.HttpContext.Features.Get<IExceptionHandlerPathFeature>() is { } failed ? new PathString(failed.Path) : request.Path;

    private static Refusal Map(Exception exception) => exception switch
    {
        Refusal refusal => refusal,
        DbUpdateConcurrencyException => new Refusal("request.lost-race", StatusCodes.Status409Conflict),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Refusal("upload.too-large", StatusCodes.Status413PayloadTooLarge),
        Microsoft.AspNetCore.Antiforgery.AntiforgeryValidationException => new Refusal("request.forged", StatusCodes.Status400BadRequest),
        BadHttpRequestException bad => new Refusal("request.malformed", bad.StatusCode),
        _ => new Refusal("server.fault", StatusCodes.Status500InternalServerError),
    };

    [LoggerMessage(130, LogLevel.Error, "{Method} {Path} failed by a fault.")]
    private partial void Fault(string method, string path, Exception fault);
}
