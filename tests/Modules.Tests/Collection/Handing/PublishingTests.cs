using Gongxin.Collection.Demonstration;
using Gongxin.Collection.Publishing;
using Gongxin.Collection.Rates;
using Gongxin.Collection.Review;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using static Gongxin.Tests.Collection.Handing.CollectingNode;

namespace Gongxin.Tests.Collection.Handing;

// Goal: what is approved becomes the next version of one dataset, every row with its receipt and the cell it came from; repeated it makes
// none; and the public rates count who was asked, in time and at all.
public sealed class PublishingTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_approved_is_the_next_version_of_one_dataset(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        Assert.Equal("collection.nothing-approved", (await Assert.ThrowsAsync<Refusal>(() => PublishAsync(node, task))).Code);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await node.OnlyDueAsync(i)).Id);
        }

        var product = new FormValue { Sheet = "主要产品", ListRow = 0, Column = "产品名称", Value = "\"甲\",乙", Source = "月报.xlsx#产品!A4", SourceSha256 = new string('a', 64) };
        await node.HandInAsync(node.Reporter(0), ids[0], [.. Month(100), product, product with { Column = "产品单位", Value = "台", Source = null, SourceSha256 = null }]);
        await node.HandInAsync(node.Reporter(1), ids[1], Month(50));
        await ApproveAsync(node, ids[0]);
        var first = await PublishAsync(node, task);
        Assert.Equal((1, 1, 5L), (first.Version, first.Submissions, first.Rows));
        Assert.Equal(1, (await PublishAsync(node, task)).Version);
        Assert.Equal(SubmissionState.Locked, (await node.ReadAsync(Reviewer(), ids[0])).About.State);

        var shown = Assert.Single((await PublishedAsync(node, 0)).HandIns);
        Assert.Equal(("2026-01", first.Dataset, (await node.ReadAsync(Reviewer(), ids[0])).Receipts[^1].Receipt), (shown.Period, shown.Dataset, shown.Receipt));
        Assert.Empty((await PublishedAsync(node, 1)).HandIns);
        await FiguresAreTracedAsync(node, shown.Receipt);
        await ApproveAsync(node, ids[1]);
        var second = await PublishAsync(node, task);
        Assert.Equal((first.Dataset, 2, 2, 8L), (second.Dataset, second.Version, second.Submissions, second.Rows));
        Assert.Equal((second.Dataset, 2), (await node.AskAsync<TaskReads, TaskView>(Operator(), r => r.ReadAsync(task, Ct))).Periods.Select(p => (p.Dataset, p.DatasetVersion)).Single());
        Assert.Equal("collection.task-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<PublishPeriod, PublishedPeriod>(Reviewer(), p => p.RunAsync(task, "2026-01", Ct)))).Code);
    }

    private static async Task FiguresAreTracedAsync(CollectingNode node, string receipt)
    {
        Task<PublishedFigures> FiguresAsync(int organisation) => node.AskAsync<PublishedReads, PublishedFigures>(Actor.Anonymous, r => r.FiguresAsync(node.Organisations[organisation], receipt, null, Ct));
        var figures = (await FiguresAsync(0)).Figures;
        Assert.Equal(5L, figures.Total);
        var read = Assert.Single(figures.Items, f => f.Source is not null);
        Assert.Equal(("产品名称", "\"甲\",乙", "月报.xlsx#产品!A4", new string('a', 64), null), (read.Column, read.Value, read.Source, read.SourceSha256, read.Cell));
        Assert.Contains(figures.Items, f => (f.Row, f.Column, f.Unit, decimal.Parse(f.Value!, System.Globalization.CultureInfo.InvariantCulture)) == ("工业总产值", "本月", "万元", 100m));
        Assert.Equal("collection.receipt-not-published", (await Assert.ThrowsAsync<Refusal>(() => FiguresAsync(1))).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Rates_count_who_was_asked_and_name_who_is_overdue(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await node.StartedAsync();
        await node.HandInAsync(node.Reporter(0), (await node.OnlyDueAsync(0)).Id, Month(100));
        Assert.Equal(0L, (await OverdueAsync(node, task)).Total);

        node.Clock.Now = new DateTimeOffset(2026, 2, 27, 1, 0, 0, TimeSpan.Zero);
        await node.HandInAsync(node.Reporter(1), (await node.OnlyDueAsync(1)).Id, Month(100));
        var rate = Assert.Single((await node.AskAsync<RateReads, PageOf<RateRow>>(Actor.Anonymous, r => r.ListAsync(task, null, Ct))).Items);
        Assert.Equal((3, 2, 1, 66.7m, 33.3m), (rate.Asked, rate.HandedIn, rate.OnTime, rate.ReportingRate, rate.ReportingRateOnTime));
        Assert.Equal([node.Organisations[2]], (await OverdueAsync(node, task)).Items.Select(o => o.Organisation));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Rates_of_many_periods_are_walked_without_gap_or_double(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await node.StartedAsync(Monthly(new DateOnly(2025, 11, 1)) with { Frequency = Frequency.Day });
        var seen = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await node.AskAsync<RateReads, PageOf<RateRow>>(Actor.Anonymous, r => r.ListAsync(task, cursor, Ct));
            seen.AddRange(page.Items.Select(r => r.Period));
            if ((cursor = page.Next) is null)
            {
                break;
            }
        }

        // Days from 1 November to 1 February; those of a weekend are due on the same day.
        Assert.Equal((93, 93), (seen.Count, seen.Distinct(StringComparer.Ordinal).Count()));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_demonstration_has_life_in_every_state_and_is_there_once(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var associations = Enumerable.Range(11, 9).Select(n => new DemonstrationAssociation(Codes.Uscc(n), $"演示协会{n}")).ToList();
        await DemonstrateReporting.RunAsync(node.Services, associations, Ct);
        await DemonstrateReporting.RunAsync(node.Services, associations, Ct);
        await using var db = node.NewDb();
        var states = await db.Set<Submission>().GroupBy(s => s.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, Ct);
        Assert.Equal(9 * DemonstrateReporting.Months, states.Values.Sum());
        Assert.Equal(1, states[SubmissionState.Returned]);
        Assert.True(states[SubmissionState.Due] > 3 && states[SubmissionState.HandedIn] > 3 && states[SubmissionState.Approved] > 3 && states[SubmissionState.Locked] > 3);
    }

    private static Task<PublishedView> PublishedAsync(CollectingNode node, int organisation) =>
        node.AskAsync<PublishedReads, PublishedView>(Actor.Anonymous, r => r.OfAsync(node.Organisations[organisation], Ct));

    private static Task<PublishedPeriod> PublishAsync(CollectingNode node, Guid task) => node.AskAsync<PublishPeriod, PublishedPeriod>(Operator(), p => p.RunAsync(task, "2026-01", Ct));

    private static Task<IReadOnlyList<ApprovalView>> ApproveAsync(CollectingNode node, Guid id) => node.AskAsync<ReviewDesk, IReadOnlyList<ApprovalView>>(Reviewer(), d => d.ApproveAsync([id], null, Ct));

    private static Task<PageOf<OverdueView>> OverdueAsync(CollectingNode node, Guid task) => node.AskAsync<RateReads, PageOf<OverdueView>>(Actor.Anonymous, r => r.OverdueAsync(task, "2026-01", Ct));
}
