using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Standards;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;

namespace Gongxin.Modules.Tests.Catalogue.Timeliness;

// Goal: what is declared is due, becomes overdue by itself, is found by search as such, and adds up by provider, on both engines.
public sealed class FreshnessTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_declared_dataset_becomes_overdue_with_the_days(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("monthly", "n\n1\n", about: new DatasetDescription { Title = "产量月报", Provider = "统计局", UpdateCycle = "4" });
        await node.PublishAsync("plain", "n\n2\n", about: new DatasetDescription { Title = "产量", Provider = "统计局" });
        await node.PublishAsync("other", "n\n3\n", about: new DatasetDescription { Title = "产量杂项", Provider = "气象局", UpdateCycle = "8" });

        var fresh = await OfAsync(node, "monthly");
        Assert.Equal((FreshnessState.Current, "4", new DateOnly(2026, 4, 1), 31), (fresh.State, fresh.Cycle!.Code, fresh.DueOn!.Value, fresh.DaysLeft));
        Assert.Equal((FreshnessState.NoPromise, null), ((await OfAsync(node, "plain")).State, (await OfAsync(node, "plain")).DueOn));
        Assert.Equal((FreshnessState.NoPromise, null), ((await OfAsync(node, "other")).State, (await OfAsync(node, "other")).DueOn));
        Assert.Equal(["monthly"], await FoundAsync(node, "current"));

        node.Clock.Now += TimeSpan.FromDays(60);
        var late = await OfAsync(node, "monthly");
        Assert.Equal((FreshnessState.Overdue, 0, 1), (late.State, late.Kept, late.Missed));
        Assert.Equal(["monthly"], await FoundAsync(node, "overdue"));
        Assert.Empty(await FoundAsync(node, "current"));

        var report = await node.AskAsync<TimelinessReads, FreshnessReport>(t => t.ReportAsync(null, Ct));
        Assert.Equal(new PromiseFigures(3, 1, 0, 0, 1, 0, 1), report.Figures);
        Assert.Equal([("统计局", 2, 1), ("气象局", 1, 0)], report.Providers.Select(p => (p.Value, p.Figures.Datasets, p.Figures.Promised)));
        Assert.Equal(["monthly"], report.Late.Select(l => l.Dataset));

        await node.PublishAsync("monthly", "n\n1\n9\n", about: new DatasetDescription { Title = "产量月报" });
        Assert.Equal((FreshnessState.Current, 0, 1), ((await OfAsync(node, "monthly")).State, (await OfAsync(node, "monthly")).Kept, (await OfAsync(node, "monthly")).Missed));
        Assert.Equal(["monthly"], await FoundAsync(node, "current"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_cycle_is_declared_and_taken_back_and_search_hears_of_it(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("a", "n\n1\n");
        Assert.Empty(await FoundAsync(node, "current"));
        await DeclareAsync(node, "a", "7");
        Assert.Equal(["a"], await FoundAsync(node, "current"));
        Assert.Equal("7", (await node.AskAsync<DatasetReads, DatasetView>(r => r.DatasetAsync("a", Ct))).UpdateCycle);
        await DeclareAsync(node, "a", "");
        Assert.Empty(await FoundAsync(node, "current"));

        Assert.Equal("catalogue.update-cycle-unknown", (await Assert.ThrowsAsync<Refusal>(() => DeclareAsync(node, "a", "monthly"))).Code);
        Assert.Equal("catalogue.dataset-not-found", (await Assert.ThrowsAsync<Refusal>(() => DeclareAsync(node, "b", "4"))).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Another_promise_does_not_change_the_past_of_the_rate(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("m", "n\n1\n", about: new DatasetDescription { Title = "月报", UpdateCycle = "4" });
        node.Clock.Now += TimeSpan.FromDays(60);
        await node.PublishAsync("m", "n\n2\n");
        Assert.Equal((0, 1), ((await OfAsync(node, "m")).Kept, (await OfAsync(node, "m")).Missed));

        node.Clock.Now += TimeSpan.FromDays(5);
        await DeclareAsync(node, "m", "7");
        var view = await OfAsync(node, "m");
        Assert.Equal((0, 1), (view.Kept, view.Missed));
        Assert.Equal([("4", "7"), (null, "4")], view.Changes.Select(c => (c.Before?.Code, c.After?.Code)));
        var report = await node.AskAsync<TimelinessReads, FreshnessReport>(t => t.ReportAsync(null, Ct));
        Assert.Equal((0, 1), (report.Figures.Kept, report.Figures.Missed));
    }

    [Fact]
    public async Task What_is_overdue_stands_behind_what_fits_as_well()
    {
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        await node.PublishAsync("a-late", "n\n1\n", about: new DatasetDescription { Title = "河流水位", UpdateCycle = "3" });
        await node.PublishAsync("b-fine", "n\n1\n2\n", about: new DatasetDescription { Title = "河流水位" });
        Assert.Equal(["a-late", "b-fine"], await WordsAsync(node));
        node.Clock.Now += TimeSpan.FromDays(30);
        Assert.Equal(["b-fine", "a-late"], await WordsAsync(node));
    }

    [Fact]
    public async Task The_cycles_are_those_of_the_code_list()
    {
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        var codes = await node.AskAsync<ICodeLists, IReadOnlyList<string>>(lists => Task.FromResult<IReadOnlyList<string>>([.. lists.Find("update-cycles")!.Items.Select(i => i.Code)]));
        Assert.Equal(codes, UpdatePromises.Cycles);
    }

    private static Task<FreshnessView> OfAsync(CatalogueNode node, string slug) => node.AskAsync<TimelinessReads, FreshnessView>(t => t.OfDatasetAsync(slug, Ct));

    private static Task<IReadOnlyList<string>> FoundAsync(CatalogueNode node, string freshness) =>
        node.AskAsync<DatasetSearch, IReadOnlyList<string>>(s => s.FindSlugsAsync(new DatasetFilter { Freshness = freshness }, Ct));

    private static Task<IReadOnlyList<string>> WordsAsync(CatalogueNode node) =>
        node.AskAsync<DatasetSearch, IReadOnlyList<string>>(s => s.FindSlugsAsync(new DatasetFilter { Words = "水位" }, Ct));

    private static Task<bool> DeclareAsync(CatalogueNode node, string slug, string cycle) => node.AskAsync<CycleDeclarations, bool>(async d =>
    {
        await d.DeclareAsync(slug, cycle, Ct);
        return true;
    });
}
