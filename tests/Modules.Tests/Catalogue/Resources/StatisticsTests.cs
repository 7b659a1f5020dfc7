using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Resources.Statistics;
using Gongxin.Fixtures;
using Gongxin.Kernel.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Catalogue.Resources;

// Goal: the figures of the catalogue add up: of the whole, of each provider, and over time.
public sealed class StatisticsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Figures_count_what_is_published_and_add_up(Engine engine)
    {
        await using var node = ResourceNode.On(await databases.NewNodeAsync(engine));
        await node.AddDatasetAsync("greening");
        await node.CreateAsync(Samples.Good("草稿"));
        await node.BindAsync(await node.PublishAsync(Samples.Good("甲") with { UpdateCycle = "7" }), "greening");
        await node.PublishAsync(Samples.Good("乙") with { ShareType = "2", ShareCondition = "用于监管" });
        await node.PublishAsync(Samples.Good("丙") with { ProviderName = "示例市园林局", ProviderCode = "11100000000010006W", OpenType = "3", Domain = "13" });

        var figures = await node.AsAsync(Actor.Anonymous, s => s.GetRequiredService<ResourceStatistics>().CountAsync(ResourceNode.Ct));
        Assert.Equal((3, 6L, 1, 1), (figures.Resources, figures.Items, figures.WithData, figures.Due));
        Assert.Equal([("1", 2), ("2", 1)], figures.ShareTypes.Select(c => (c.Value, c.Count)));
        Assert.Equal([("1", 2), ("3", 1)], figures.OpenTypes.Select(c => (c.Value, c.Count)));
        Assert.Equal([("05", 2), ("13", 1)], figures.Domains.Select(c => (c.Value, c.Count)));
        Assert.Equal([("11100000000014330B", 2), ("11100000000010006W", 1)], figures.Providers.Select(p => (p.Code, p.Resources)));
        Assert.All(figures.Providers, p => Assert.Equal((p.Resources, p.Resources), (p.SharedFreely + p.SharedConditionally + p.NotShared, p.OpenFreely + p.OpenConditionally + p.NotOpen)));

        // The dataset of the test was published long ago.
        Assert.Equal(0, figures.OnTime);
    }
}
