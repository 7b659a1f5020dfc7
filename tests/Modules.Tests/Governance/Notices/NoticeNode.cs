using Gongxin.Contracts.Governance;
using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Governance.Notices;

// A node with notices, without HTTP, whose clock the test holds. People are keys.
internal sealed class NoticeNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private NoticeNode(TestNode node, int mailPort)
    {
        var services = node.Compose();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLocalization().AddDataProtection();
        services.AddGovernance();
        services.AddSingleton(node.Settings with
        {
            NoticesToPrivateAddresses = true, NoticesGatherSeconds = 60, PublicAddress = "https://node.test", MailServer = $"127.0.0.1:{mailPort}", MailFrom = "node@node.test", MailEncrypted = false,
        });
        _services = services.BuildServiceProvider();
    }

    public TestClock Clock { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<NoticeNode> NewAsync(DatabaseFixture databases, Engine engine, int mailPort = 1) => new(await databases.NewNodeAsync(engine), mailPort);

    public async Task<Actor> PersonAsync(params Permission[] may)
    {
        var secret = await AsAsync<ApiKeys, string>(Actor.System("test"), keys => keys.CreateAsync("somebody", may, Ct));
        return (await AsAsync<ApiKeys, Actor?>(Actor.System("test"), keys => keys.FindAsync(secret, Ct)))!;
    }

    public Task<bool> TellAsync(NoticeRecipient to, string key, bool urgent = false, string code = "notices.way-added") => AsAsync<IServiceProvider, bool>(Actor.System("test"), async scope =>
    {
        var isNew = await scope.GetRequiredService<INotices>().NotifyAsync(new NewNotice(to, code, key) { Args = [key], Link = "/status", IsUrgent = urgent }, Ct);
        await scope.GetRequiredService<GovernanceDb>().SaveAsync(Ct);
        return isNew;
    });

    public async Task RunAsync()
    {
        await AsAsync<DispatchNotices, int>(Actor.System("test"), async job => (await job.RunAsync(Ct)).Count);
        await SendAsync();
    }

    public Task<int> SendAsync() => AsAsync<SendDeliveries, int>(Actor.System("test"), async job => (await job.RunAsync(Ct)).Count);

    public Task<NewWayView> WayAsync(Actor owner, string kind, string address, string codes = "") =>
        AsAsync<NoticeWays, NewWayView>(owner, ways => ways.AddAsync(kind, address, codes, "en", Ct));

    public async Task<IReadOnlyList<DeliveryView>> DeliveriesAsync() =>
        (await AsAsync<DeliveryReads, Kernel.Http.PageOf<DeliveryView>>(Actor.System("test"), d => d.ListAsync(null, null, Ct))).Items;

    public async Task<T> AsAsync<TService, T>(Actor actor, Func<TService, Task<T>> step)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await step(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> DbAsync<T>(Func<PlatformDb, Task<T>> step) => AsAsync<PlatformDb, T>(Actor.System("test"), step);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
