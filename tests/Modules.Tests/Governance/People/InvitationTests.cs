using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Identities;
using Gongxin.Governance.Invitations;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Governance.People;

// Goal: an invitation leads to what its inviter may grant, asked twice, once, for a time; and to no other organisation.
public sealed class InvitationTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly NewPerson Newcomer = new("newcomer", "New Comer", "a long and quiet sentence");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Nobody_invites_to_more_than_they_may_grant(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var (own, other) = (await node.OrganisationAsync(1, "330100"), await node.OrganisationAsync(2, "110000"));
        var ofOwn = await node.EmployAsync("reviewer", Roles.OrganisationReviewer, own);
        foreach (var role in Roles.All.Except(Inviters.OfOrganisations))
        {
            Assert.Equal("invitation.role-beyond", await RefusedAsync(() => InviteAsync(node, ofOwn, role, own)));
        }

        Assert.Equal("invitation.organisation-not-found", await RefusedAsync(() => InviteAsync(node, ofOwn, Roles.Reporter, other)));
        Assert.Equal("invitation.organisation-not-found", await RefusedAsync(() => InviteAsync(node, ofOwn, Roles.Reporter, Guid.CreateVersion7())));
        Assert.Equal("invitation.role-beyond", await RefusedAsync(() => InviteAsync(node, ofOwn, Roles.Reporter, null)));
        Assert.NotNull(await InviteAsync(node, ofOwn, Roles.Reporter, own));
        Assert.NotNull(await InviteAsync(node, ofOwn, Roles.OrganisationReviewer, own));

        // Somebody without the permission invites nobody, wherever.
        var reporter = await node.EmployAsync("reporter", Roles.Reporter, own);
        Assert.Equal("invitation.organisation-not-found", await RefusedAsync(() => InviteAsync(node, reporter, Roles.Reporter, own)));

        // The security administrator: everything but administration. A key: nothing.
        var security = await node.EmployAsync("security", Roles.SecurityAdministrator);
        Assert.NotNull(await InviteAsync(node, security, Roles.Operator, null));
        foreach (var role in Roles.Administrators)
        {
            Assert.Equal("invitation.role-beyond", await RefusedAsync(() => InviteAsync(node, security, role, null)));
        }

        var key = new Actor(ActorKind.Application, "key:" + Guid.CreateVersion7(), "key", new HashSet<string> { GovernancePermissions.InviteName });
        Assert.Equal("identity.no-person", await RefusedAsync(() => InviteAsync(node, key, Roles.Reporter, own)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_invitation_opens_one_account_with_the_role_and_works_once(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var own = await node.OrganisationAsync(1);
        var reviewer = await node.EmployAsync("reviewer", Roles.OrganisationReviewer, own);
        var token = await InviteAsync(node, reviewer, Roles.Reporter, own);
        Assert.Equal("account.password-common", await RefusedAsync(() => OpenAsync(node, token, Newcomer with { Password = "newcomer-newcomer" })));
        Assert.Equal("account.name-taken", await RefusedAsync(() => OpenAsync(node, token, Newcomer with { Name = "reviewer" })));
        await OpenAsync(node, token, Newcomer);
        Assert.Equal("invitation.over", await RefusedAsync(() => OpenAsync(node, token, Newcomer with { Name = "second" })));

        var grant = Assert.Single((await node.WhoAsync(await node.SignInAsync("newcomer")))!.Grants);
        Assert.Equal((Roles.Reporter, own), (grant.Role, grant.OrganisationId));
        Assert.True(await node.AskAsync<GovernanceDb, bool>(db => db.Grants.AnyAsync(g => g.GrantedBy == reviewer.Id && g.Role == Roles.Reporter, Ct)));
        Assert.True(await node.AskAsync<GovernanceDb, bool>(db => db.Notices.AnyAsync(n => n.Recipient == reviewer.Id && n.Code == "invitation.notice.accepted", Ct)));
        Assert.False(await node.AskAsync<GovernanceDb, bool>(db => db.AuditEntries.AnyAsync(a => a.Detail!.Contains(token), Ct)));
        Assert.Equal(InvitationState.Accepted, Assert.Single((await ListAsync(node, reviewer)).Items).State);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task It_adds_the_role_to_an_account_but_never_to_the_inviters_own(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var own = await node.OrganisationAsync(1);
        var reviewer = await node.EmployAsync("reviewer", Roles.OrganisationReviewer, own);
        var token = await InviteAsync(node, reviewer, Roles.Reporter, own);
        Assert.Equal("grant.own", await RefusedAsync(() => AcceptAsync(node, token, reviewer)));
        await node.OpenAsync("somebody");
        var session = await node.SignInAsync("somebody");
        await AcceptAsync(node, token, (await node.WhoAsync(session))!);
        var me = (await node.WhoAsync(session))!;
        Assert.Equal(own, Assert.Single(me.Grants).OrganisationId);

        var again = await InviteAsync(node, reviewer, Roles.Reporter, own);
        Assert.Equal("invitation.held-already", await RefusedAsync(() => AcceptAsync(node, again, me)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task It_ends_with_its_days_its_withdrawal_and_its_inviters_right(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var own = await node.OrganisationAsync(1);
        var reviewer = await node.EmployAsync("reviewer", Roles.OrganisationReviewer, own);
        var (old, withdrawn) = (await InviteAsync(node, reviewer, Roles.Reporter, own, days: 1), await InviteAsync(node, reviewer, Roles.Reporter, own));
        var id = (await ListAsync(node, reviewer)).Items[0].Id;
        await node.DoAsync<InvitationDesk>(d => d.WithdrawAsync(id, Ct), reviewer);
        Assert.Equal("invitation.over", await RefusedAsync(() => node.DoAsync<InvitationDesk>(d => d.WithdrawAsync(id, Ct), reviewer)));
        Assert.Equal("invitation.over", await RefusedAsync(() => OpenAsync(node, withdrawn, Newcomer)));
        node.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal("invitation.over", await RefusedAsync(() => OpenAsync(node, old, Newcomer)));
        Assert.True((await ListAsync(node, reviewer)).Items[1].HasExpired);

        // The grant of whoever invited has ended meanwhile, or the account was closed.
        var (first, second) = (await InviteAsync(node, reviewer, Roles.Reporter, own), await InviteAsync(node, await node.EmployAsync("leaver", Roles.OrganisationReviewer, own), Roles.Reporter, own));
        await node.DoAsync<GrantDesk>(async d => await d.EndAsync(await GrantOfAsync(node, reviewer), Ct));
        Assert.Equal("invitation.over", await RefusedAsync(() => OpenAsync(node, first, Newcomer)));
        var leaver = await node.AskAsync<GovernanceDb, Guid>(async db => (await db.Accounts.SingleAsync(a => a.Name == "leaver", Ct)).Id.Value);
        await node.DoAsync<AccountDesk>(d => d.CloseAsync(leaver, Ct));
        Assert.Equal("invitation.over", await RefusedAsync(() => OpenAsync(node, second, Newcomer)));
        Assert.False(await node.AskAsync<GovernanceDb, bool>(db => db.Accounts.AnyAsync(a => a.Name == "newcomer", Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Another_organisations_invitations_are_not_there(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var (one, two) = (await node.OrganisationAsync(1), await node.OrganisationAsync(2));
        var (ofOne, ofTwo) = (await node.EmployAsync("one", Roles.OrganisationReviewer, one), await node.EmployAsync("two", Roles.OrganisationReviewer, two));
        await InviteAsync(node, ofOne, Roles.Reporter, one);
        var id = Assert.Single((await ListAsync(node, ofOne)).Items).Id;
        Assert.Equal(0, (await ListAsync(node, ofTwo)).Total);
        Assert.Equal("invitation.not-found", await RefusedAsync(() => node.DoAsync<InvitationDesk>(d => d.WithdrawAsync(id, Ct), ofTwo)));
        Assert.Equal(1, (await ListAsync(node, await node.EmployAsync("security", Roles.SecurityAdministrator))).Total);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_mailed_invitation_confirms_the_address_and_an_identity_needs_no_password(Engine engine)
    {
        using var sink = new MailSink();
        await using var node = await PeopleNode.WithMailAsync(databases, engine, sink.Port);
        var own = await node.OrganisationAsync(1);
        var reviewer = await node.EmployAsync("reviewer", Roles.OrganisationReviewer, own);
        Assert.Null((await node.AskAsync<InvitationDesk, (Invitation, string? Link)>(d => d.InviteAsync(Roles.Reporter, Codes.Uscc(1), "new@node.test", 7, null, Ct), reviewer)).Link);
        var text = MailSink.TextOf(Assert.Single(sink.Got));
        var token = text[(text.IndexOf("token=", StringComparison.Ordinal) + 6)..][..43];
        var ticket = await node.AskAsync<IdentityTickets, IdentityTicket>(t => Task.FromResult(t.Of("https://id.test", "7", "New")));
        await node.DoAsync<AcceptanceDesk>(d => d.OpenAsync(token, Newcomer with { Password = "" }, ticket, node.Clock.Now.UtcDateTime, Ct), Actor.Anonymous);

        var account = await node.AskAsync<IdentityDesk, Account?>(d => d.FindAsync(ticket, "", Ct));
        Assert.Null(account!.PasswordHash);
        Assert.True(await node.AskAsync<GovernanceDb, bool>(db => db.NoticeWays.AnyAsync(w => w.Owner == account.Id.ActorId && w.Address == "new@node.test" && w.ConfirmedAt != null, Ct)));
        var me = new Actor(ActorKind.Person, account.Id.ActorId, "", new HashSet<string>());
        Assert.Equal("identity.password-needed", await RefusedAsync(() => node.DoAsync<IdentityDesk>(d => d.UnbindMineAsync("", null, Ct), me)));
        Assert.Equal("n***@node.test", Assert.Single((await ListAsync(node, reviewer)).Items).Email);

        // An identity that is bound opens no second account.
        var next = await InviteAsync(node, reviewer, Roles.Reporter, own);
        Assert.Equal("identity.bound-already", await RefusedAsync(() =>
            node.DoAsync<AcceptanceDesk>(d => d.OpenAsync(next, Newcomer with { Name = "third" }, ticket, node.Clock.Now.UtcDateTime, Ct), Actor.Anonymous)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_not_good_is_said(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var own = await node.OrganisationAsync(1);
        var reviewer = await node.EmployAsync("reviewer", Roles.OrganisationReviewer, own);
        Assert.Equal("invitation.not-good", await RefusedAsync(() => InviteAsync(node, reviewer, Roles.Reporter, own, days: 0)));
        Assert.Equal("invitation.not-good", await RefusedAsync(() => InviteAsync(node, reviewer, Roles.Reporter, own, days: Invitation.DaysMax + 1)));
        Assert.Equal("invitation.not-good", await RefusedAsync(() => InviteAsync(node, reviewer, Roles.Reporter, own, email: "no address")));
        Assert.Equal("grant.role-unknown", await RefusedAsync(() => InviteAsync(node, reviewer, "king", own)));
    }

    // The token, cut from the link.
    private static async Task<string> InviteAsync(PeopleNode node, Actor by, string role, Guid? organisation, int days = 7, string? email = null) =>
        (await node.AskAsync<InvitationDesk, (Invitation, string? Link)>(d => d.InviteAsync(role, organisation?.ToString(), email, days, null, Ct), by)).Link!.Split('=')[1];

    private static Task OpenAsync(PeopleNode node, string token, NewPerson person) =>
        node.DoAsync<AcceptanceDesk>(d => d.OpenAsync(token, person, null, node.Clock.Now.UtcDateTime, Ct), Actor.Anonymous);

    private static Task AcceptAsync(PeopleNode node, string token, Actor who) => node.DoAsync<AcceptanceDesk>(d => d.AcceptAsync(token, node.Clock.Now.UtcDateTime, Ct), who);

    private static Task<PageOf<InvitationView>> ListAsync(PeopleNode node, Actor who) => node.AskAsync<InvitationReads, PageOf<InvitationView>>(r => r.ListAsync(null, Ct), who);

    private static Task<Guid> GrantOfAsync(PeopleNode node, Actor who) => node.AskAsync<GovernanceDb, Guid>(async db =>
    {
        var account = AccountId.OfActor(who.Id)!.Value;
        return (await db.Grants.SingleAsync(g => g.AccountId == account, Ct)).Id.Value;
    });

    private static async Task<string> RefusedAsync(Func<Task> work) => (await Assert.ThrowsAsync<Refusal>(work)).Code;
}
