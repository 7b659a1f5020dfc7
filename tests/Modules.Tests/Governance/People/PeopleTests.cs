using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Governance.People;

// Goal: who signs in is who they say, for as long as they may; roles are granted by others, and three administrators are three
// people, whatever is tried. On both engines.
public sealed class PeopleTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Names_known_or_not_are_refused_and_locked_alike(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        await node.OpenAsync("known");
        foreach (var name in new[] { "known", "unknown" })
        {
            for (var i = 0; i < Attempts.FreeOfName; i++)
            {
                Assert.Equal("identity.sign-in-failed", await RefusedAsync(() => node.SignInAsync(name, "wrong")));
            }

            Assert.Equal("identity.too-many-attempts", await RefusedAsync(() => node.SignInAsync(name, PeopleNode.Password)));
        }

        node.Clock.Now += Attempts.DelayMin;
        Assert.NotNull(await node.WhoAsync(await node.SignInAsync("KNOWN ")));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_session_ends_when_idle_old_ended_or_the_account_is_closed(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var person = await node.OpenAsync("somebody");
        var idle = await node.SignInAsync("somebody");
        node.Clock.Now += TimeSpan.FromMinutes(29);
        Assert.NotNull(await node.WhoAsync(idle));
        node.Clock.Now += TimeSpan.FromMinutes(31);
        Assert.Null(await node.WhoAsync(idle));

        var old = await node.SignInAsync("somebody");
        for (var i = 0; i < 12 * 4; i++)
        {
            node.Clock.Now += TimeSpan.FromMinutes(15);
            _ = await node.WhoAsync(old);
        }

        Assert.Null(await node.WhoAsync(old));

        var (one, other) = (await node.SignInAsync("somebody"), await node.SignInAsync("somebody"));
        var me = await node.WhoAsync(one);
        await node.DoAsync<OwnAccount>(a => a.ChangePasswordAsync(PeopleNode.Password, "another long sentence", one, Ct), me);
        Assert.NotNull(await node.WhoAsync(one));
        Assert.Null(await node.WhoAsync(other));
        Assert.Equal("identity.sign-in-failed", await RefusedAsync(() => node.SignInAsync("somebody")));

        await node.DoAsync<AccountDesk>(d => d.CloseAsync(person, Ct));
        Assert.Null(await node.WhoAsync(one));
        Assert.Equal("identity.sign-in-failed", await RefusedAsync(() => node.SignInAsync("somebody", "another long sentence")));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task No_account_is_two_administrators(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var person = await node.OpenAsync("somebody");
        var first = await GrantAsync(node, person, Roles.SystemAdministrator);
        foreach (var second in Roles.Administrators)
        {
            Assert.Equal("grant.two-administrators", await RefusedAsync(() => GrantAsync(node, person, second)));
        }

        // Past the program: the database refuses it.
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => node.DoAsync<GovernanceDb>(db =>
        {
            db.Add(Grant.Of(new AccountId(person), Roles.Auditor, null, null, node.Clock.Now.UtcDateTime, null, Actor.System("test")));
            return db.SaveAsync(Ct);
        }));

        // After the first was ended, another may follow.
        await node.DoAsync<GrantDesk>(d => d.EndAsync(first, Ct));
        await GrantAsync(node, person, Roles.Auditor);
        var who = await node.WhoAsync(await node.SignInAsync("somebody"));
        Assert.Equal([GovernancePermissions.AuditName], who!.Permissions);

        // Past program and constraint: who holds two acts as none.
        await node.DoAsync<GovernanceDb>(async db => await db.Grants.Where(g => g.EndedAt != null).ExecuteUpdateAsync(s => s.SetProperty(g => g.EndedAt, (DateTime?)null), Ct));
        Assert.Empty((await node.WhoAsync(await node.SignInAsync("somebody")))!.Permissions);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Nobody_grants_to_themselves_and_a_role_holds_for_its_time(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var person = await node.OpenAsync("somebody");
        var session = await node.SignInAsync("somebody");
        var me = await node.WhoAsync(session);
        Assert.Equal("grant.own", await RefusedAsync(() => node.DoAsync<GrantDesk>(d => d.GrantAsync(person, Roles.Operator, null, null, null, null, Ct), me)));

        var now = node.Clock.Now.UtcDateTime;
        await node.DoAsync<GrantDesk>(d => d.GrantAsync(person, Roles.Operator, null, "330000", now.AddMinutes(5), now.AddMinutes(20), Ct));
        Assert.Empty((await node.WhoAsync(session))!.Grants);
        node.Clock.Now += TimeSpan.FromMinutes(10);
        Assert.Equal(Roles.Operator, Assert.Single((await node.WhoAsync(session))!.Grants).Role);
        node.Clock.Now += TimeSpan.FromMinutes(15);
        Assert.Empty((await node.WhoAsync(session))!.Grants);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_recovery_link_works_once_and_a_recovery_code_too(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var person = await node.OpenAsync("somebody");
        var token = await node.AskAsync<AccountDesk, string>(d => d.IssueLinkAsync(person, Ct));
        await node.DoAsync<OwnAccount>(a => a.RecoverAsync(token, "a third long sentence", Ct));
        Assert.Equal("account.link-spent", await RefusedAsync(() => node.DoAsync<OwnAccount>(a => a.RecoverAsync(token, "a fourth long sentence", Ct))));

        var me = await node.WhoAsync(await node.SignInAsync("somebody", "a third long sentence"));
        var secret = await node.AskAsync<OwnAccount, byte[]>(a => a.BeginSecondFactorAsync(Ct), me);
        var codes = await node.AskAsync<OwnAccount, IReadOnlyList<string>>(a => a.ConfirmSecondFactorAsync(TimeCodes.CodeOf(secret, TimeCodes.StepAt(node.Clock.Now)), null, Ct), me);
        Assert.Equal(10, codes.Distinct().Count());
        await CodeAsync(node, person, codes[3]);
        Assert.Equal("identity.code-wrong", await RefusedAsync(() => CodeAsync(node, person, codes[3])));
        node.Clock.Now += TimeSpan.FromMinutes(1);
        var code = TimeCodes.CodeOf(secret, TimeCodes.StepAt(node.Clock.Now));
        await CodeAsync(node, person, code);
        Assert.Equal("identity.code-wrong", await RefusedAsync(() => CodeAsync(node, person, code)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Reading_how_to_reach_somebody_stands_in_the_trail(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var person = await node.OpenAsync("somebody");
        await node.AskAsync<AccountReads, AccountView>(a => a.ReadAsync(person, Ct));
        var row = await node.AskAsync<GovernanceDb, AuditEntry>(db => db.AuditEntries.SingleAsync(a => a.Action == ModuleDb.PersonalDataRead, Ct));
        Assert.Equal($"account:{person}", row.Subject);
        Assert.Contains("email", row.Detail);
    }

    private static async Task<Guid> GrantAsync(PeopleNode node, Guid person, string role) =>
        (await node.AskAsync<GrantDesk, Grant>(d => d.GrantAsync(person, role, null, null, null, null, Ct))).Id.Value;

    private static Task CodeAsync(PeopleNode node, Guid person, string code) => node.AskAsync<SecondFactors, byte[]>(async secrets =>
    {
        await node.DoAsync<SignInDesk>(d => d.CodeAsync(new AccountId(person), code, secrets.Reveal, PeopleNode.Here, Ct));
        return [];
    });

    private static async Task<string> RefusedAsync(Func<Task> work) => (await Assert.ThrowsAsync<Refusal>(work)).Code;
}
