using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Gongxin.Governance.Identities;

// The framework's OpenID Connect: code flow with PKCE, nonce and state. Nothing is registered without the setting.
internal static partial class OpenIdRegistration
{
    public const string Scheme = "service";
    private const string Callback = "/sign-in/service/callback";

    // Only what an identity service signs with a key of its own. With HMAC, whoever knows the client's secret could write tokens.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddOpenId(this IServiceCollection services, PlatformSettings settings)
    {
        if (settings.SignIn is { } service)
        {
            services.AddAuthentication().AddOpenIdConnect(Scheme, options => Configure(options, service, settings.PublicAddress));
        }
    }

    private static void Configure(OpenIdConnectOptions options, SignInService service, string publicAddress)
    {
        options.Authority = service.Authority.AbsoluteUri.TrimEnd('/');
        options.ClientId = service.ClientId;
        options.ClientSecret = service.ClientSecret.Length > 0 ? service.ClientSecret : null;
        options.RequireHttpsMetadata = service.Authority.Scheme == Uri.UriSchemeHttps;
        options.Scope.Clear();
        foreach (var scope in service.Scopes)
        {
            options.Scope.Add(scope);
        }

        // In the address, so that the cookies of the way there can stay SameSite=Lax.
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CallbackPath = Callback;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        // Never used: the answer is turned into a session of the platform's own before the framework would sign in.
        options.SignInScheme = ActorClaims.CookieScheme;
        options.Events.OnTokenValidated = RefuseUnsigned;
        options.Events.OnTicketReceived = ReceiveIdentity.HandleAsync;
        options.Events.OnRemoteFailure = Refuse;
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            // The address that others reach the site at, whatever host the request names.
            if (publicAddress.Length > 0)
            {
                context.ProtocolMessage.RedirectUri = publicAddress.TrimEnd('/') + Callback;
            }

            return Task.CompletedTask;
        };
    }

    // The framework takes a token without a signature when it comes straight from the service, as the standard allows; here it is
    // not taken, because behind a proxy "straight" is a matter of trust. A signature that is there has been checked by now.
    private static Task RefuseUnsigned(TokenValidatedContext context)
    {
        if (!Algorithms.Contains(context.SecurityToken.SignatureAlgorithm))
        {
            context.Fail("The token is not signed.");
        }

        return Task.CompletedTask;
    }

    // State, nonce, issuer, audience, signature or code were not good, or the person has turned back at the service.
    private static Task Refuse(RemoteFailureContext context)
    {
        var log = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdRegistration).FullName!);
        LogRefused(log, (context.Failure?.InnerException ?? context.Failure)?.GetType().Name ?? "");
        context.HandleResponse();
        context.Response.Redirect("/sign-in?problem=identity.service-refused");
        return Task.CompletedTask;
    }

    // The kind of fault only: its text may hold what the service said of the person.
    [LoggerMessage(4101, LogLevel.Warning, "An answer of the identity service was refused: {Fault}")]
    private static partial void LogRefused(ILogger log, string fault);
}
