using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gongxin.Governance.SignIn;

// Signing in with a key, until accounts exist: the browser gets a cookie, the key itself is not kept in it.
internal static class SignIn
{
    public static async Task<RedirectHttpResult> Handle(
        [FromForm] string? key, [FromForm(Name = "return")] string? back, HttpContext http, ApiKeys keys, CancellationToken ct)
    {
        var to = IsLocal(back) ? back! : "/";
        if (await keys.FindAsync((key ?? "").Trim(), ct) is not { } actor)
        {
            return TypedResults.LocalRedirect($"/sign-in?failed=1&return={Uri.EscapeDataString(to)}");
        }

        await http.SignInAsync(ActorClaims.CookieScheme, ActorClaims.ToPrincipal(actor, ActorClaims.CookieScheme));
        return TypedResults.LocalRedirect(to);
    }

    public static async Task<RedirectHttpResult> HandleOut(HttpContext http, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await http.SignOutAsync(ActorClaims.CookieScheme);
        return TypedResults.LocalRedirect("/");
    }

    // Only a path of this site: "//host" and "/\host" lead elsewhere.
    private static bool IsLocal(string? path) => path is ['/'] or ['/', not '/' and not '\\', ..];
}
