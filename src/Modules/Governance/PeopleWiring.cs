using Gongxin.Contracts.Governance;
using Gongxin.Contracts.Registry;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Applications;
using Gongxin.Governance.Audit;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Identities;
using Gongxin.Governance.Invitations;
using Gongxin.Governance.Notices;
using Gongxin.Governance.Recovery;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Governance;

// Accounts, sessions, roles and applications: services, routes and what the roles permit here.
internal static class PeopleWiring
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddProblemTexts<PeopleText>();
        services.AddScoped<AccountDesk>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<GrantDesk>();
        services.AddScoped<HeldGrants>();
        services.AddScoped<IHolders, Holders>();
        services.AddScoped<IPeople, People>();
        services.AddScoped<ApplicationDesk>();
        services.AddScoped<Attempts>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<SecretMail>();
        services.AddScoped<RecoveryDesk>();
        services.AddScoped<WayConfirmation>();
        services.AddSingleton<IdentityTickets>();
        services.AddScoped<IdentityDesk>();
        services.AddScoped<IPersonSessions, PersonSessions>();
        services.AddScoped(provider => new AccountReads(
            provider.GetRequiredService<GovernanceDb>(), provider.GetRequiredService<RoleBook>(), provider.GetRequiredService<PlatformSettings>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<Inviters>();
        services.AddScoped<InvitationDesk>();
        services.AddScoped<AcceptanceDesk>();
        services.AddScoped<MembershipDesk>();
        services.AddScoped(provider => new InvitationReads(provider.GetRequiredService<GovernanceDb>(), provider.GetRequiredService<IOrganisations>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new MembershipReads(provider.GetRequiredService<GovernanceDb>(), provider.GetRequiredService<IOrganisations>()));
        services.AddJob<SweepSessions>(Every.Minutes(10));
        services.AddJob<MailRecoveryLinks>(Every.Seconds(5));
        services.AddRole(Roles.Operator, GovernancePermissions.Operate, GovernancePermissions.Invite);
        services.AddRole(Roles.OrganisationReviewer, GovernancePermissions.Invite);
        services.AddRole(Roles.SystemAdministrator, GovernancePermissions.People, GovernancePermissions.Accounts);
        services.AddRole(Roles.SecurityAdministrator, GovernancePermissions.People, GovernancePermissions.Grants, GovernancePermissions.Invite);
        services.AddRole(Roles.Auditor, GovernancePermissions.Audit);

        // The trail is none of it: its rows say for whom the actor acted.
        services.AddNodePermissions(GovernancePermissions.Operate, GovernancePermissions.People, GovernancePermissions.Accounts, GovernancePermissions.Grants);
        services.AddMenuEntry<PeopleText>(order: 82, "/governance/accounts", "Accounts.Menu", isPublic: false);
        services.AddMenuEntry<PeopleText>(order: 83, "/governance/roles", "Roles.Menu");
        services.AddMenuEntry<PeopleText>(order: 85, "/governance/invitations", "Invitations.Menu", isPublic: false);
        services.AddMenuEntry<PeopleText>(order: 86, "/governance/memberships", "Memberships.Menu", isPublic: false);
        services.AddMenuEntry<PeopleText>(order: 84, "/governance/account", "Mine.Menu", isPublic: false);
    }

    public static void MapPeople(this IEndpointRouteBuilder host)
    {
        // Before the page of the same address, which a POST would reach as well. A key needs no token: it is the secret itself.
        host.MapPost("/sign-in", SignIn.SignIn.Handle).WithOrder(-1).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        host.MapPost("/sign-in/code", SignIn.SignIn.HandleCode).WithOrder(-1).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        host.MapGet("/sign-in/service", StartServiceSignIn.Handle).AllowAnonymous().ExcludeFromDescription();
        host.MapPost("/sign-out", SignIn.SignIn.HandleOut).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        host.MapPost("/governance/sessions/{id:guid}/end", EndSession.HandleForm).RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();

        var governance = host.MapGroup("/api/v1/governance").WithTags("Governance");
        governance.MapGet("/roles", ListRoles.Handle).AllowAnonymous();

        governance.MapPost("/recoveries", AskForRecovery.Handle).AllowAnonymous();
        governance.MapGet("/people/me/identities", ListIdentities.Handle).RequireAuthorization();
        governance.MapPost("/people/me/identities/unbind", UnbindIdentity.Handle).RequireAuthorization();

        var sessions = governance.MapGroup("/sessions");
        sessions.MapPost("", BeginSession.Handle).AllowAnonymous();
        sessions.MapGet("", ListSessions.Handle).RequireAuthorization();
        sessions.MapDelete("/{id:guid}", EndSession.Handle).RequireAuthorization();

        var people = governance.MapGroup("/people");
        people.MapGet("", ListPeople.Handle).Requires(GovernancePermissions.People);
        people.MapPost("", OpenAccount.Handle).Requires(GovernancePermissions.Accounts);
        people.MapGet("/me", ReadPerson.HandleMine).RequireAuthorization();
        people.MapGet("/{id:guid}", ReadPerson.Handle).Requires(GovernancePermissions.People);
        people.MapPost("/{id:guid}/recovery-links", OpenAccount.HandleLink).Requires(GovernancePermissions.Accounts);
        people.MapPost("/{id:guid}/close", ChangeAccount.HandleClose).Requires(GovernancePermissions.Accounts);
        people.MapPost("/{id:guid}/reopen", ChangeAccount.HandleReopen).Requires(GovernancePermissions.Accounts);
        people.MapDelete("/{id:guid}/second-factor", ChangeAccount.HandleSecondFactor).Requires(GovernancePermissions.Accounts);

        var invitations = governance.MapGroup("/invitations");
        invitations.MapGet("", ListInvitations.Handle).Requires(GovernancePermissions.Invite);
        invitations.MapPost("", Invite.Handle).Requires(GovernancePermissions.Invite);
        invitations.MapDelete("/{id:guid}", WithdrawInvitation.Handle).Requires(GovernancePermissions.Invite);
        invitations.MapPost("/accept", AcceptInvitation.Handle).RequireAuthorization();

        var memberships = governance.MapGroup("/memberships");
        memberships.MapGet("", ListMemberships.Handle).Requires(GovernancePermissions.Invite);
        memberships.MapGet("/mine", ListMemberships.HandleMine).RequireAuthorization();
        memberships.MapPost("", AskForMembership.Handle).RequireAuthorization();
        memberships.MapPost("/{id:guid}/decision", DecideMembership.Handle).Requires(GovernancePermissions.Invite);
        memberships.MapDelete("/{id:guid}", DecideMembership.HandleWithdraw).RequireAuthorization();

        var grants = governance.MapGroup("/grants");
        grants.MapGet("", ListGrants.Handle).Requires(GovernancePermissions.People);
        grants.MapPost("", GrantRole.Handle).Requires(GovernancePermissions.Grants);
        grants.MapDelete("/{id:guid}", EndGrant.Handle).Requires(GovernancePermissions.Grants);

        var applications = governance.MapGroup("/applications");
        applications.MapGet("", ListApplications.Handle).Requires(GovernancePermissions.Accounts);
        applications.MapPost("", CreateApplication.Handle).Requires(GovernancePermissions.Accounts);
        applications.MapPost("/{id:guid}/rotate", ChangeApplication.HandleRotate).Requires(GovernancePermissions.Accounts);
        applications.MapDelete("/{id:guid}", ChangeApplication.HandleRevoke).Requires(GovernancePermissions.Accounts);

        governance.MapGet("/audit", ListAudit.Handle).Requires(GovernancePermissions.Audit);
        governance.MapGet("/audit/export.{format}", ExportAudit.Handle).Requires(GovernancePermissions.Audit);
    }
}
