using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Identities;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gongxin.Modules.Tests.Governance.People;

// Goal: an identity of a service opens the account of whoever bound it, and no other; only with the password is it bound and unbound.
public sealed class IdentityTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Issuer = "https://id.test";
    private const string Number = "11010519491231002X";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task An_identity_is_bound_once_by_the_owner_with_the_password(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var one = await node.EmployAsync("one", Roles.Reporter);
        var two = await node.EmployAsync("two", Roles.Reporter);
        var ticket = await TicketAsync(node, Number);
        Assert.Null(await FindAsync(node, ticket));
        Assert.Equal("identity.sign-in-failed", await RefusedAsync(() => BindAsync(node, one, ticket, "wrong")));
        Assert.Null(await FindAsync(node, ticket));

        await BindAsync(node, one, ticket);
        Assert.Equal(one.Id, (await FindAsync(node, ticket))!.Id.ActorId);
        Assert.Equal("identity.bound-already", await RefusedAsync(() => BindAsync(node, two, ticket)));
        Assert.Equal("identity.bound-already", await RefusedAsync(async () => await BindAsync(node, one, await TicketAsync(node, "another"))));

        // The same number at another issuer is somebody else.
        Assert.Null(await FindAsync(node, await TicketAsync(node, Number, "https://other.test")));

        // The number itself is kept nowhere.
        Assert.False(await node.AskAsync<GovernanceDb, bool>(db => db.Identities.AnyAsync(i => i.Digest.Contains(Number) || i.Issuer.Contains(Number), Ct)));
        Assert.False(await node.AskAsync<GovernanceDb, bool>(db => db.AuditEntries.AnyAsync(a => a.Detail!.Contains(Number), Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_that_bind_at_the_same_moment_do_not_both(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var ticket = await TicketAsync(node, Number);
        var people = new[] { await node.EmployAsync("one", Roles.Reporter), await node.EmployAsync("two", Roles.Reporter) };

        // Both have looked before either saves.
        await node.DoAsync<GovernanceDb>(
            async late =>
            {
                var second = await late.Accounts.SingleAsync(a => a.Name == "two", Ct);
                late.Add(ExternalIdentity.Of(ticket, second.Id, node.Clock.Now.UtcDateTime));
                await BindAsync(node, people[0], ticket);
                await Assert.ThrowsAnyAsync<DbUpdateException>(() => late.SaveAsync(Ct));
            },
            people[1]);
        Assert.Equal(people[0].Id, (await FindAsync(node, ticket))!.Id.ActorId);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_closed_account_refuses_and_an_unbound_identity_opens_nothing(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var me = await node.EmployAsync("somebody", Roles.Reporter);
        var account = AccountId.OfActor(me.Id)!.Value.Value;
        var ticket = await TicketAsync(node, Number);
        await BindAsync(node, me, ticket);
        await node.DoAsync<AccountDesk>(d => d.CloseAsync(account, Ct));
        Assert.Equal("identity.service-refused", await RefusedAsync(() => FindAsync(node, ticket)));
        await node.DoAsync<AccountDesk>(d => d.ReopenAsync(account, Ct));
        Assert.NotNull(await FindAsync(node, ticket));

        var (kept, elsewhere) = (await node.SignInAsync("somebody"), await node.SignInAsync("somebody"));
        Assert.Equal("identity.sign-in-failed", await RefusedAsync(() => node.DoAsync<IdentityDesk>(d => d.UnbindMineAsync("wrong", kept, Ct), me)));
        await node.DoAsync<IdentityDesk>(d => d.UnbindMineAsync(PeopleNode.Password, kept, Ct), me);
        Assert.Null(await FindAsync(node, ticket));
        Assert.NotNull(await node.WhoAsync(kept));
        Assert.Null(await node.WhoAsync(elsewhere));
        Assert.Equal("identity.not-bound", await RefusedAsync(() => node.DoAsync<IdentityDesk>(d => d.UnbindMineAsync(PeopleNode.Password, kept, Ct), me)));
        Assert.Empty(await node.AskAsync<IdentityDesk, IReadOnlyList<IdentityView>>(d => d.MineAsync(Ct), me));
    }

    [Theory]
    [InlineData("https://id.example.gov.cn", true)]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://id.example.gov.cn", false)]
    [InlineData("https://user:word@id.example.gov.cn", false)]
    [InlineData("id.example.gov.cn", false)]
    public void A_service_is_asked_over_https_or_on_the_own_machine(string authority, bool isGood)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("Authority", authority), new("ClientId", "here")]).Build();
        var fault = Record.Exception(() => SignInService.From(section));
        Assert.Equal(isGood, fault is null);
        Assert.True(isGood || fault is InvalidDataException);
    }

    [Fact]
    public void A_service_without_a_client_does_not_start_and_none_is_none()
    {
        Assert.Throws<InvalidDataException>(() => SignInService.From(new ConfigurationBuilder().AddInMemoryCollection([new("Authority", "https://id.test")]).Build()));
        Assert.Null(SignInService.From(new ConfigurationBuilder().Build()));
    }

    [Fact]
    public void A_secret_is_read_from_its_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "quiet\n");
        var service = SignInService.From(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Authority", "https://id.test"), new("ClientId", "here"), new("ClientSecret", "loud"), new("ClientSecretFile", file), new("Scopes", "profile")]).Build())!;
        File.Delete(file);
        Assert.Equal("quiet", service.ClientSecret);
        Assert.Equal(["openid", "profile"], service.Scopes);
        Assert.Equal("id.test", service.NameZh);
    }

    private static Task<IdentityTicket> TicketAsync(PeopleNode node, string subject, string issuer = Issuer) =>
        node.AskAsync<IdentityTickets, IdentityTicket>(t => Task.FromResult(t.Of(issuer, subject, "somebody")));

    private static Task BindAsync(PeopleNode node, Actor who, IdentityTicket ticket, string password = PeopleNode.Password) =>
        node.DoAsync<IdentityDesk>(d => d.BindMineAsync(ticket, password, Ct), who);

    private static Task<Account?> FindAsync(PeopleNode node, IdentityTicket ticket) =>
        node.AskAsync<IdentityDesk, Account?>(d => d.FindAsync(ticket, "192.0.2.1", Ct), Actor.Anonymous);

    private static async Task<string> RefusedAsync(Func<Task> work) => (await Assert.ThrowsAsync<Refusal>(work)).Code;
}
