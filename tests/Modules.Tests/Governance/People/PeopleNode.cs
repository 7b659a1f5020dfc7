using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Catalogue;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Governance.People;

// Accounts, sessions and roles without HTTP, whose clock the test holds.
internal sealed class PeopleNode : IAsyncDisposable
{
    public const string Password = "a long and quiet sentence";
    public static readonly Caller Here = new("192.0.2.1", "test");

    private readonly ServiceProvider _services;

    private PeopleNode(TestNode node)
    {
        var services = node.Compose();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddGovernance();
        _services = services.BuildServiceProvider();
    }

    public TestClock Clock { get; } = new();

    public static async Task<PeopleNode> NewAsync(DatabaseFixture fixture, Engine engine) => new(await fixture.NewNodeAsync(engine));

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
