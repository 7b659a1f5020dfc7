using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Publishing;
using Gongxin.Collection.Review;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using static Gongxin.Tests.Collection.Handing.CollectingNode;
using Number = Gongxin.Collection.Checks.Frames.Figure;

namespace Gongxin.Tests.Collection.Handing;

// Goal: a closed period takes nothing new and still lets what was handed in be corrected, as a new version with both kept; a reviewer sees
// each figure beside what it was.
public sealed class ClosingTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_closed_period_is_corrected_and_takes_nothing_new(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var (first, second) = ((await node.OnlyDueAsync(0)).Id, (await node.OnlyDueAsync(1)).Id);
        await node.HandInAsync(node.Reporter(0), first, Month(100));
        await ApproveAsync(node, first);
        Assert.Equal(1, (await PublishAsync(node, task)).Version);
        await CloseAsync(node, task);
        Assert.Equal("collection.period-closed", (await Assert.ThrowsAsync<Refusal>(() => CloseAsync(node, task))).Code);
        Assert.Equal("collection.task-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.DoAsync<PeriodDesk>(Reviewer(), d => d.CloseAsync(task, "2026-01", Ct)))).Code);

        Assert.Equal("collection.period-closed", (await Assert.ThrowsAsync<Refusal>(() => node.HandInAsync(node.Reporter(1), second, Month(1)))).Code);
        Assert.Equal("collection.period-closed", (await Assert.ThrowsAsync<Refusal>(() => node.SaveDraftAsync(node.Reporter(1), second, 0, Month(1)))).Code);
        Assert.False((await node.ReadAsync(node.Reporter(1), second)).MayFillIn);

        var revision = await node.AskAsync<ReviewDesk, Guid>(node.Reporter(0), d => d.ReviseAsync(first, Ct));
        Assert.Equal(ImportStatus.Success, (await node.HandInAsync(node.Reporter(0), revision, Month(120))).Status);
        var compared = (await node.ReadAsync(Reviewer(), revision)).Comparisons.Single(c => c is { Row: "工业总产值", Column: "本月" });
        Assert.Equal(100m, compared.Before);
        await ApproveAsync(node, revision);
        Assert.Equal((2, 1), await PublishAsync(node, task) is var published ? (published.Version, published.Submissions) : default);
        Assert.Equal("100", (await node.ReadAsync(Reviewer(), first)).Values[0].Value);

        await node.DoAsync<PeriodDesk>(Operator(), d => d.ReopenAsync(task, "2026-01", Ct));
        Assert.Equal("collection.period-not-closed", (await Assert.ThrowsAsync<Refusal>(() => node.DoAsync<PeriodDesk>(Operator(), d => d.ReopenAsync(task, "2026-01", Ct)))).Code);
        Assert.Equal(ImportStatus.Success, (await node.HandInAsync(node.Reporter(1), second, Month(1))).Status);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_figure_stands_beside_last_period_and_last_year(Engine engine)
    {
        await using var node = await NewAsync(databases, engine, new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var task = await node.StartedAsync(Monthly(new DateOnly(2025, 2, 1)) with { NeedsForwarding = false });
        async Task<Guid> HandInAsync(string period, int output) => (await node.AskAsync<SubmissionDesk, ImportSummary>(node.Reporter(0), async d =>
            await d.HandInAsync(await d.FindAsync(task, period, node.Organisations[0], Ct), new NewHandIn([Figure("工业总产值", "本月", $"{output}")], [], HandInSource.Api), Ct))).Submission;
        await HandInAsync("2025-02", 80);
        await HandInAsync("2026-01", 125);
        var id = await HandInAsync("2026-02", 100);
        var compared = Assert.Single((await node.ReadAsync(Reviewer(), id)).Comparisons);
        Assert.Equal((125m, -20m, 80m, 25m), (compared.LastPeriod, compared.ChangeOnPeriod, compared.LastYear, compared.ChangeOnYear));
        Assert.Null(compared.Peers);
    }

    [Fact]
    public void A_figure_stands_among_its_peers_where_there_are_enough()
    {
        var shape = new FormShape([new FormSheet("表", [new FormColumn("值", ValueKind.Number, null)], [new FormRow("行", null)])]);
        FormFrame Of(decimal? value)
        {
            var frame = new FormFrame(shape);
            frame.Numbers[0] = value is { } known ? new Number(known) : Number.Missing;
            return frame;
        }

        Number First(FormFrame frame) => frame.Numbers[0];
        Assert.Null(new PeerGroup([Of(1), Of(2), Of(3), Of(4), Of(null)]).StandingOf(First, 2));
        Assert.Equal((6, 3.5m, 4), new PeerGroup([Of(1), Of(2), Of(3), Of(4), Of(5), Of(6), Of(null)]).StandingOf(First, 5));
    }

    private static Task CloseAsync(CollectingNode node, Guid task) => node.DoAsync<PeriodDesk>(Operator(), d => d.CloseAsync(task, "2026-01", Ct));

    private static Task<PublishedPeriod> PublishAsync(CollectingNode node, Guid task) => node.AskAsync<PublishPeriod, PublishedPeriod>(Operator(), p => p.RunAsync(task, "2026-01", Ct));

    private static Task ApproveAsync(CollectingNode node, Guid id) => node.AskAsync<ReviewDesk, IReadOnlyList<ApprovalView>>(Reviewer(), d => d.ApproveAsync([id], null, Ct));
}
