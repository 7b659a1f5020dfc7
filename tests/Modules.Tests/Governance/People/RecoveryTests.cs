using System.Text.RegularExpressions;
using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Notices;
using Gongxin.Governance.Recovery;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Governance.People;

// Goal: whoever forgot the password gets back by mail, nobody else does, and asking tells nothing about who has an account. On both
// engines, with a mail server that takes what it gets.
public sealed partial class RecoveryTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string New = "a third long sentence";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_link_goes_to_a_confirmed_address_and_works_once(Engine engine)
    {
        using var sink = new MailSink();
        await using var node = await PeopleNode.WithMailAsync(databases, engine, sink.Port);
        await node.OpenAsync("somebody");
        var session = await node.SignInAsync("somebody");
        var me = (await node.WhoAsync(session))!;
        var way = await WayAsync(node, me);

        // Not confirmed: no mail.
        await AskAsync(node, "somebody");
        Assert.Equal(1, await RunAsync(node));
        Assert.Empty(sink.Got);

        await node.DoAsync<WayConfirmation>(c => c.AskAsync(way, Ct), me);
        var confirmation = TokenOf(Assert.Single(sink.Got), "https://node.test/notices/ways/confirm");
        Assert.Equal("identity.sign-in-failed", await RefusedAsync(() => node.DoAsync<WayConfirmation>(c => c.ConfirmAsync(confirmation, "wrong", Ct), me)));
        var other = await node.EmployAsync("other", Roles.Reporter);
        Assert.Equal("recovery.confirmation-spent", await RefusedAsync(() => node.DoAsync<WayConfirmation>(c => c.ConfirmAsync(confirmation, PeopleNode.Password, Ct), other)));
        await node.DoAsync<WayConfirmation>(c => c.ConfirmAsync(confirmation, PeopleNode.Password, Ct), me);
        Assert.Equal("recovery.confirmation-spent", await RefusedAsync(() => node.DoAsync<WayConfirmation>(c => c.ConfirmAsync(confirmation, PeopleNode.Password, Ct), me)));

        await AskAsync(node, "Somebody ");
        await RunAsync(node);
        var token = TokenOf(sink.Got[1], "https://node.test/governance/recover");
        Assert.Contains("one@node.test", sink.Got[1]);
        await NowhereAsync(node, token);
        await node.DoAsync<OwnAccount>(a => a.RecoverAsync(token, New, Ct), Actor.Anonymous);
        Assert.Null(await node.WhoAsync(session));
        Assert.NotNull(await node.WhoAsync(await node.SignInAsync("somebody", New)));
        Assert.Equal("account.link-spent", await RefusedAsync(() => node.DoAsync<OwnAccount>(a => a.RecoverAsync(token, "a fourth long sentence", Ct))));

        // The owner hears of it.
        Assert.True(await node.AskAsync<GovernanceDb, bool>(db => db.Notices.AnyAsync(n => n.Recipient == me.Id && n.Code == "account.notice.password-recovered", Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_mailed_link_is_good_for_half_an_hour(Engine engine)
    {
        using var sink = new MailSink();
        await using var node = await PeopleNode.WithMailAsync(databases, engine, sink.Port);
        await ConfirmedAsync(node, "somebody");
        await AskAsync(node, "somebody");
        await RunAsync(node);
        var token = TokenOf(Assert.Single(sink.Got), "/governance/recover");
        node.Clock.Now += MailRecoveryLinks.LinkLife;
        Assert.Equal("account.link-spent", await RefusedAsync(() => node.DoAsync<OwnAccount>(a => a.RecoverAsync(token, New, Ct))));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_new_password_takes_no_second_factor_away(Engine engine)
    {
        using var sink = new MailSink();
        await using var node = await PeopleNode.WithMailAsync(databases, engine, sink.Port);
        await ConfirmedAsync(node, "somebody");
        var me = await node.WhoAsync(await node.SignInAsync("somebody"));
        var secret = await node.AskAsync<OwnAccount, byte[]>(a => a.BeginSecondFactorAsync(Ct), me);
        await node.DoAsync<OwnAccount>(a => a.ConfirmSecondFactorAsync(TimeCodes.CodeOf(secret, TimeCodes.StepAt(node.Clock.Now)), null, Ct), me);
        await AskAsync(node, "somebody");
        await RunAsync(node);
        var token = TokenOf(Assert.Single(sink.Got), "/governance/recover");
        await node.DoAsync<OwnAccount>(a => a.RecoverAsync(token, New, Ct));
        Assert.True(await node.AskAsync<SignInDesk, bool>(async d => (await d.PasswordAsync("somebody", New, PeopleNode.Here, Ct)).HasSecondFactor));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Asking_leaves_the_same_for_every_name_and_is_limited_alike(Engine engine)
    {
        using var sink = new MailSink();
        await using var node = await PeopleNode.WithMailAsync(databases, engine, sink.Port);
        await ConfirmedAsync(node, "known");
        await node.OpenAsync("unconfirmed");
        var closed = await ConfirmedAsync(node, "closed");
        await node.DoAsync<AccountDesk>(d => d.CloseAsync(closed, Ct));
        foreach (var name in new[] { "known", "unknown", "unconfirmed", "closed" })
        {
            for (var i = 0; i < RecoveryDesk.FreeOfName; i++)
            {
                var (requests, rows) = await CountsAsync(node);
                await AskAsync(node, name);
                Assert.Equal((requests + 1, rows + 1), await CountsAsync(node));
            }

            Assert.Equal("identity.too-many-attempts", await RefusedAsync(() => AskAsync(node, name)));
        }

        while (await RunAsync(node) > 0)
        {
        }

        Assert.Equal(0, (await CountsAsync(node)).Requests);
        Assert.Equal(RecoveryDesk.FreeOfName, sink.Got.Count);
        Assert.All(sink.Got, mail => Assert.Contains("one@node.test", mail));

        // What was typed for nobody is kept nowhere in the trail.
        Assert.False(await node.AskAsync<GovernanceDb, bool>(db => db.AuditEntries.AnyAsync(a => a.Detail!.Contains("unknown") || a.Subject.Contains("name:"), Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task One_address_asks_for_so_many_names_only(Engine engine)
    {
        await using var node = await PeopleNode.WithMailAsync(databases, engine, 1);
        for (var i = 0; i < RecoveryDesk.FreeOfAddress; i++)
        {
            await AskAsync(node, $"name-{i}");
        }

        Assert.Equal("identity.too-many-attempts", await RefusedAsync(() => AskAsync(node, "one-more")));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Without_an_answering_mail_server_it_is_tried_again_and_no_link_is_left(Engine engine)
    {
        await using var node = await PeopleNode.WithMailAsync(databases, engine, 1);
        await ConfirmedAsync(node, "somebody");
        await AskAsync(node, "somebody");
        for (var i = 0; i < RecoveryRequest.TriesMax; i++)
        {
            Assert.Equal(1, await RunAsync(node));
            Assert.Equal(0, await RunAsync(node));
            node.Clock.Now += RecoveryRequest.Wait;
        }

        Assert.Equal(0, (await CountsAsync(node)).Requests);
        Assert.Equal((RecoveryRequest.TriesMax, 0), await node.AskAsync<GovernanceDb, (int, int)>(async db =>
            (await db.RecoveryLinks.CountAsync(Ct), await db.RecoveryLinks.CountAsync(l => l.UsedAt == null, Ct))));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_node_without_mail_says_so(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        await node.OpenAsync("somebody");
        Assert.Equal("recovery.no-mail", await RefusedAsync(() => AskAsync(node, "somebody")));
        var me = (await node.WhoAsync(await node.SignInAsync("somebody")))!;
        var way = await WayAsync(node, me);
        Assert.Equal("recovery.no-mail", await RefusedAsync(() => node.DoAsync<WayConfirmation>(c => c.AskAsync(way, Ct), me)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Only_the_owner_confirms_a_way_and_a_lost_link_is_replaced(Engine engine)
    {
        using var sink = new MailSink();
        await using var node = await PeopleNode.WithMailAsync(databases, engine, sink.Port);
        var me = await node.EmployAsync("somebody", Roles.Reporter);
        var other = await node.EmployAsync("other", Roles.Reporter);
        var way = await WayAsync(node, me);
        Assert.Equal("notices.way-not-found", await RefusedAsync(() => node.DoAsync<WayConfirmation>(c => c.AskAsync(way, Ct), other)));
        await node.DoAsync<WayConfirmation>(c => c.AskAsync(way, Ct), me);
        await node.DoAsync<WayConfirmation>(c => c.AskAsync(way, Ct), me);
        var tokens = sink.Got.Select(m => TokenOf(m, "/notices/ways/confirm")).ToList();
        Assert.Equal("recovery.confirmation-spent", await RefusedAsync(() => node.DoAsync<WayConfirmation>(c => c.ConfirmAsync(tokens[0], PeopleNode.Password, Ct), me)));
        node.Clock.Now += WayConfirmation.LinkLife;
        Assert.Equal("recovery.confirmation-spent", await RefusedAsync(() => node.DoAsync<WayConfirmation>(c => c.ConfirmAsync(tokens[1], PeopleNode.Password, Ct), me)));
    }

    // Confirmed without the mails, which other tests look at.
    private static async Task<Guid> ConfirmedAsync(PeopleNode node, string name)
    {
        var person = await node.OpenAsync(name);
        var way = new NoticeWayId(await WayAsync(node, (await node.WhoAsync(await node.SignInAsync(name)))!));
        await node.DoAsync<GovernanceDb>(async db =>
        {
            var now = node.Clock.Now.UtcDateTime;
            var found = await db.NoticeWays.SingleAsync(w => w.Id == way, Ct);
            found.BeginConfirmation("x", now.AddHours(1));
            found.Confirm(now);
            await db.SaveAsync(Ct);
        });
        return person;
    }

    private static async Task<Guid> WayAsync(PeopleNode node, Actor owner) =>
        (await node.AskAsync<NoticeWays, NewWayView>(w => w.AddAsync("mail", "one@node.test", "", "en", Ct), owner)).Way.Id;

    private static Task AskAsync(PeopleNode node, string name) => node.DoAsync<RecoveryDesk>(d => d.AskAsync(name, PeopleNode.Here, Ct), Actor.Anonymous);

    private static Task<int> RunAsync(PeopleNode node) => node.AskAsync<MailRecoveryLinks, int>(async job => (await job.RunAsync(Ct)).Count, Actor.System("recovery"));

    private static Task<(int Requests, int Rows)> CountsAsync(PeopleNode node) => node.AskAsync<GovernanceDb, (int, int)>(async db =>
        (await db.RecoveryRequests.CountAsync(Ct), await db.AuditEntries.CountAsync(a => a.Action == "RecoveryAsked", Ct)));

    // The secret is in no row that could hold it; its digest is.
    private static Task NowhereAsync(PeopleNode node, string token) => node.DoAsync<GovernanceDb>(async db =>
    {
        Assert.True(await db.RecoveryLinks.AnyAsync(l => l.Digest == SignInDesk.DigestOf(token), Ct));
        Assert.False(await db.RecoveryLinks.AnyAsync(l => l.Digest == token || l.IssuedBy.Contains(token), Ct));
        Assert.False(await db.AuditEntries.AnyAsync(a => a.Detail!.Contains(token) || a.Subject.Contains(token), Ct));
        Assert.False(await db.Notices.AnyAsync(n => n.ArgsJson.Contains(token) || n.Key.Contains(token) || n.Link!.Contains(token), Ct));
        Assert.False(await db.Deliveries.AnyAsync(d => d.NoticeIds.Contains(token), Ct));
    });

    private static string TokenOf(string mail, string page)
    {
        var text = MailSink.TextOf(mail);
        Assert.Contains(page, text);
        return Token().Match(text).Groups["token"].Value;
    }

    private static async Task<string> RefusedAsync(Func<Task> work) => (await Assert.ThrowsAsync<Refusal>(work)).Code;

    [GeneratedRegex(@"token=(?<token>[\w-]{43})", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
