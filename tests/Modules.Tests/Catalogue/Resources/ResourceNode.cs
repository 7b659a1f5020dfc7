using Gongxin.Catalogue;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Resources.Compiling;
using Gongxin.Catalogue.Resources.Reviews;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Contracts.Standards;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Gongxin.Standards.CodeLists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Catalogue.Resources;

// The services of resources on a node, each step in a scope and under an actor of its own, as requests are.
internal sealed class ResourceNode(ServiceProvider services) : IAsyncDisposable
{
    // When the datasets of the test were published.
    private static readonly DateTime LongAgo = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static ResourceNode On(TestNode node)
    {
        var services = node.Compose();
        services.AddScoped<CatalogueDb>();
        services.AddSingleton<ICodeLists>(new CodeListFiles(CodeListFiles.FolderBesideTheProgram));
        services.AddSingleton(WorkCalendar.China);
        services.AddTimeliness();
        services.AddResources();
        return new ResourceNode(services.BuildServiceProvider());
    }

    public async Task<T> AsAsync<T>(Actor actor, Func<IServiceProvider, Task<T>> step)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await step(scope.ServiceProvider);
    }

    public Task AsAsync(Actor actor, Func<IServiceProvider, Task> step) => AsAsync(actor, async s =>
    {
        await step(s);
        return true;
    });

    public Task<Guid> CreateAsync(ResourceContent content, Actor? by = null) =>
        AsAsync(by ?? Samples.Compiler, s => s.GetRequiredService<CompileResources>().CreateAsync(content, null, Ct));

    public Task ChangeAsync(Guid id, ResourceContent content, int? version = null, Actor? by = null) =>
        AsAsync(by ?? Samples.Compiler, s => s.GetRequiredService<CompileResources>().ChangeAsync(id, content, version, Ct));

    public Task SubmitAsync(Guid id) => AsAsync(Samples.Compiler, s => s.GetRequiredService<CompileResources>().SubmitAsync(id, null, Ct));

    public Task BindAsync(Guid id, string? slug) => AsAsync(Samples.Compiler, s => s.GetRequiredService<CompileResources>().BindToAsync(id, slug, Ct));

    public Task DecideAsync(Guid id, ResourceDecision decision, Actor by, string? reason = null, bool secrecy = true, int? version = null) =>
        AsAsync(by, s => s.GetRequiredService<ReviewResources>().DecideAsync(id, new Decision(decision, reason, secrecy), version, Ct));

    public Task WithdrawAsync(Guid id, string? reason, Actor by) =>
        AsAsync(by, s => s.GetRequiredService<ReviewResources>().WithdrawAsync(id, reason, Ct));

    public Task<ResourceWork> ReadAsync(Guid id, Actor? by = null) => AsAsync(by ?? Samples.Compiler, s => s.GetRequiredService<ResourceDesk>().ReadAsync(id, Ct));

    public Task<FoundResources> FindAsync(ResourceFilter filter) => AsAsync(Actor.Anonymous, s => s.GetRequiredService<ResourceSearch>().FindAsync(filter, Ct));

    public Task<ResourceView> PublishedAsync(string code) => AsAsync(Actor.Anonymous, s => s.GetRequiredService<ResourceReads>().PublishedAsync(code, Ct));

    public async Task<Guid> PublishAsync(ResourceContent content)
    {
        var id = await CreateAsync(content);
        await SubmitAsync(id);
        await DecideAsync(id, ResourceDecision.Accept, Samples.Registrar);
        await SubmitAsync(id);
        await DecideAsync(id, ResourceDecision.Accept, Samples.Publisher);
        return id;
    }

    public Task AddDatasetAsync(string slug) => AsAsync(Actor.System("test"), async s =>
    {
        var db = s.GetRequiredService<PlatformDb>();
        var dataset = Dataset.Create(Slug.Parse(slug), slug, Samples.Now);
        db.Add(dataset);
        db.Entry(dataset).Property(d => d.PublishedAt).CurrentValue = LongAgo;
        await db.SaveChangesAsync(Ct);
    });

    public Task<T> QueryAsync<T>(Func<PlatformDb, Task<T>> query) => AsAsync(Actor.System("test"), s => query(s.GetRequiredService<PlatformDb>()));

    public Task<List<string>> ActionsAsync(Guid id)
    {
        var subject = $"resource:{id}";
        return QueryAsync(db => db.Set<AuditEntry>().Where(a => a.Subject == subject).OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => a.Action).ToListAsync(Ct));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
