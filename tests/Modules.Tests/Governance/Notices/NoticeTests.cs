using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gongxin.Contracts.Governance;
using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Governance.Notices;

// Goal: who is concerned is told once on the platform, and at least once on the ways chosen, whatever is killed meanwhile.
// Method: both engines; a real receiver and a real mail server on the loopback address; the test moves the clock.
public sealed class NoticeTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly Permission Watch = new("catalogue.watch-updates");
    private static readonly Permission Operate = new("governance.operate");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task One_occasion_is_told_once_to_those_it_concerns_and_read_by_each(Engine engine)
    {
        await using var node = await NoticeNode.NewAsync(databases, engine);
        var (one, other, stranger) = (await node.PersonAsync(Watch), await node.PersonAsync(Watch), await node.PersonAsync());
        Assert.True(await node.TellAsync(NoticeRecipient.HoldersOf(Watch), "a"));
        Assert.False(await node.TellAsync(NoticeRecipient.HoldersOf(Watch), "a"));
        Assert.True(await node.TellAsync(NoticeRecipient.Actor(one.Id), "a"));

        Assert.Equal((2, 1, 0), (await UnreadAsync(node, one), await UnreadAsync(node, other), await UnreadAsync(node, stranger)));
        var page = await ListAsync(node, one);
        Assert.Equal(["Notices now also go to a.", "Notices now also go to a."], page.Items.Select(n => n.Text));
        await node.AsAsync<NoticeReads, bool>(one, async n =>
        {
            await n.MarkReadAsync(page.Items[0].Id, Ct);
            await n.MarkReadAsync(page.Items[0].Id, Ct);
            return true;
        });
        Assert.Equal((1, 1), (await UnreadAsync(node, one), await UnreadAsync(node, other)));
        await node.AsAsync<NoticeReads, bool>(one, async n =>
        {
            await n.MarkAllReadAsync(Ct);
            return true;
        });
        Assert.Equal((0, 1), (await UnreadAsync(node, one), await UnreadAsync(node, other)));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => node.AsAsync<NoticeReads, bool>(stranger, async n =>
        {
            await n.MarkReadAsync(page.Items[0].Id, Ct);
            return true;
        }));
        Assert.Equal("notices.not-found", refusal.Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Pages_follow_each_other(Engine engine)
    {
        await using var node = await NoticeNode.NewAsync(databases, engine);
        var one = await node.PersonAsync();
        for (var i = 0; i < NoticeReads.PageSize + 3; i++)
        {
            await node.TellAsync(NoticeRecipient.Actor(one.Id), i.ToString(CultureInfo.InvariantCulture));
        }

        var first = await ListAsync(node, one);
        var second = await ListAsync(node, one, Guid.Parse(first.Next!));
        Assert.Equal((NoticeReads.PageSize, 3, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Equal(NoticeReads.PageSize + 3, first.Items.Concat(second.Items).Select(n => n.Id).Distinct().Count());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_webhook_arrives_signed_when_its_receiver_comes_back(Engine engine)
    {
        await using var node = await NoticeNode.NewAsync(databases, engine);
        using var receiver = new WebhookReceiver();
        var one = await node.PersonAsync();
        var way = await node.WayAsync(one, "webhook", receiver.Address);
        await node.RunAsync();
        var failed = Assert.Single(await node.DeliveriesAsync());
        Assert.Equal((DeliveryState.Waiting, 1, "connection"), (failed.State, failed.Attempts, failed.Error));

        receiver.Start();
        await node.RunAsync();
        Assert.Empty(receiver.Got);
        node.Clock.Now += TimeSpan.FromSeconds(30);
        receiver.Status = 500;
        await node.RunAsync();
        Assert.Equal("status 500", Assert.Single(await node.DeliveriesAsync()).Error);
        receiver.Kill();
        receiver.Start();
        receiver.Status = 204;
        node.Clock.Now += TimeSpan.FromMinutes(2);
        await node.RunAsync();
        await node.RunAsync();

        Assert.Equal(2, receiver.Got.Count);
        Assert.Equal([failed.Id.ToString()], receiver.Got.Select(g => g.Delivery).Distinct());
        Assert.Equal((DeliveryState.Delivered, 3), (await node.DeliveriesAsync()).Select(d => (d.State, d.Attempts)).Single());
        var (_, signature, body) = receiver.Got[^1];
        var time = signature.Split(',')[0][2..];
        byte[] signed = [.. Encoding.UTF8.GetBytes(time + "."), .. body];
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(way.Secret!), signed));
        Assert.Equal($"t={node.Clock.Now.ToUnixTimeSeconds()},v1={expected}", signature);
        var notice = JsonDocument.Parse(body).RootElement.GetProperty("notices")[0];
        Assert.Equal(("notices.way-added", "https://node.test/notices/ways"), (notice.GetProperty("code").GetString(), notice.GetProperty("link").GetString()));
        Assert.Equal(["en", "zh-Hans"], notice.GetProperty("text").EnumerateObject().Select(t => t.Name).Order());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_a_killed_sender_held_goes_again_after_its_lease(Engine engine)
    {
        await using var node = await NoticeNode.NewAsync(databases, engine);
        using var receiver = new WebhookReceiver();
        receiver.Start();
        await node.WayAsync(await node.PersonAsync(), "webhook", receiver.Address);
        await node.AsAsync<DispatchNotices, int>(Actor.System("test"), async job => (await job.RunAsync(Ct)).Count);
        await node.AsAsync<GovernanceDb, bool>(Actor.System("killed"), async governance =>
        {
            (await governance.Deliveries.SingleAsync(Ct)).Claim(node.Clock.Now.UtcDateTime);
            await governance.SaveAsync(Ct);
            return true;
        });
        Assert.Equal(0, await node.SendAsync());
        node.Clock.Now += Delivery.Lease;
        Assert.Equal(1, await node.SendAsync());
        Assert.Single(receiver.Got);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await node.DeliveriesAsync()).State);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_fails_to_the_end_waits_for_an_operator(Engine engine)
    {
        await using var node = await NoticeNode.NewAsync(databases, engine);
        using var receiver = new WebhookReceiver();
        await node.WayAsync(await node.PersonAsync(), "webhook", receiver.Address);
        for (var i = 0; i < Delivery.AttemptsMax + 2; i++)
        {
            await node.RunAsync();
            node.Clock.Now += TimeSpan.FromDays(1);
        }

        var dead = Assert.Single(await node.DeliveriesAsync());
        Assert.Equal((DeliveryState.Dead, Delivery.AttemptsMax), (dead.State, dead.Attempts));
        receiver.Start();
        await ResendAsync(node, dead.Id);
        await node.RunAsync();
        Assert.Equal(dead.Id.ToString(), Assert.Single(receiver.Got).Delivery);
        Assert.Equal("notices.delivery-not-dead", (await Assert.ThrowsAsync<Refusal>(() => ResendAsync(node, dead.Id))).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Many_notices_make_one_mail_and_only_the_kinds_that_are_wanted(Engine engine)
    {
        using var sink = new MailSink();
        await using var node = await NoticeNode.NewAsync(databases, engine, sink.Port);
        var one = await node.PersonAsync(Watch);
        await node.WayAsync(one, "mail", "one@node.test", "ledger. freshness.");
        for (var i = 0; i < 4; i++)
        {
            await node.TellAsync(NoticeRecipient.HoldersOf(Watch), $"f{i}", code: "freshness.overdue");
            await node.TellAsync(NoticeRecipient.Actor(one.Id), $"o{i}", code: "other.kind");
            await node.RunAsync();
        }

        Assert.Empty(sink.Got);
        node.Clock.Now += TimeSpan.FromMinutes(1);
        await node.RunAsync();
        var mail = Assert.Single(sink.Got);
        var delivery = Assert.Single(await node.DeliveriesAsync());
        Assert.Equal((DeliveryState.Delivered, 4), (delivery.State, delivery.Notices));
        Assert.Contains("4 notices", mail);
        Assert.Contains(delivery.Id.ToString(), mail);
        Assert.Contains("To: one@node.test", mail);
    }

    [Fact]
    public async Task A_key_that_was_revoked_is_told_nothing_more()
    {
        await using var node = await NoticeNode.NewAsync(databases, Engine.Sqlite);
        var one = await node.PersonAsync(Watch);
        await node.WayAsync(one, "mail", "one@node.test");
        await node.DbAsync(async db =>
        {
            (await db.Set<ApiKey>().SingleAsync(Ct)).Revoke(node.Clock);
            return await db.SaveChangesAsync(Ct);
        });
        await node.TellAsync(NoticeRecipient.HoldersOf(Watch), "a");
        await node.RunAsync();
        Assert.Empty(await node.DeliveriesAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_person_is_told_for_as_long_as_the_role_and_the_account_last(Engine engine)
    {
        await using var node = await NoticeNode.NewAsync(databases, engine);
        var account = await node.AsAsync<AccountDesk, Account>(Actor.System("test"), d => d.OpenWithPasswordAsync("operator.one", "", "a long and quiet sentence", mustChange: false, Ct));
        var person = new Actor(ActorKind.Person, Actor.PersonPrefix + account.Id.Value, "li", new HashSet<string>());
        await node.WayAsync(person, "mail", "li@node.test");
        await node.TellAsync(NoticeRecipient.HoldersOf(Operate), "before");
        await node.RunAsync();
        var without = (await node.DeliveriesAsync()).Count;

        var grant = await node.AsAsync<GrantDesk, Grant>(Actor.System("test"), g => g.GrantAsync(account.Id.Value, Roles.Operator, null, null, null, null, Ct));
        await node.TellAsync(NoticeRecipient.HoldersOf(Operate), "held", urgent: true);
        await node.RunAsync();
        Assert.Equal(without + 1, (await node.DeliveriesAsync()).Count);

        await node.AsAsync<GrantDesk, bool>(Actor.System("test"), async g =>
        {
            await g.EndAsync(grant.Id.Value, Ct);
            return true;
        });
        await node.TellAsync(NoticeRecipient.HoldersOf(Operate), "ended", urgent: true);
        await node.RunAsync();
        Assert.Equal(without + 1, (await node.DeliveriesAsync()).Count);
    }

    [Theory]
    [InlineData("mail", "nobody")]
    [InlineData("mail", "Some Body <a@b.test>")]
    [InlineData("webhook", "ftp://a.test/")]
    [InlineData("webhook", "https://user@a.test/")]
    [InlineData("pigeon", "a@b.test")]
    public async Task An_address_that_is_none_is_refused(string kind, string address)
    {
        await using var node = await NoticeNode.NewAsync(databases, Engine.Sqlite);
        var one = await node.PersonAsync();
        Assert.Equal("notices.address-not-good", (await Assert.ThrowsAsync<Refusal>(() => node.WayAsync(one, kind, address))).Code);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    public void Inner_addresses_are_known(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.Has(IPAddress.Parse(address)));

    [Fact]
    public async Task A_webhook_never_connects_to_an_inner_address()
    {
        using var receiver = new WebhookReceiver();
        receiver.Start();
        using var client = new WebhookClient(new Kernel.Settings.PlatformSettings { DataFolder = Path.GetTempPath() });
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => client.Http.GetAsync($"http://localhost:{receiver.Port}/", Ct));
        Assert.IsType<AddressNotPublicException>(fault.InnerException);
        Assert.Empty(receiver.Got);
    }

    private static Task<int> UnreadAsync(NoticeNode node, Actor actor) => node.AsAsync<NoticeReads, int>(actor, n => n.UnreadAsync(Ct));

    private static Task<PageOf<NoticeView>> ListAsync(NoticeNode node, Actor actor, Guid? before = null) => node.AsAsync<NoticeReads, PageOf<NoticeView>>(actor, n =>
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return n.ListAsync(before, Ct);
    });

    private static Task<bool> ResendAsync(NoticeNode node, Guid id) => node.AsAsync<DeliveryReads, bool>(Actor.System("operator"), async d =>
    {
        await d.ResendAsync(id, Ct);
        return true;
    });
}
