using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Invitations;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Governance.People;

// Goal: who asks to join is answered by those who may grant there and by nobody else, and is told.
public sealed class MembershipTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_request_is_accepted_by_the_organisations_reviewer_and_grants_the_role(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var own = await node.OrganisationAsync(1);
        var reviewer = await node.EmployAsync("reviewer", Roles.OrganisationReviewer, own);
        var (me, session) = await SomebodyAsync(node, "somebody");
        var id = await AskAsync(node, me);
        Assert.Equal("membership.asked-already", await RefusedAsync(() => AskAsync(node, me)));
        Assert.True(await ToldAsync(node, reviewer, "membership.notice.asked"));
        var asked = Assert.Single((await QueueAsync(node, reviewer)).Items);
        Assert.Equal((id, "somebody", "测试协会1", "I count the figures there."), (asked.Id, asked.Person, asked.Organisation, asked.Why));

        await DecideAsync(node, reviewer, id, true, null);
        Assert.Equal(own, Assert.Single((await node.WhoAsync(session))!.Grants).OrganisationId);
        Assert.True(await ToldAsync(node, me, "membership.notice.accepted"));
        Assert.Empty((await QueueAsync(node, reviewer)).Items);
        Assert.Equal("membership.over", await RefusedAsync(() => DecideAsync(node, reviewer, id, false, "no")));
        Assert.Equal("invitation.held-already", await RefusedAsync(() => AskAsync(node, me)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Declining_needs_a_reason_that_the_asker_reads(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var own = await node.OrganisationAsync(1);
        var reviewer = await node.EmployAsync("reviewer", Roles.OrganisationReviewer, own);
        var (me, session) = await SomebodyAsync(node, "somebody");
        var id = await AskAsync(node, me);
        Assert.Equal("membership.not-good", await RefusedAsync(() => DecideAsync(node, reviewer, id, false, " ")));
        await DecideAsync(node, reviewer, id, false, "You left in March.");
        Assert.Empty((await node.WhoAsync(session))!.Grants);
        Assert.True(await ToldAsync(node, me, "membership.notice.declined"));
        var mine = Assert.Single((await MineAsync(node, me)).Items);
        Assert.Equal((MembershipState.Declined, "You left in March."), (mine.State, mine.Reason));

        // After an answer one may ask again, and take it back.
        var again = await AskAsync(node, me);
        await node.DoAsync<MembershipDesk>(d => d.WithdrawAsync(again, Ct), me);
        Assert.Equal("membership.over", await RefusedAsync(() => DecideAsync(node, reviewer, again, true, null)));
        Assert.Equal(MembershipState.Withdrawn, (await MineAsync(node, me)).Items[0].State);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Others_requests_are_not_there_and_nobody_decides_about_themselves(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var (one, two) = (await node.OrganisationAsync(1), await node.OrganisationAsync(2));
        var ofOne = await node.EmployAsync("one", Roles.OrganisationReviewer, one);
        var ofTwo = await node.EmployAsync("two", Roles.OrganisationReviewer, two);
        var (me, _) = await SomebodyAsync(node, "somebody");
        var id = await AskAsync(node, me);
        Assert.Empty((await QueueAsync(node, ofTwo)).Items);
        Assert.False(await ToldAsync(node, ofTwo, "membership.notice.asked"));
        Assert.Equal("membership.not-found", await RefusedAsync(() => DecideAsync(node, ofTwo, id, true, null)));
        Assert.Equal("membership.not-found", await RefusedAsync(() => DecideAsync(node, me, id, true, null)));
        Assert.Equal("membership.not-found", await RefusedAsync(() => node.DoAsync<MembershipDesk>(d => d.WithdrawAsync(id, Ct), ofOne)));

        var own = await node.AskAsync<MembershipDesk, MembershipRequest>(d => d.AskAsync(Codes.Uscc(1), Roles.Reporter, "Both.", Ct), ofOne);
        Assert.Equal("grant.own", await RefusedAsync(() => DecideAsync(node, ofOne, own.Id.Value, true, null)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Only_the_roles_of_organisations_are_asked_for_and_only_by_people(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        await node.OrganisationAsync(1);
        var (me, _) = await SomebodyAsync(node, "somebody");
        foreach (var role in Roles.All.Except(Inviters.OfOrganisations))
        {
            Assert.Equal("invitation.role-beyond", await RefusedAsync(() => AskAsync(node, me, role)));
        }

        // Nobody of the organisation can answer: the security administrators hear of it.
        await AskAsync(node, me);
        Assert.True(await node.AskAsync<GovernanceDb, bool>(db => db.Notices.AnyAsync(n => n.Recipient == "may:" + GovernancePermissions.GrantsName && n.Code == "membership.notice.asked", Ct)));

        Assert.Equal("membership.not-good", await RefusedAsync(() => AskAsync(node, me, why: "  ")));
        Assert.Equal("membership.not-good", await RefusedAsync(() => AskAsync(node, me, why: new string('x', MembershipRequest.WhyMax + 1))));
        Assert.Equal("invitation.organisation-not-found", await RefusedAsync(() =>
            node.AskAsync<MembershipDesk, MembershipRequest>(d => d.AskAsync(Codes.Uscc(9), Roles.Reporter, "x", Ct), me)));
        var key = new Actor(ActorKind.Application, "key:" + Guid.CreateVersion7(), "key", new HashSet<string>());
        Assert.Equal("identity.no-person", await RefusedAsync(() => AskAsync(node, key)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_closed_account_gets_no_role_and_its_request_waits_on(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var reviewer = await node.EmployAsync("reviewer", Roles.OrganisationReviewer, await node.OrganisationAsync(1));
        var (me, _) = await SomebodyAsync(node, "somebody");
        var id = await AskAsync(node, me);
        await node.DoAsync<AccountDesk>(d => d.CloseAsync(AccountId.OfActor(me.Id)!.Value.Value, Ct));
        Assert.Equal("account.not-found", await RefusedAsync(() => DecideAsync(node, reviewer, id, true, null)));
        Assert.Single((await QueueAsync(node, reviewer)).Items);
        Assert.Equal(0, await node.AskAsync<GovernanceDb, int>(db => db.Grants.CountAsync(g => g.GrantedBy == reviewer.Id, Ct)));
    }

    private static async Task<(Actor Me, Guid Session)> SomebodyAsync(PeopleNode node, string name)
    {
        await node.OpenAsync(name);
        var session = await node.SignInAsync(name);
        return ((await node.WhoAsync(session))!, session);
    }

    private static async Task<Guid> AskAsync(PeopleNode node, Actor who, string role = Roles.Reporter, string why = "I count the figures there.") =>
        (await node.AskAsync<MembershipDesk, MembershipRequest>(d => d.AskAsync(Codes.Uscc(1), role, why, Ct), who)).Id.Value;

    private static Task DecideAsync(PeopleNode node, Actor who, Guid id, bool accept, string? reason) => node.DoAsync<MembershipDesk>(d => d.DecideAsync(id, accept, reason, Ct), who);

    private static Task<PageOf<MembershipView>> QueueAsync(PeopleNode node, Actor who) => node.AskAsync<MembershipReads, PageOf<MembershipView>>(r => r.QueueAsync(Ct), who);

    private static Task<PageOf<MembershipView>> MineAsync(PeopleNode node, Actor who) => node.AskAsync<MembershipReads, PageOf<MembershipView>>(r => r.MineAsync(Ct), who);

    private static Task<bool> ToldAsync(PeopleNode node, Actor who, string code) => node.AskAsync<GovernanceDb, bool>(db => db.Notices.AnyAsync(n => n.Recipient == who.Id && n.Code == code, Ct));

    private static async Task<string> RefusedAsync(Func<Task> work) => (await Assert.ThrowsAsync<Refusal>(work)).Code;
}
