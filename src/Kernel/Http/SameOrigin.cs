using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Http;

/// <summary>
/// Refuses changes that another site's page makes in a browser's name (cross-site request forgery): browsers say where a
/// request comes from, and programs, which do not, carry a key instead of a cookie. Pages of <see cref="InvitedSites"/> carry a key, too.
/// </summary>
public sealed class SameOrigin(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, PlatformSettings settings)
    {
        var request = context.Request;
        if (context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The request was refused already; its method stays while the error page answers in its place.
            return next(context);
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method) && IsFromElsewhere(request) && !InvitedSites.Calls(context, settings))
        {
            throw new Refusal("request.forged", StatusCodes.Status400BadRequest);
        }

        return next(context);
    }

    private static bool IsFromElsewhere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
