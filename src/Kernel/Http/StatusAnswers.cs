using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Http;

/// <summary>Gives answers that carry a status but no body (an unknown path, a missing right) the same shape as all others.</summary>
public static class StatusAnswers
{
    public static IApplicationBuilder UseStatusAnswers(this IApplicationBuilder app, string errorPage) =>
        app.UseWhen(
            context => Problems.WantsJson(context.Request),
            api => api.UseStatusCodePages(AnswerAsync))
        .UseWhen(
            context => !Problems.WantsJson(context.Request),
            // The error page is rendered in a scope of its own: the one of the page that failed is used up.
            pages => pages.UseStatusCodePagesWithReExecute(errorPage, createScopeForStatusCodePages: true));

    public static Refusal RefusalOf(int status) => new(CodeOf(status), status);

    private static Task AnswerAsync(StatusCodeContext status) =>
        status.HttpContext.RequestServices.GetRequiredService<Problems>()
            .AnswerAsync(status.HttpContext, RefusalOf(status.HttpContext.Response.StatusCode));

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "identity.key-needed",
        StatusCodes.Status403Forbidden => "identity.not-permitted",
        StatusCodes.Status404NotFound => "request.not-found",
        StatusCodes.Status405MethodNotAllowed => "request.method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "upload.too-large",
        StatusCodes.Status415UnsupportedMediaType => "request.unsupported-media-type",
        StatusCodes.Status429TooManyRequests => "request.too-many",
        >= 500 => "server.fault",
        _ => "request.malformed",
    };
}
