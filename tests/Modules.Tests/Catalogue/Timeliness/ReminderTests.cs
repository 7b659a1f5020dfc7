using Gongxin.Catalogue.Timeliness;
using Gongxin.Contracts.Catalogue;
using Gongxin.Fixtures;
using Gongxin.Governance;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Catalogue.Timeliness;

// Goal: each step of a promise is told once to the right people, however often the job runs.
public sealed class ReminderTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Steps_are_told_once_each_and_begin_anew_with_a_version(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("monthly", "n\n1\n", about: new DatasetDescription { Title = "月报", UpdateCycle = "4" });
        await node.PublishAsync("plain", "n\n2\n");
        Assert.Equal((0, 0), await RunTwiceAsync(node));

        // Published on 1 March, due on 1 April, grace to 8 April, escalated on 19 April.
        Assert.Equal((1, 0), await OnAsync(node, 26));
        Assert.Equal((1, 0), await OnAsync(node, 31));
        Assert.Equal((1, 0), await OnAsync(node, 39));
        Assert.Equal((1, 0), await OnAsync(node, 60));
        Assert.Equal(
            ["freshness.due key:test", "freshness.due-soon key:test", "freshness.escalated may:catalogue.watch-updates", "freshness.overdue key:test"],
            await ToldAsync(node));

        await node.PublishAsync("monthly", "n\n1\n3\n");
        Assert.Equal((0, 0), await RunTwiceAsync(node));
        node.Clock.Now += TimeSpan.FromDays(60);
        Assert.Equal((2, 0), await RunTwiceAsync(node));
    }

    private static async Task<(int First, int Second)> OnAsync(CatalogueNode node, int days)
    {
        node.Clock.Now = new TestClock().Now.AddDays(days);
        return await RunTwiceAsync(node);
    }

    private static async Task<(int First, int Second)> RunTwiceAsync(CatalogueNode node) => (await RunAsync(node), await RunAsync(node));

    private static Task<int> RunAsync(CatalogueNode node) => node.AskAsync<RemindOfUpdates, int>(async job => (await job.RunAsync(Ct)).Count);

    private static Task<List<string>> ToldAsync(CatalogueNode node) => node.AskAsync<GovernanceDb, List<string>>(async governance =>
        [.. (await governance.Notices.Select(n => new { n.Code, n.Recipient }).ToListAsync(Ct)).Select(n => $"{n.Code} {n.Recipient}").Order(StringComparer.Ordinal)]);
}
