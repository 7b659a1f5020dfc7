using Gongxin.Catalogue;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Versions;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Catalogue.Versions;

// Goal: what is withdrawn can be had by no way and does not come back, and its reason stays. Method: both engines, through the
// same services that pages and API use.
public sealed class WithdrawalTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Why = "含有未脱敏的联系电话。";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_newest_that_remains_is_shown_and_the_withdrawn_one_is_refused(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("phones", "id,phone\n1,a\n");
        await node.PublishAsync("phones", "id,phone\n1,a\n2,b\n");
        await WithdrawAsync(node, "phones", "2");

        var dataset = await node.AskAsync<DatasetReads, DatasetView>(r => r.DatasetAsync("phones", Ct));
        Assert.Equal(("published", 1, 1L), (dataset.State, dataset.Version, dataset.Rows));
        Assert.Equal(1, (await StoredAsync(node, "phones", null, null)).RowCount);
        Assert.Equal((410, "catalogue.version-withdrawn"), await RefusedAsync(() => StoredAsync(node, "phones", "2", null)));
        Assert.Equal((410, "catalogue.version-withdrawn"), await RefusedAsync(() => StoredAsync(node, "phones", null, node.Clock.Now.ToString("O"))));
        Assert.Equal((410, "catalogue.version-withdrawn"), await RefusedAsync(() => node.AskAsync<QuarantineReads, object>(async q => await q.ReadAsync("phones", "2", null, 0, 10, Ct))));

        var version = await node.AskAsync<DatasetReads, VersionView>(r => r.VersionAsync("phones", "2", null, Ct));
        Assert.Equal((Why, "数据管理处", WithdrawalKind.PersonalData), (version.Withdrawal!.Reason, version.Withdrawal.WithdrawnBy, version.Withdrawal.Kind));
        Assert.Empty(version.Quality.Columns);
        var list = await node.AskAsync<DatasetReads, IReadOnlyList<VersionItem>>(r => r.VersionsAsync("phones", null, Ct));
        Assert.Equal([Why, null], list.Select(v => v.Withdrawal?.Reason));

        // A number is never given twice.
        Assert.Equal(3, (await node.PublishAsync("phones", "id,phone\n1,a\n2,***\n")).Version);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Without_versions_a_dataset_leaves_lists_and_search_until_a_corrected_one_comes(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("only", "id,phone\n1,a\n");
        await WithdrawAsync(node, "only", "1");

        Assert.Equal((0L, 0L), await ListedAsync(node, "only"));
        Assert.Equal((410, "catalogue.dataset-withdrawn"), await RefusedAsync(() => StoredAsync(node, "only", null, null)));
        Assert.Equal((410, "catalogue.dataset-withdrawn"), await RefusedAsync(() => StoredAsync(node, "only", "1", null)));
        var overview = await node.AskAsync<DatasetReads, DatasetOverview>(r => r.OverviewAsync("only", null, Ct));
        Assert.Null(overview.Stored);
        Assert.Equal(("emptied", Why), (overview.Dataset.State, overview.Dataset.Withdrawal!.Reason));

        Assert.Equal(2, (await node.PublishAsync("only", "id,phone\n1,***\n")).Version);
        Assert.Equal((1L, 1L), await ListedAsync(node, "only"));
        Assert.Equal(1, (await StoredAsync(node, "only", null, null)).RowCount);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Withdrawn_data_does_not_come_back_by_being_handed_in_again(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("again", "id,phone\n1,a\n");
        await node.PublishAsync("again", "id,phone\n1,a\n2,b\n");
        await WithdrawAsync(node, "again", "2");

        var refused = await Assert.ThrowsAsync<TabularException>(() => node.PublishAsync("again", "id,phone\n1,a\n2,b\n"));
        Assert.Equal(FindingCodes.FileWithdrawn, refused.Finding.Code);

        // The same cells in other bytes.
        await Assert.ThrowsAsync<TabularException>(() => node.PublishAsync("again", "id,phone\r\n1,a\r\n2,b\r\n"));
        Assert.Equal(2, (await node.AskAsync<DatasetReads, IReadOnlyList<VersionItem>>(r => r.VersionsAsync("again", null, Ct))).Count);
        Assert.Equal(2, await node.AskAsync<CatalogueDb, int>(c => c.Submissions.CountAsync(s => s.State == Gongxin.Catalogue.Submissions.SubmissionState.Refused, Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_dataset_withdrawn_as_a_whole_is_closed_for_ever(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("closed", "id\n1\n");
        await node.PublishAsync("closed", "id\n1\n2\n");
        var before = node.Clock.Now.UtcDateTime;
        node.Clock.Now += TimeSpan.FromMinutes(1);
        await WithdrawAsync(node, "closed", null);

        Assert.Equal((0L, 0L), await ListedAsync(node, "closed"));
        Assert.Equal((410, "catalogue.dataset-withdrawn"), await RefusedAsync(() => StoredAsync(node, "closed", "1", null)));
        Assert.Equal((409, "catalogue.already-withdrawn"), await RefusedAsync(() => WithdrawAsync(node, "closed", null)));
        Assert.Equal((409, "catalogue.already-withdrawn"), await RefusedAsync(() => WithdrawAsync(node, "closed", "1")));
        var refused = await Assert.ThrowsAsync<TabularException>(() => node.PublishAsync("closed", "id\n7\n"));
        Assert.Equal(FindingCodes.FileDatasetWithdrawn, refused.Finding.Code);

        var gone = await node.AskAsync<WithdrawnItems, List<WithdrawnDataset>>(w => w.Datasets().Where(d => d.WithdrawnAt > before).OrderBy(d => d.WithdrawnAt).ThenBy(d => d.DatasetId).ToListAsync(Ct));
        Assert.Equal(("closed", Why), (gone.Single().Slug, gone.Single().Reason));
        var numbers = await node.AskAsync<WithdrawnItems, List<int>>(w => w.Versions().Where(v => v.WithdrawnAt > before).OrderBy(v => v.Number).Select(v => v.Number).ToListAsync(Ct));
        Assert.Equal([1, 2], numbers);
        Assert.Empty(await node.AskAsync<WithdrawnItems, List<WithdrawnDataset>>(w => w.Datasets().Where(d => d.WithdrawnAt > gone[0].WithdrawnAt).ToListAsync(Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Audit_announcement_and_ledger_entry_come_with_it_or_not_at_all(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("proof", "id\n1\n");
        foreach (var (kind, reason) in new[] { ("personalData", " no "), ("nonsense", Why), ("3", Why) })
        {
            Assert.Equal(400, (await RefusedAsync(() => node.AskAsync<WithdrawData, object>(async w => await w.WithdrawAsync("proof", "1", kind, reason, Ct)))).Status);
        }

        Assert.Equal((0, 0), await ActsAsync(node));
        await WithdrawAsync(node, "proof", "1");
        Assert.Equal((1, 2), await ActsAsync(node));

        await node.IntegrateLedgerAsync();
        var view = await node.AskAsync<DatasetReads, VersionView>(r => r.VersionAsync("proof", "1", null, Ct));
        var entry = await node.AskAsync<LedgerReader, LedgerEntry?>(l => l.EntryAsync(view.Withdrawal!.LedgerEntry!.Value, Ct));
        Assert.Equal("dataset.version-withdrawn", entry!.Kind);
        Assert.Empty(await FaultsAsync(node));

        await node.AskAsync<CatalogueDb, int>(c => c.Withdrawals.ExecuteUpdateAsync(w => w.SetProperty(x => x.Reason, "nothing happened"), Ct));
        Assert.Equal(["withdrawal.not-as-in-ledger"], await FaultsAsync(node));
    }

    private static Task<WithdrawalView> WithdrawAsync(CatalogueNode node, string slug, string? number) =>
        node.AskAsync<WithdrawData, WithdrawalView>(w => w.WithdrawAsync(slug, number, "personalData", Why, Ct));

    private static Task<StoredVersion> StoredAsync(CatalogueNode node, string slug, string? number, string? asOf) =>
        node.AskAsync<DatasetReads, StoredVersion>(r => r.StoredAsync(slug, number, asOf, Ct));

    private static async Task<(int Status, string Code)> RefusedAsync<T>(Func<Task<T>> act)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(act);
        return (refusal.Status, refusal.Code);
    }

    // In figures, and by search.
    private static async Task<(long Figures, long Found)> ListedAsync(CatalogueNode node, string words) => (
        (await node.AskAsync<ICatalogueReads, CatalogueFigures>(r => r.FiguresAsync(Ct))).DatasetCount,
        (await node.AskAsync<DatasetSearch, FoundDatasets>(s => s.FindAsync(new DatasetFilter { Words = words }, facets: false, Ct))).Total);

    private static async Task<(int Audits, int Announcements)> ActsAsync(CatalogueNode node) => (
        await node.AskAsync<PlatformDb, int>(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "VersionWithdrawn", Ct)),
        await node.AskAsync<PlatformDb, int>(db => db.Set<OutboxMessage>().CountAsync(m => m.Kind.EndsWith("Withdrawn"), Ct)));

    private static Task<List<string>> FaultsAsync(CatalogueNode node) => node.AskAsync<IEnumerable<IVerification>, List<string>>(async all =>
    {
        var faults = new List<string>();
        foreach (var verification in all)
        {
            await foreach (var fault in verification.RunAsync(new Progress<VerificationProgress>(), Ct))
            {
                faults.Add(fault.Code);
            }
        }

        return faults;
    });
}
