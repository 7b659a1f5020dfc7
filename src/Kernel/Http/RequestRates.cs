using System.Globalization;
using System.Threading.RateLimiting;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Http;

/// <summary>
/// Limits how often one caller asks the API, and says so in <c>RateLimit-Policy</c> and <c>RateLimit</c> headers
/// (IETF draft-ietf-httpapi-ratelimit-headers). A caller is a key or, without one, a network address.
/// </summary>
public sealed class RequestRates(PlatformSettings settings) : IDisposable
{
    private const int WindowSeconds = 60;

    // A key is known and can be talked to: it may ask ten times as often as an unknown address.
    private const int KeyFactor = 10;

    private readonly PartitionedRateLimiter<HttpContext> _limits = PartitionedRateLimiter.Create<HttpContext, string>(context =>
    {
        var limit = settings.RequestsPerMinute * (IsKey(context) ? KeyFactor : 1);
        return RateLimitPartition.GetFixedWindowLimiter(CallerOf(context), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = limit,
            Window = TimeSpan.FromSeconds(WindowSeconds),
            QueueLimit = 0,
        });
    });

    public void Dispose() => _limits.Dispose();

    public async Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        using var lease = _limits.AttemptAcquire(context);
        var remaining = _limits.GetStatistics(context)?.CurrentAvailablePermits ?? 0;
        var policy = IsKey(context) ? "key" : "address";
        var limit = settings.RequestsPerMinute * (IsKey(context) ? KeyFactor : 1);
        var retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : WindowSeconds;
        var isAcquired = lease.IsAcquired;

        // At the last moment: what answers an error takes away the headers that were set before it.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";q={limit};w={WindowSeconds}");
            headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";r={remaining};t={WindowSeconds}");
            if (!isAcquired)
            {
                headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
            }

            return Task.CompletedTask;
        });
        if (isAcquired)
        {
            await next(context);
            return;
        }

        throw new Refusal("request.too-many", StatusCodes.Status429TooManyRequests, limit, WindowSeconds);
    }

    private static bool IsKey(HttpContext context) => context.User.Identity?.IsAuthenticated is true;

    private static string CallerOf(HttpContext context) =>
        context.User.FindFirst(ActorClaims.Id)?.Value ?? context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}

/// <summary>On a page: it is limited like the API, because every combination of its parameters is another answer.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LimitsRequestsAttribute : Attribute;

/// <summary>Puts <see cref="RequestRates"/> before the API and the pages that ask for it.</summary>
public static class RequestRatesExtensions
{
    public static IApplicationBuilder UseRequestRates(this IApplicationBuilder app, RequestRates rates) =>
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
                || context.GetEndpoint()?.Metadata.GetMetadata<CalledByPrograms>() is not null
                || context.GetEndpoint()?.Metadata.GetMetadata<LimitsRequestsAttribute>() is not null,
            api => api.Use(next => context => rates.LimitAsync(context, next)));
}
