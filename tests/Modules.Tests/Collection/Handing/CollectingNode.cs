using Gongxin.Catalogue;
using Gongxin.Collection;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Contracts.Governance;
using Gongxin.Contracts.Registry;
using Gongxin.Datastore;
using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Gongxin.Modules.Tests.Catalogue;
using Gongxin.Modules.Tests.Registry;
using Gongxin.Portal;
using Gongxin.Registry;
using Gongxin.Standards;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Tests.Collection.Handing;

// The module with the register of organisations on one engine, with people in roles and a clock that the test holds.
internal sealed class CollectingNode : IAsyncDisposable
{
    private readonly TestNode _node;
    private readonly ServiceProvider _services;

    private CollectingNode(TestNode node, DateTimeOffset now, bool toPrivate)
    {
        _node = node;
        Clock = new TestClock { Now = now };
        var services = node.Compose().AddStandards().AddRegistry().AddDatastore().AddCatalogue().AddPortal().AddCollection();
        services.AddHttpContextAccessor().AddScoped<Idempotency>().AddLocalization();
        services.AddScoped<GovernanceDb>().AddScoped<INotices, NoticeBoard>().AddScoped<HeldGrants>().AddScoped<IHolders, Holders>().AddScoped<IPeople, People>();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()).AddSingleton(node.Settings with { SourcesToPrivateAddresses = toPrivate });
        _services = services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)).BuildServiceProvider();
    }

    public TestClock Clock { get; }

    public IReadOnlyList<Guid> Organisations { get; private set; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // With associations in 330000, 330100 and 110000.
    public static async Task<CollectingNode> NewAsync(DatabaseFixture databases, Engine engine, DateTimeOffset? now = null, bool toPrivate = false)
    {
        var node = new CollectingNode(await databases.NewNodeAsync(engine), now ?? new DateTimeOffset(2026, 2, 2, 8, 0, 0, TimeSpan.Zero), toPrivate);
        string[] regions = ["330000", "330100", "110000"];
        await node.AskAsync<ISubjects, SubjectsPut>(Actor.System("test"), s => s.PutAsync(regions.Select((_, i) => new SubjectData { Uscc = Codes.Uscc(i + 1), Name = $"测试协会{i + 1}" }), "test", Ct));
        var ids = new List<Guid>();
        foreach (var (region, i) in regions.Select((r, i) => (r, i)))
        {
            var id = SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(i + 1));
            await node.AskAsync<IOrganisations, OrganisationView>(Actor.System("test"), o => o.AdmitAsync(new(id, OrganisationKind.Association, null, region), Ct));
            ids.Add(id.Value);
        }

        node.Organisations = ids;
        return node;
    }

    public Actor Reporter(int organisation, string name = "reporter") => Person(name, Roles.Reporter, Organisations[organisation], null, CollectionPermissions.ReadName, CollectionPermissions.ReportName);

    public Actor Forwarder(int organisation, string name = "forwarder") => Person(name, Roles.OrganisationReviewer, Organisations[organisation], null, CollectionPermissions.ReadName, CollectionPermissions.ForwardName);

    public static Actor Reviewer(string? region = null, string name = "reviewer") => Person(name, Roles.Reviewer, null, region, CollectionPermissions.ReadName, CollectionPermissions.ReviewName);

    public static Actor Operator() => Person("operator", Roles.Operator, null, null, CollectionPermissions.ReadName, CollectionPermissions.RunName);

    public static NewTask Monthly(DateOnly? first = null) => new()
    {
        Template = "industry-monthly", Title = "行业月报", Frequency = Frequency.Month, DueDays = 10, DueCount = DayCount.Working, FirstOn = first ?? new DateOnly(2026, 1, 1),
    };

    public static FormValue Figure(string row, string column, string value) => new() { Sheet = "主要经济指标", Row = row, Column = column, Value = value };

    public static FormValue AtEnd(string row, string value) => new() { Sheet = "期末指标", Row = row, Column = "期末数", Value = value };

    // Output of a month that adds up.
    public static FormValue[] Month(int output) =>
        [Figure("工业总产值", "本月", $"{output}"), Figure("工业总产值", "上月累计", "200"), Figure("工业总产值", "本月累计", $"{output + 200}")];

    // A running task that asks all organisations, with what has ended opened.
    public async Task<Guid> StartedAsync(NewTask? task = null)
    {
        var id = await AskAsync<TaskDesk, Guid>(Operator(), d => d.CreateAsync(task ?? Monthly(), null, Ct));
        await AskAsync<TaskDesk, int>(Operator(), d => d.AddMembersAsync(id, [.. Organisations], Ct));
        await DoAsync<TaskDesk>(Operator(), d => d.StartAsync(id, Ct));
        await OpenAsync();
        return id;
    }

    // Runs the job until it has nothing to do, and says how often it had.
    public async Task<int> OpenAsync()
    {
        for (var count = 0; ; count++)
        {
            if (!(await AskAsync<OpenPeriods, Kernel.Jobs.JobOutcome>(Actor.System("OpenPeriods"), j => j.RunAsync(Ct))).HasMore)
            {
                return count;
            }
        }
    }

    public async Task<SubmissionItem> OnlyDueAsync(int organisation) =>
        Assert.Single((await AskAsync<SubmissionReads, PageOf<SubmissionItem>>(Reporter(organisation), r => r.DueAsync(null, Ct))).Items);

    public Task<SubmissionView> ReadAsync(Actor actor, Guid id) => AskAsync<SubmissionReads, SubmissionView>(actor, r => r.ReadAsync(id, Ct));

    public Task<ImportSummary> HandInAsync(Actor actor, Guid id, IReadOnlyList<FormValue>? values, bool dryRun = false, params IReadOnlyList<Explanation> explanations) =>
        AskAsync<SubmissionDesk, ImportSummary>(actor, async d => await d.HandInAsync(
            await d.FindAsync(id, CollectionPermissions.Report, Ct), new NewHandIn(values, explanations, HandInSource.Api) { DryRun = dryRun }, Ct));

    public Task<IReadOnlyList<DraftValue>?> SaveDraftAsync(Actor actor, Guid id, int version, IReadOnlyList<FormValue> values) =>
        AskAsync<SubmissionDesk, IReadOnlyList<DraftValue>?>(actor, async d => await d.SaveDraftAsync(await d.FindAsync(id, CollectionPermissions.Report, Ct), version, values, [], Ct));

    // An account with a role, by its id as an actor.
    public async Task<string> EmployAsync(string name, string role, int? organisation = null, string? region = null)
    {
        await using var db = NewDb();
        var account = Account.Open(name, name, null, null, Clock);
        db.Add(account);
        db.Add(Grant.Of(account.Id, role, organisation is { } at ? Organisations[at] : null, region, Clock.Now.UtcDateTime, null, Actor.System("test")));
        await db.SaveChangesAsync(Ct);
        return account.Id.ActorId;
    }

    public IServiceProvider Services => _services;

    public PlatformDb NewDb() => _node.NewDb();

    public async Task<TAnswer> AskAsync<TService, TAnswer>(Actor actor, Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task DoAsync<TService>(Actor actor, Func<TService, Task> act)
        where TService : notnull => AskAsync<TService, bool>(actor, async s =>
    {
        await act(s);
        return true;
    });

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Actor Person(string name, string role, Guid? organisation, string? region, params string[] permissions)
    {
        var granted = permissions.ToHashSet();
        return new Actor(ActorKind.Person, Actor.PersonPrefix + name, name, granted) { Grants = [new ActorGrant(role, organisation, region, granted)] };
    }
}
