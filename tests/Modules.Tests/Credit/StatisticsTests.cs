using Gongxin.Contracts.Credit;
using Gongxin.Credit.Statistics;
using Gongxin.Fixtures;

namespace Gongxin.Modules.Tests.Credit;

// Goal: the counts are of what is public today, by the year of the decision and the province of the code, and are counted anew after ten
// minutes. Method: the module with the register on both engines.
public sealed class StatisticsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_public_is_counted_by_year_and_province(Engine engine)
    {
        await using var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        Assert.True((await CountAsync(node)).IsEmpty);
        await node.TakeAsync(
            RecordKind.Penalty,
            [Decisions.Penalty(1, "2026-04-02"), Decisions.Penalty(2, "2026-05-02", "测市监罚〔2026〕2号"), Decisions.Penalty(3, "2025-12-30", "测市监罚〔2025〕3号"), Decisions.Penalty(4, "2018-01-02", "测市监罚〔2018〕4号")],
            ct: Ct);
        await node.TakeAsync(RecordKind.Licence, [Decisions.Licence(1, "2026-03-01"), Decisions.Licence(2, "2025-03-01", validUntil: "2026-11-25")], ct: Ct);

        // Counted a moment ago.
        Assert.True((await CountAsync(node)).IsEmpty);
        node.Clock.Now = Now.AddMinutes(10);
        var counted = await CountAsync(node);
        Assert.Equal([new(2026, 1, 2, 2_000_000), new(2025, 0, 1, 1_000_000)], counted.Years);
        Assert.Equal([new("99", null, 1, 3, 3_000_000)], counted.Regions);
        Assert.Equal(node.Clock.Now.UtcDateTime, counted.CountedAt);
    }

    private static Task<RecordStatistics> CountAsync(CreditNode node) => node.AskAsync<StatisticsReads, RecordStatistics>(c => c.GetAsync(Ct));
}
