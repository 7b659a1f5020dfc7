using Gongxin.Contracts.Registry;
using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Gongxin.Modules.Tests.Catalogue;
using Gongxin.Modules.Tests.Registry;
using Gongxin.Registry;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Governance.People;

// Accounts, sessions and roles without HTTP, whose clock the test holds.
internal sealed class PeopleNode : IAsyncDisposable
{
    public const string Password = "a long and quiet sentence";
    public static readonly Caller Here = new("192.0.2.1", "test");

    private readonly ServiceProvider _services;

    private PeopleNode(TestNode node, Func<PlatformSettings, PlatformSettings>? with)
    {
        var services = node.Compose().AddRegistry();
        services.AddLocalization();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddGovernance();
        services.AddSingleton(with is null ? node.Settings : with(node.Settings));
        _services = services.BuildServiceProvider();
    }

    public TestClock Clock { get; } = new();

    public static async Task<PeopleNode> NewAsync(DatabaseFixture fixture, Engine engine, Func<PlatformSettings, PlatformSettings>? with = null) =>
        new(await fixture.NewNodeAsync(engine), with);

    // With a mail server that keeps what it gets.
    public static Task<PeopleNode> WithMailAsync(DatabaseFixture fixture, Engine engine, int port) => NewAsync(
        fixture, engine, s => s with { PublicAddress = "https://node.test", MailServer = $"127.0.0.1:{port}", MailFrom = "node@node.test", MailEncrypted = false });

    // An organisation of the register, by its number.
    public async Task<Guid> OrganisationAsync(int number, string? region = null)
    {
        var ct = TestContext.Current.CancellationToken;
        await AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync([new SubjectData { Uscc = Codes.Uscc(number), Name = $"测试协会{number}" }], "test", ct));
        return (await AskAsync<IOrganisations, OrganisationView>(o => o.AdmitAsync(new(SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(number)), OrganisationKind.Association, null, region), ct))).Id.Value;
    }

    // Somebody with a role, signed in.
    public async Task<Actor> EmployAsync(string name, string role, Guid? organisation = null)
    {
        var person = await OpenAsync(name);
        await DoAsync<GrantDesk>(d => d.GrantAsync(person, role, organisation, null, null, null, TestContext.Current.CancellationToken));
        return (await WhoAsync(await SignInAsync(name)))!;
    }

    public async Task<TAnswer> AskAsync<TService, TAnswer>(Func<TService, Task<TAnswer>> question, Actor? actor = null)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor ?? Actor.System("test");
        return await question(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task DoAsync<TService>(Func<TService, Task> work, Actor? actor = null)
        where TService : notnull =>
        AskAsync<TService, bool>(
            async service =>
            {
                await work(service);
                return true;
            },
            actor);

    public async Task<Guid> OpenAsync(string name) =>
        (await AskAsync<AccountDesk, Account>(d => d.OpenWithPasswordAsync(name, "", Password, mustChange: false, TestContext.Current.CancellationToken))).Id.Value;

    public Task<Guid> SignInAsync(string name, string password = Password) => AskAsync<SignInDesk, Guid>(async desk =>
    {
        var account = await desk.PasswordAsync(name, password, Here, TestContext.Current.CancellationToken);
        return (await desk.BeginAsync(account, false, Here, TestContext.Current.CancellationToken)).Session.Id.Value;
    });

    public Task<Actor?> WhoAsync(Guid session) => AskAsync<IPersonSessions, Actor?>(s => s.FindAsync(session, TestContext.Current.CancellationToken));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
