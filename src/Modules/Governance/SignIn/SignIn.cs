using Gongxin.Governance.Accounts;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Governance.SignIn;

// The forms of the sign-in pages: a person with name, password and code, or an application's key.
internal static class SignIn
{
    public const string StepCookie = "gongxin-step";

    public static async Task<RedirectHttpResult> Handle(
        [FromForm] string? key, [FromForm] string? name, [FromForm] string? password, [FromForm(Name = "return")] string? back, HttpContext http, CancellationToken ct)
    {
        var to = LocalAddress.OrHome(back);
        return key is not null ? await WithKeyAsync(key, to, http, ct) : await WithPasswordAsync(name ?? "", password ?? "", to, http, ct);
    }

    public static async Task<RedirectHttpResult> HandleCode(
        [FromForm] string? code, [FromForm(Name = "return")] string? back, HttpContext http, SignInDesk desk, SecondFactors secrets, CancellationToken ct)
    {
        await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
        var (to, caller) = (LocalAddress.OrHome(back), Caller.Of(http));
        try
        {
            var account = await desk.CodeAsync(secrets.Read(http.Request.Cookies[StepCookie]), code ?? "", secrets.Reveal, caller, ct);
            await BeginSession.StartAsync(account, caller, desk, http, ct);
        }
        catch (Refusal refusal)
        {
            var page = refusal.Code == "identity.step-expired" ? "/sign-in" : "/sign-in/code";
            return Failed(page, refusal, to);
        }

        http.Response.Cookies.Delete(StepCookie);
        return TypedResults.LocalRedirect(to);
    }

    public static async Task<RedirectHttpResult> HandleOut(HttpContext http, OwnAccount account, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (ActorClaims.SessionOf(http.User) is { } session)
        {
            await account.EndSessionAsync(session, ct);
        }

        await http.SignOutAsync(ActorClaims.CookieScheme);
        return TypedResults.LocalRedirect("/");
    }

    // Remembers who is to give the code next.
    public static void AskCode(Account account, SecondFactors secrets, HttpContext http) => http.Response.Cookies.Append(
        StepCookie,
        secrets.Ticket(account.Id),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = SecondFactors.StepLife });

    private static async Task<RedirectHttpResult> WithKeyAsync(string key, string to, HttpContext http, CancellationToken ct)
    {
        if (await http.RequestServices.GetRequiredService<ApiKeys>().FindAsync(key.Trim(), ct) is not { } actor)
        {
            return TypedResults.LocalRedirect($"/sign-in?failed=1&return={Uri.EscapeDataString(to)}");
        }

        await http.SignInAsync(ActorClaims.CookieScheme, ActorClaims.ToPrincipal(actor, ActorClaims.CookieScheme));
        return TypedResults.LocalRedirect(to);
    }

    private static async Task<RedirectHttpResult> WithPasswordAsync(string name, string password, string to, HttpContext http, CancellationToken ct)
    {
        await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
        var (desk, caller) = (http.RequestServices.GetRequiredService<SignInDesk>(), Caller.Of(http));
        try
        {
            var account = await desk.PasswordAsync(name, password, caller, ct);
            if (!account.HasSecondFactor)
            {
                await BeginSession.StartAsync(account, caller, desk, http, ct);
                return TypedResults.LocalRedirect(account.MustChangePassword ? "/governance/account" : to);
            }

            AskCode(account, http.RequestServices.GetRequiredService<SecondFactors>(), http);
            return TypedResults.LocalRedirect($"/sign-in/code?return={Uri.EscapeDataString(to)}");
        }
        catch (Refusal refusal)
        {
            return Failed("/sign-in", refusal, to);
        }
    }

    private static RedirectHttpResult Failed(string page, Refusal refusal, string to)
    {
        var wait = refusal.Args is [int seconds] ? $"&wait={seconds}" : "";
        return TypedResults.LocalRedirect($"{page}?problem={refusal.Code}{wait}&return={Uri.EscapeDataString(to)}");
    }
}
