using Gongxin.Catalogue;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Submissions.Held;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Catalogue.Submissions;

// Goal: what identifies persons is no version until somebody else releases it. Method: both engines, planted numbers whose check
// digits fit, through the services that pages and API use.
public sealed class HeldTableTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    // The example number of the standard, and a mobile number.
    private const string Planted = "no,id_number,mobile\n1,11010519491231002X,13800138000\n2,440524188001010014,13900139000\n";

    private const string Mobiles = "no,mobile\n1,13800138000\n2,13900139000\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_table_with_numbers_of_persons_is_held_and_nothing_of_it_exists_in_public(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var report = await node.PublishAsync("persons", Planted);
        Assert.NotNull(report.Held);
        Assert.Equal(0, report.Version);
        Assert.Equal(["id_number", "mobile"], report.Findings.Where(f => f.Code == "column.held").Select(f => f.Column));

        Assert.Equal(404, (await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<DatasetReads, DatasetView>(r => r.DatasetAsync("persons", Ct)))).Status);
        Assert.Equal((0, 0), await node.AskAsync<CatalogueDb, (int, int)>(async c => (await c.Datasets.CountAsync(Ct), await c.Versions.CountAsync(Ct))));
        await node.IntegrateLedgerAsync();
        Assert.Empty(await EntriesAsync(node));

        // Handed in again it waits once.
        Assert.Equal(report.Held, (await node.PublishAsync("persons", Planted)).Held);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Somebody_else_releases_with_a_reason_and_only_once(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var forbidden = (await node.PublishAsync("numbers", Planted)).Held!.Value;
        Assert.Equal("catalogue.held-not-as-is", (await RefusedAsync(node, forbidden, "key:other", "release", "均为公开测试号码。", Basis)).Code);
        var id = (await node.PublishAsync("persons", Mobiles)).Held!.Value;
        Assert.Equal("catalogue.held-is-yours", (await RefusedAsync(node, id, "key:test", "release", "是我自己报送的。")).Code);
        Assert.Equal("catalogue.held-reason-missing", (await RefusedAsync(node, id, "key:other", "release", "好")).Code);
        Assert.Equal("catalogue.held-basis-missing", (await RefusedAsync(node, id, "key:other", "release", "均为公开测试号码。")).Code);

        var released = await DecideAsync(node, id, "key:other", "release", "均为公开测试号码。", Basis);
        Assert.Equal(Basis, released.LegalBasis);
        Assert.Equal(("released", 1), (released.State, released.Version));
        Assert.Equal(2, (await node.AskAsync<DatasetReads, StoredVersion>(r => r.StoredAsync("persons", null, null, Ct))).RowCount);
        await node.IntegrateLedgerAsync();
        Assert.Equal(["dataset.version-published", "dataset.version-released"], (await EntriesAsync(node)).Order(StringComparer.Ordinal));
        Assert.Equal("catalogue.held-decided", (await RefusedAsync(node, id, "key:other", "refuse", "改变主意了。")).Code);
        Assert.Null((await node.PublishAsync("persons", Mobiles)).Held);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_newer_version_that_is_held_leaves_the_older_one_as_it_is(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("persons", "no,mobile\n1,138****8000\n");
        var id = (await node.PublishAsync("persons", Planted, about: new DatasetDescription { Title = "别的名称" })).Held!.Value;
        var dataset = await node.AskAsync<DatasetReads, DatasetView>(r => r.DatasetAsync("persons", Ct));
        Assert.Equal((1, 1L, "persons"), (dataset.Version, dataset.Rows, dataset.Title));

        var refused = await DecideAsync(node, id, "key:other", "refuse", "应先脱敏。");
        Assert.Equal(("refused", null), (refused.State, refused.Version));
        Assert.Equal(1, await node.AskAsync<CatalogueDb, int>(c => c.Versions.CountAsync(Ct)));
    }

    // What the ledger says of datasets; a new node has entries about its keys too.
    private static Task<List<string>> EntriesAsync(CatalogueNode node) => node.AskAsync<CatalogueDb, List<string>>(
        c => c.Whole.Set<LedgerEntry>().Where(e => e.Subject.StartsWith("dataset:")).Select(e => e.Kind).ToListAsync(Ct));

    private const string Basis = "《公共数据公开示例办法》第一条";

    private static Task<HeldView> DecideAsync(CatalogueNode node, Guid id, string by, string decision, string reason, string? basis = null) => node.AskAsync<IServiceProvider, HeldView>(services =>
    {
        ((CurrentActor)services.GetService(typeof(CurrentActor))!).Actor = new Actor(ActorKind.Application, by, "审核员", new HashSet<string>());
        return ((ReviewHeld)services.GetService(typeof(ReviewHeld))!).DecideAsync(id, decision, new HeldTable.Decision(reason, basis, false, null), Ct);
    });

    private static Task<Refusal> RefusedAsync(CatalogueNode node, Guid id, string by, string decision, string reason, string? basis = null) =>
        Assert.ThrowsAsync<Refusal>(() => DecideAsync(node, id, by, decision, reason, basis));
}
