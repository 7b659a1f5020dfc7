using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Http;

/// <summary>
/// Sites whose pages the operator lets call a few routes (<c>Gongxin:CheckOrigins</c>). They call with a key and never with the cookie of a
/// sign-in: who is signed in here is no business of a page elsewhere. Browsers ask first (CORS); what they let through is looked at again
/// by <see cref="SameOrigin"/>.
/// </summary>
public static class InvitedSites
{
    private const string Policy = "invited-sites";
    private static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(10);

    /// <summary>Lets pages of invited sites call the route.</summary>
    public static TBuilder IsCalledByInvitedSites<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.RequireCors(Policy);

    internal static IServiceCollection AddInvitedSites(this IServiceCollection services, PlatformSettings settings) =>
        services.AddCors(cors => cors.AddPolicy(Policy, policy => policy
            .WithOrigins([.. settings.CheckOrigins])
            .WithMethods(HttpMethods.Get, HttpMethods.Post)
            .WithHeaders("Authorization", "Content-Type")
            .SetPreflightMaxAge(AskedAgain)));

    // Whether a page of an invited site calls, with a key and nothing else, a route that it may call.
    internal static bool Calls(HttpContext context, PlatformSettings settings) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IEnableCorsAttribute>()?.PolicyName == Policy
        && settings.CheckOrigins.Contains(context.Request.Headers.Origin.ToString(), StringComparer.OrdinalIgnoreCase)
        && context.Request.Headers.Authorization.Count > 0
        && !context.Request.Cookies.ContainsKey(IdentityRegistration.CookieName);
}
