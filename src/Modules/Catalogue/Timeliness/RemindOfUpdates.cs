using System.Globalization;
using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Timeliness;

// Tells once a day whose update is due soon, due or overdue, and when nothing happens those who watch. Each step of each version is
// told once, whoever runs this how often: the occasion is the notice's key. After a time without the node the latest step is told, not
// all that were missed.
internal sealed class RemindOfUpdates(CatalogueDb catalogue, UpdatePromises promises, ResourceRuleBook rules, INotices notices, TimeProvider clock) : IJob
{
    private const int BatchMax = 500;
    private const string EscalateRule = "freshness.escalate";

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var told = 0;
        var slugs = await catalogue.Published.Select(d => d.Slug).ToListAsync(ct);
        foreach (var part in slugs.Chunk(BatchMax))
        {
            foreach (var dataset in await DeclaredDatasets.Of(catalogue, catalogue.Published.Where(d => part.Contains(d.Slug))).ToListAsync(ct))
            {
                told += await TellAsync(dataset, ct);
            }

            await catalogue.SaveAsync(ct);
            catalogue.Whole.ChangeTracker.Clear();
        }

        return JobOutcome.Done(told);
    }

    private async Task<int> TellAsync(DeclaredDataset dataset, CancellationToken ct)
    {
        var today = clock.LegalToday();
        if (promises.Of(dataset.Cycle, LegalZone.LegalDay(dataset.PublishedAt)) is not { } promise || promise.StateOn(today) is FreshnessState.Current)
        {
            return 0;
        }

        var isOverdue = promise.StateOn(today) is FreshnessState.Overdue;
        var step = isOverdue ? "freshness.overdue" : today >= promise.DueOn ? "freshness.due" : "freshness.due-soon";
        var told = await TellAsync(dataset, promise, await ProviderOfAsync(dataset, ct), step, ct) ? 1 : 0;
        var escalatedFrom = promise.OverdueFrom.AddDays(rules.InForce(EscalateRule, promise.DueOn)?.Value ?? 0);
        return isOverdue && today >= escalatedFrom && await TellAsync(dataset, promise, NoticeRecipient.HoldersOf(CataloguePermissions.Watch), "freshness.escalated", ct)
            ? told + 1
            : told;
    }

    private Task<bool> TellAsync(DeclaredDataset dataset, UpdatePromise promise, NoticeRecipient to, string step, CancellationToken ct) =>
        notices.NotifyAsync(
            new NewNotice(to, step, string.Create(CultureInfo.InvariantCulture, $"{step}:{dataset.Slug}/{dataset.LatestNumber}:{promise.Cycle}"))
            {
                Args = [dataset.Title, promise.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
                Link = $"/datasets/{dataset.Slug}#freshness",
            },
            ct);

    // Whoever published the newest version; where that was the node itself, those who may load data.
    private async Task<NoticeRecipient> ProviderOfAsync(DeclaredDataset dataset, CancellationToken ct)
    {
        var by = await catalogue.Versions.AsNoTracking().Where(v => v.DatasetId == dataset.Id && v.Number == dataset.LatestNumber).Select(v => v.PublishedBy).SingleAsync(ct);
        return by.StartsWith("system:", StringComparison.Ordinal) ? NoticeRecipient.HoldersOf(CataloguePermissions.Load) : NoticeRecipient.Actor(by);
    }
}
