using Gongxin.Catalogue;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Versions;
using Gongxin.Catalogue.Versions.Restore;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Catalogue.Versions;

// Goal: an earlier version becomes the newest without a copy, says why and from which; withdrawn data does not.
public sealed class RestoreTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Why = "第二版误用了上年数据。";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task An_earlier_version_becomes_the_newest_with_the_same_file_and_its_reason(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("wells", "id,depth\n1,3.5\n2,x7\n", "首次发布");
        await node.PublishAsync("wells", "id,depth\n1,3.5\n");
        node.Clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(3, await RestoreAsync(node, "wells", "1", Why));

        var list = await node.AskAsync<DatasetReads, IReadOnlyList<VersionItem>>(r => r.VersionsAsync("wells", null, Ct));
        Assert.Equal([(3, Why, 1), (2, null, null), (1, "首次发布", (int?)null)], list.Select(v => (v.Number, v.Reason, v.RestoredFrom)));
        Assert.Equal(list[2].DataSha256, list[0].DataSha256);
        Assert.Equal(node.Clock.Now.UtcDateTime, list[0].PublishedAt);
        var dataset = await node.AskAsync<DatasetReads, DatasetView>(r => r.DatasetAsync("wells", Ct));
        Assert.Equal((3, 2L), (dataset.Version, dataset.Rows));
        Assert.Equal(1, await node.AskAsync<Gongxin.Kernel.Data.PlatformDb, int>(db => db.Set<Gongxin.Kernel.Data.AuditEntry>().CountAsync(a => a.Action == "VersionRestored", Ct)));

        await node.IntegrateLedgerAsync();
        Assert.NotNull((await node.AskAsync<DatasetReads, VersionView>(r => r.VersionAsync("wells", "3", null, Ct))).LedgerEntry);
        Assert.Empty(await node.AskAsync<IEnumerable<IVerification>, List<string>>(async all =>
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
        }));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_cannot_be_restored_is_refused_and_changes_nothing(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("wells", "id\n1\n");
        await node.PublishAsync("wells", "id\n2\n");
        await node.PublishAsync("wells", "id\n3\n");
        Assert.Equal("catalogue.already-newest", await RefusedAsync(node, "wells", "3", Why));
        Assert.Equal("catalogue.reason-missing", await RefusedAsync(node, "wells", "1", " "));
        Assert.Equal("catalogue.version-not-found", await RefusedAsync(node, "wells", "9", Why));
        Assert.Equal("catalogue.dataset-not-found", await RefusedAsync(node, "other", "1", Why));

        await node.AskAsync<WithdrawData, WithdrawalView>(w => w.WithdrawAsync("wells", "1", "error", Why, Ct));
        Assert.Equal("catalogue.version-withdrawn", await RefusedAsync(node, "wells", "1", Why));
        await RestoreAsync(node, "wells", "2", Why);
        Assert.Equal("catalogue.already-newest", await RefusedAsync(node, "wells", "2", Why));
        Assert.Equal(4, await node.AskAsync<CatalogueDb, int>(c => c.Versions.CountAsync(Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Withdrawing_a_version_withdraws_what_was_restored_from_it(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("wells", "id\n1\n");
        await node.PublishAsync("wells", "id\n2\n");
        await RestoreAsync(node, "wells", "1", Why);
        await node.AskAsync<WithdrawData, WithdrawalView>(w => w.WithdrawAsync("wells", "1", "error", Why, Ct));

        var list = await node.AskAsync<DatasetReads, IReadOnlyList<VersionItem>>(r => r.VersionsAsync("wells", null, Ct));
        Assert.Equal([true, false, true], list.Select(v => v.Withdrawal is not null));
        Assert.Equal(2, (await node.AskAsync<DatasetReads, DatasetView>(r => r.DatasetAsync("wells", Ct))).Version);
    }

    private static Task<int> RestoreAsync(CatalogueNode node, string slug, string number, string reason) =>
        node.AskAsync<RestoreVersion, int>(r => r.RestoreAsync(slug, number, reason, Ct));

    private static async Task<string> RefusedAsync(CatalogueNode node, string slug, string number, string reason) =>
        (await Assert.ThrowsAsync<Refusal>(() => RestoreAsync(node, slug, number, reason))).Code;
}
