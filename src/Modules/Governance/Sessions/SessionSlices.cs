using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Governance.Sessions;

// Signing in over the API, for programs that act as a person; the answer sets the cookie.
internal static class BeginSession
{
    internal sealed record Request(string Name, string Password, string? Code);

    internal sealed record Begun(Guid Id, Guid PersonId, DateTime ExpiresAt);

    public static async Task<Created<Begun>> Handle(Request request, SignInDesk desk, SecondFactors secrets, HttpContext http, CancellationToken ct)
    {
        var caller = Caller.Of(http);
        var account = await desk.PasswordAsync(request.Name ?? "", request.Password ?? "", caller, ct);
        if (account.HasSecondFactor)
        {
            account = await desk.CodeAsync(account.Id, request.Code ?? throw GovernanceRefusals.CodeNeeded(), secrets.Reveal, caller, ct);
        }

        var session = await StartAsync(account, caller, desk, http, ct);
        return TypedResults.Created($"/api/v1/governance/sessions/{session.Id.Value}", new Begun(session.Id.Value, account.Id.Value, session.ExpiresAt));
    }

    // The cookie names the session and nothing else; it ends with the browser, and with the session at the latest.
    public static Task<Session> StartAsync(Account account, Caller caller, SignInDesk desk, HttpContext http, CancellationToken ct) =>
        StartAsync(account, account.HasSecondFactor, caller, desk, http, ct);

    public static async Task<Session> StartAsync(Account account, bool withSecondFactor, Caller caller, SignInDesk desk, HttpContext http, CancellationToken ct)
    {
        var (session, actor) = await desk.BeginAsync(account, withSecondFactor, caller, ct);
        await http.SignInAsync(
            ActorClaims.CookieScheme,
            ActorClaims.ToPrincipal(actor, session.Id.Value, ActorClaims.CookieScheme),
            new AuthenticationProperties { ExpiresUtc = new DateTimeOffset(session.ExpiresAt, TimeSpan.Zero), AllowRefresh = false });
        return session;
    }
}

internal static class ListSessions
{
    public static async Task<Ok<IReadOnlyList<SessionView>>> Handle(AccountReads accounts, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(await accounts.MySessionsAsync(ActorClaims.SessionOf(http.User), ct));
}

internal static class EndSession
{
    public static async Task<NoContent> Handle(Guid id, OwnAccount account, CancellationToken ct)
    {
        await account.EndSessionAsync(id, ct);
        return TypedResults.NoContent();
    }

    // The button of the account's page, without script.
    public static async Task<RedirectHttpResult> HandleForm(Guid id, OwnAccount account, HttpContext http, CancellationToken ct)
    {
        await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
        await account.EndSessionAsync(id, ct);
        return TypedResults.LocalRedirect("/governance/account");
    }
}
