using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Portal;
using Gongxin.Fixtures;
using Gongxin.Kernel.Jobs;
using Gongxin.Modules.Tests.Catalogue;
using Gongxin.Portal;
using Gongxin.Portal.Statistics;

namespace Gongxin.Modules.Tests.Portal;

// Goal: what was counted adds up, by day, dataset, theme and provider, whatever process counted it, and nothing is counted twice.
public sealed class UsageTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Counts_of_several_processes_are_added_up_and_every_day_is_listed(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await CountAsync(node, (Today, UseKind.View, "a", 3), (Today, UseKind.Download, "a", 1), (Today.AddDays(-2), UseKind.View, "", 5));
        await CountAsync(node, (Today, UseKind.View, "a", 4), (Today, UseKind.ApiCall, "b", 2), (Today.AddDays(-40), UseKind.View, "a", 9));

        var days = await node.AskAsync<UsageReads, IReadOnlyList<DayUse>>(u => u.DaysAsync(Period.Parse(null, null, Today), null, Ct));
        Assert.Equal(30, days.Count);
        Assert.Equal(new DayUse(Today, 7, 1, 2), days[^1]);
        Assert.Equal(new DayUse(Today.AddDays(-1), 0, 0, 0), days[^2]);
        Assert.Equal(new DayUse(Today.AddDays(-2), 5, 0, 0), days[^3]);
        Assert.Equal(new UseCount(7, 1, 0), await node.AskAsync<IUsage, UseCount>(u => u.OfDatasetAsync("a", 30, Ct)));
        Assert.Equal(new UseCount(16, 1, 0), await node.AskAsync<IUsage, UseCount>(u => u.OfDatasetAsync("a", 41, Ct)));
        Assert.Equal(new UseCount(0, 0, 0), await node.AskAsync<IUsage, UseCount>(u => u.OfDatasetAsync("none", 30, Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Datasets_themes_and_providers_are_those_that_are_published(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("a", "n\n1\n");
        await node.PublishAsync("b", "n\n2\n");
        await CountAsync(node, (Today, UseKind.View, "a", 3), (Today, UseKind.ApiCall, "b", 9), (Today, UseKind.Download, "a", 1), (Today, UseKind.View, "gone", 50), (Today, UseKind.View, "", 50));

        var uses = await node.AskAsync<UsageReads, IReadOnlyList<DatasetUse>>(u => u.DatasetsAsync(Period.Last(7, Today), Ct));
        Assert.Equal([("b", 0L, 0L, 9L), ("a", 3L, 1L, 0L)], uses.Select(u => (u.Dataset, u.Views, u.Downloads, u.ApiCalls)));
        Assert.Equal([new GroupUse(null, null, 2, 3, 1, 9)], UsageReads.ByTheme(uses));
        DatasetUse[] named = [uses[0] with { Provider = "甲" }, uses[1] with { Provider = "乙" }, uses[1] with { Provider = "甲" }];
        Assert.Equal([new GroupUse("甲", "甲", 2, 3, 1, 9), new GroupUse("乙", "乙", 1, 3, 1, 0)], UsageReads.ByProvider(named));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task More_than_one_statement_holds_is_kept_exactly(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        var counts = Enumerable.Range(1, 1234).Select(i => (Today, UseKind.View, $"dataset-{i}", (long)i)).ToArray();
        await CountAsync(node, counts);
        await CountAsync(node, counts);

        var days = await node.AskAsync<UsageReads, IReadOnlyList<DayUse>>(u => u.DaysAsync(Period.Last(1, Today), null, Ct));
        Assert.Equal(2L * 1234 * 1235 / 2, days[0].Views);
    }

    [Fact]
    public async Task What_could_not_be_kept_is_kept_the_next_time()
    {
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        var counter = new UseCounter();
        counter.Add(new UseKey(Today, UseKind.View, "a"), 3);
        await node.AskAsync<PortalDb, bool>(async portal =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new KeepUse(counter, portal).RunAsync(new CancellationToken(canceled: true)));
            counter.Add(new UseKey(Today, UseKind.View, "a"));
            await new KeepUse(counter, portal).RunAsync(Ct);
            await new KeepUse(counter, portal).RunAsync(Ct);
            return true;
        });
        Assert.Equal(new UseCount(4, 0, 0), await node.AskAsync<IUsage, UseCount>(u => u.OfDatasetAsync("a", 30, Ct)));
    }

    [Fact]
    public async Task The_memory_of_the_counter_is_bounded_and_no_count_is_lost()
    {
        var counter = new UseCounter();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < UseCounter.KeysMax + 1000; i++)
            {
                counter.Add(new UseKey(Today, UseKind.View, $"dataset-{i}"));
            }
        }, Ct)));
        var taken = counter.Take();
        Assert.True(taken.Count <= UseCounter.KeysMax + 1);
        Assert.Equal(4L * (UseCounter.KeysMax + 1000), taken.Values.Sum());
        Assert.Empty(counter.Take());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Once_a_month_the_days_before_it_are_published(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        node.Clock.Now = new DateTimeOffset(2026, 2, 27, 0, 0, 0, TimeSpan.Zero);
        await node.PublishAsync("a", "n\n1\n");
        Assert.Equal(0, await PublishAsync(node));

        await CountAsync(node, (new(2026, 1, 31), UseKind.View, "a", 3), (new(2026, 1, 31), UseKind.View, "gone", 2), (new(2026, 1, 31), UseKind.ApiCall, "", 1), (new(2026, 2, 1), UseKind.View, "a", 1));
        Assert.Equal(1, await PublishAsync(node));
        Assert.Equal(0, await PublishAsync(node));
        var item = await ItemAsync(node);
        Assert.Equal((1, 2L), (item.Version, item.Rows));

        node.Clock.Now = new DateTimeOffset(2026, 2, 28, 16, 30, 0, TimeSpan.Zero);
        Assert.Equal(1, await PublishAsync(node));
        item = await ItemAsync(node);
        Assert.Equal((2, 3L), (item.Version, item.Rows));
    }

    private static Task<int> PublishAsync(CatalogueNode node) => node.AskAsync<PublishUse, int>(async job => (await job.RunAsync(Ct)).Count);

    private static async Task<DatasetItem> ItemAsync(CatalogueNode node) =>
        Assert.Single(await node.AskAsync<ICatalogueReads, IReadOnlyList<DatasetItem>>(c => c.ItemsAsync([PublishUse.Slug], Ct)));

    // As a process of its own would.
    private static Task CountAsync(CatalogueNode node, params (DateOnly Day, UseKind Kind, string Dataset, long Count)[] counts)
    {
        var counter = new UseCounter();
        foreach (var (day, kind, dataset, count) in counts)
        {
            counter.Add(new UseKey(day, kind, dataset), count);
        }

        return node.AskAsync<PortalDb, JobOutcome>(portal => new KeepUse(counter, portal).RunAsync(Ct));
    }
}
