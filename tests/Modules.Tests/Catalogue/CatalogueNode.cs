using System.Text;
using Gongxin.Catalogue;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Governance;
using Gongxin.Datastore;
using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Tabular;
using Gongxin.Portal;
using Gongxin.Standards;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Catalogue;

// A node with catalogue and datastore, without HTTP, whose clock the test holds.
internal sealed class CatalogueNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private CatalogueNode(TestNode node, TestClock clock)
    {
        Clock = clock;
        _folder = node.Settings.DataFolder;
        var services = node.Compose();
        services.AddSingleton<TimeProvider>(clock);
        services.AddHttpContextAccessor().AddScoped<Idempotency>().AddLocalization();
        services.AddStandards().AddDatastore().AddCatalogue().AddPortal();
        services.AddScoped<GovernanceDb>().AddScoped<INotices, NoticeBoard>();
        _services = services.BuildServiceProvider();
    }

    public TestClock Clock { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<CatalogueNode> NewAsync(DatabaseFixture fixture, Engine engine) => new(await fixture.NewNodeAsync(engine), new TestClock());

    // Hands a table in as CSV; each time a second later.
    public async Task<TableReport> PublishAsync(string slug, string csv, string? reason = null, TableSchema? schema = null, DatasetDescription? about = null)
    {
        Clock.Now += TimeSpan.FromSeconds(1);
        var file = Path.Combine(_folder, $"{Guid.CreateVersion7()}.csv");
        await File.WriteAllTextAsync(file, csv, new UTF8Encoding(false), Ct);
        var report = await AskAsync<ISubmissions, SubmissionReport>(submissions => submissions.LoadAsync(
            new HandIn(file, slug + ".csv") { About = (about ?? new DatasetDescription { Title = slug }) with { Slug = slug }, Reason = reason, Schema = schema }, null, Ct));
        return report.Tables.Single();
    }

    public Task IntegrateLedgerAsync() => AskAsync<LedgerSequencer, bool>(async sequencer =>
    {
        await sequencer.IntegrateAllAsync(Ct);
        return true;
    });

    // One question, in a scope of its own, by somebody with a name.
    public async Task<TAnswer> AskAsync<TService, TAnswer>(Func<TService, Task<TAnswer>> question)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = new Actor(ActorKind.Application, "key:test", "数据管理处", new HashSet<string>());
        return await question(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
