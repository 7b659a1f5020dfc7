using System.Security.Claims;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Settings;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Governance.Identities;

// Sends the browser to the identity service. A link, not a form: the pages' policy lets forms go to this site only.
internal static class StartServiceSignIn
{
    public const string Identify = "identify";

    // Identify: only to learn who it is, for binding or for an invitation; nobody is signed in by it.
    public static async Task<Results<EmptyHttpResult, RedirectHttpResult, NotFound>> Handle(
        [FromQuery(Name = "return")] string? back, bool? identify, HttpContext http, PlatformSettings settings, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (settings.SignIn is null)
        {
            return TypedResults.NotFound();
        }

        var properties = new AuthenticationProperties { RedirectUri = LocalAddress.OrHome(back) };
        if (identify is true)
        {
            properties.Items[Identify] = "1";
        }

        try
        {
            await http.ChallengeAsync(OpenIdRegistration.Scheme, properties);
            return TypedResults.Empty;
        }
        catch (InvalidOperationException) when (!http.Response.HasStarted)
        {
            // The service's description could not be read; the handler's own type for it.
            return TypedResults.LocalRedirect($"/sign-in?problem=identity.service-away&return={Uri.EscapeDataString(properties.RedirectUri)}");
        }
    }
}

// What becomes of the service's answer, after its signature, issuer, audience, nonce and state were found good.
internal static class ReceiveIdentity
{
    public static async Task HandleAsync(TicketReceivedContext context)
    {
        context.HandleResponse();
        var (http, service) = (context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<PlatformSettings>().SignIn!);
        var (to, tickets) = (LocalAddress.OrHome(context.ReturnUri), http.RequestServices.GetRequiredService<IdentityTickets>());
        if (context.Principal?.FindFirst(service.SubjectClaim) is not { Value.Length: > 0 } subject)
        {
            http.Response.Redirect("/sign-in?problem=identity.service-refused");
            return;
        }

        // The issuer of the claim is that of the token, which was checked.
        var ticket = tickets.Of(subject.Issuer, subject.Value, NameOf(context.Principal));
        if (context.Properties?.Items.ContainsKey(StartServiceSignIn.Identify) is true)
        {
            tickets.Give(ticket, http);
            http.Response.Redirect(to);
            return;
        }

        http.Response.Redirect(await SignInAsync(ticket, service, to, http));
    }

    // Where the browser goes next.
    private static async Task<string> SignInAsync(IdentityTicket ticket, SignInService service, string to, HttpContext http)
    {
        var (caller, ct, services) = (Caller.Of(http), http.RequestAborted, http.RequestServices);
        try
        {
            if (await services.GetRequiredService<IdentityDesk>().FindAsync(ticket, caller.Address, ct) is not { } account)
            {
                services.GetRequiredService<IdentityTickets>().Give(ticket, http);
                return $"/sign-in/identity?return={Uri.EscapeDataString(to)}";
            }

            if (account.HasSecondFactor && !service.CountsAsSecondFactor)
            {
                SignIn.SignIn.AskCode(account, services.GetRequiredService<SecondFactors>(), http);
                return $"/sign-in/code?return={Uri.EscapeDataString(to)}";
            }

            await BeginSession.StartAsync(account, service.CountsAsSecondFactor, caller, services.GetRequiredService<SignInDesk>(), http, ct);
            return account.MustChangePassword ? "/governance/account" : to;
        }
        catch (Refusal refusal)
        {
            return $"/sign-in?problem={refusal.Code}";
        }
    }

    private static string? NameOf(ClaimsPrincipal person) => (person.FindFirst("name") ?? person.FindFirst("preferred_username"))?.Value;
}
