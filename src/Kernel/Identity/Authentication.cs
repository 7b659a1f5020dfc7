using System.Security.Claims;
using System.Text.Encodings.Web;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gongxin.Kernel.Identity;

/// <summary>Claims that carry an actor through the framework's identity.</summary>
public static class ActorClaims
{
    public const string Id = "gx:id";
    public const string Name = "gx:name";
    public const string Permission = "gx:permission";

    /// <summary>Id of a person's session; its presence tells a person's cookie from that of a key.</summary>
    public const string Session = "gx:session";

    /// <summary>Name of the cookie scheme that the sign-in page uses.</summary>
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static ClaimsPrincipal ToPrincipal(Actor actor, string scheme) => new(new ActorIdentity(actor, [], scheme));

    /// <summary>A person of a session: what the person may do is read anew with every request, so the cookie names only the session.</summary>
    public static ClaimsPrincipal ToPrincipal(Actor actor, Guid session, string scheme) =>
        new(new ActorIdentity(actor, [new Claim(Session, session.ToString())], scheme));

    /// <summary>The actor of this request. Claims alone, as a cookie brings them, are nobody: they do not say for whom a key acts.</summary>
    public static Actor ToActor(ClaimsPrincipal user) =>
        user.Identity is ActorIdentity known ? known.Actor : Actor.Anonymous;

    /// <summary>The session of the person who is signed in; null for keys and readers.</summary>
    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirst(Session)?.Value, out var id) ? id : null;

    // Carries the whole actor through one request; what goes into a cookie are its claims.
    private sealed class ActorIdentity(Actor actor, IEnumerable<Claim> more, string scheme) : ClaimsIdentity(
        [new Claim(Id, actor.Id), new Claim(ActorClaims.Name, actor.Name), .. actor.Permissions.Select(p => new Claim(Permission, p)), .. more],
        scheme,
        ActorClaims.Name,
        roleType: null)
    {
        public new Actor Actor { get; } = actor;
    }
}

/// <summary>Wires keys, the cookie of the sign-in page, and permissions.</summary>
public static class IdentityRegistration
{
    internal const string CookieName = "gongxin";
    private const string Either = "gongxin";

    public static IServiceCollection AddIdentity(this IServiceCollection services, PlatformSettings settings)
    {
        services.TryAddScoped<CurrentActor>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentActor>().Actor);
        services.AddDataProtection().SetApplicationName("gongxin").PersistKeysToFileSystem(new DirectoryInfo(settings.KeyFolder));
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = context =>
                ApiKeyHandler.HasKey(context.Request) ? ApiKeyHandler.SchemeName : ActorClaims.CookieScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie(ActorClaims.CookieScheme, Configure);
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        return services;
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/sign-in";
        cookie.ReturnUrlParameter = "return";
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(30);
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToLogin = context => RedirectOrSay(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static Task RedirectOrSay(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (Http.Problems.WantsJson(context.Request))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            // The page that was asked for in a language is asked to sign in for in that language.
            var language = context.Request.Query[Http.AddressParameters.Language].FirstOrDefault();
            context.Response.Redirect(language is { Length: > 0 } ? QueryHelpers.AddQueryString(context.RedirectUri, Http.AddressParameters.Language, language) : context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } person && ActorClaims.SessionOf(person) is { } session)
        {
            var people = context.HttpContext.RequestServices.GetService<IPersonSessions>();
            if (people is not null && await people.FindAsync(session, context.HttpContext.RequestAborted) is { } actor)
            {
                context.ReplacePrincipal(ActorClaims.ToPrincipal(actor, session, ActorClaims.CookieScheme));
                return;
            }

            context.RejectPrincipal();
            return;
        }

        await ReadKeyAnewAsync(context);
    }

    // A cookie that was made with a key only names it: which organisation it belongs to and what it permits is read with every
    // request, so that no cookie, however old, reaches further than its key.
    private static async Task ReadKeyAnewAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<ApiKeys>();
        var id = context.Principal?.FindFirst(ActorClaims.Id)?.Value;
        if (id is not null && await keys.FindByActorAsync(id, context.HttpContext.RequestAborted) is { } actor)
        {
            context.ReplacePrincipal(ActorClaims.ToPrincipal(actor, ActorClaims.CookieScheme));
            return;
        }

        context.RejectPrincipal();
    }
}

/// <summary>Knows the sessions of people; the module that keeps accounts provides it.</summary>
public interface IPersonSessions
{
    /// <summary>Who is signed in by this session, with what the person may do at this moment; null when the session is over.</summary>
    Task<Actor?> FindAsync(Guid session, CancellationToken ct);
}

/// <summary>Makes keys and looks them up.</summary>
public sealed class ApiKeys(PlatformDb db, KnownKeys known, CurrentActor current, TimeProvider clock)
{
    /// <summary>Makes a key with these permissions and returns its secret, which is shown this once.</summary>
    public async Task<string> CreateAsync(string name, IEnumerable<Permission> permissions, CancellationToken ct)
    {
        var (key, secret) = ApiKey.Create(name, permissions, clock);
        db.Add(key);
        db.Add(AuditEntry.By(current.Actor, "KeyCreated", $"key:{key.Id.Value}", null, clock));
        await db.SaveChangesAsync(ct);
        return secret;
    }

    public async Task<Actor?> FindAsync(string secret, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var key = await known.GetAsync(ApiKey.DigestOf(secret), digest => ReadAsync(digest, now, ct));
        return key?.Until > now ? key.Actor : null;
    }

    private async Task<KnownKey?> ReadAsync(string digest, DateTime now, CancellationToken ct)
    {
        var key = await db.Set<ApiKey>().AsNoTracking().Where(ApiKey.IsGoodAt(now)).SingleOrDefaultAsync(
            k => k.Digest == digest || (k.PreviousDigest == digest && k.PreviousUntil > now), ct);
        return key is null ? null : new(key.ToActor(), key.GoodUntil(digest));
    }

    /// <summary>What the actors with these ids may do now; those whose key was revoked or has expired, or who have none, are left out.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> PermissionsAsync(IReadOnlyCollection<string> actorIds, CancellationToken ct)
    {
        var ids = actorIds.Where(id => id.StartsWith("key:", StringComparison.Ordinal)).Select(id => Guid.TryParse(id.AsSpan(4), out var key) ? key : Guid.Empty)
            .Select(key => new ApiKeyId(key)).ToList();
        var keys = await db.Set<ApiKey>().AsNoTracking().Where(ApiKey.IsGoodAt(clock.GetUtcNow().UtcDateTime)).Where(k => ids.Contains(k.Id)).ToListAsync(ct);
        return keys.Select(k => k.ToActor()).ToDictionary(a => a.Id, a => a.Permissions, StringComparer.Ordinal);
    }

    /// <summary>The actor of a key by its <see cref="Actor.Id"/>; null when it was revoked, has expired or never was.</summary>
    public async Task<Actor?> FindByActorAsync(string actorId, CancellationToken ct)
    {
        if (ApiKey.IdOf(actorId) is not { } id)
        {
            return null;
        }

        var key = await db.Set<ApiKey>().AsNoTracking().Where(ApiKey.IsGoodAt(clock.GetUtcNow().UtcDateTime)).SingleOrDefaultAsync(k => k.Id == id, ct);
        return key?.ToActor();
    }
}

internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "key";
    private const string Bearer = "Bearer ";

    public static bool HasKey(HttpRequest request) =>
        request.Headers.ContainsKey("X-Api-Key")
        || request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var secret = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : Request.Headers["X-Api-Key"].ToString();
        return await keys.FindAsync(secret, Context.RequestAborted) is { } actor
            ? AuthenticateResult.Success(new AuthenticationTicket(ActorClaims.ToPrincipal(actor, SchemeName), SchemeName))
            : AuthenticateResult.Fail("unknown key");
    }
}

internal sealed class PermissionPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName)
    {
        if (!policyName.StartsWith(RequiresAttribute.PolicyPrefix, StringComparison.Ordinal))
        {
            return base.GetPolicyAsync(policyName);
        }

        var permission = policyName[RequiresAttribute.PolicyPrefix.Length..];
        return Task.FromResult<AuthorizationPolicy?>(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(ActorClaims.Permission, permission).Build());
    }
}
