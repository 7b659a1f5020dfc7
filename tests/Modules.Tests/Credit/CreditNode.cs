using Gongxin.Contracts.Credit;
using Gongxin.Credit;
using Gongxin.Credit.Records.Reading;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Modules.Tests.Catalogue;
using Gongxin.Registry;
using Gongxin.Standards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Modules.Tests.Credit;

// The module with the register on one engine, and a clock that tests set.
internal sealed class CreditNode : IAsyncDisposable
{
    private readonly TestNode _node;
    private readonly ServiceProvider _services;

    public CreditNode(TestNode node, DateTimeOffset now, IInterceptor? interceptor = null)
    {
        _node = node;
        Clock = new TestClock { Now = now };
        var services = node.Compose().AddStandards().AddRegistry().AddCredit().Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        if (interceptor is not null)
        {
            services.ConfigureDbContext<PlatformDb>(options => options.AddInterceptors(interceptor));
        }

        _services = services.BuildServiceProvider();
    }

    public TestClock Clock { get; }

    public async Task<RecordsTaken> TakeAsync(RecordKind kind, IEnumerable<Dictionary<string, string>> rows, string source = "test", CancellationToken ct = default)
    {
        var file = Path.Combine(_node.Settings.DataFolder, $"{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(file, Decisions.Csv(rows), ct);
        return await AskAsync<ICreditRecords, RecordsTaken>(r => r.TakeAsync(new(kind, file, "decisions.csv", source), ct));
    }

    public async Task<TAnswer> AskAsync<TService, TAnswer>(Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task<TAnswer> AskAsAsync<TService, TAnswer>(Actor actor, Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    // Numbers what is queued for the ledger.
    public Task<bool> IntegrateAsync() => AskAsync<LedgerSequencer, bool>(async sequencer =>
    {
        await sequencer.IntegrateAllAsync(CancellationToken.None);
        return true;
    });

    // In one scope, as the actor: what one request does.
    public async Task<TAnswer> DoAsync<TAnswer>(Actor actor, Func<IServiceProvider, Task<TAnswer>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await act(scope.ServiceProvider);
    }

    public Task<TAnswer> ReadAsync<TAnswer>(Func<RecordReads, Task<TAnswer>> ask) => AskAsync(ask);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
