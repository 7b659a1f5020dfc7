using Gongxin.Catalogue.Resources;
using Gongxin.Fixtures;

namespace Gongxin.Modules.Tests.Catalogue.Resources;

// Goal: the public catalogue shows what is published, by words, tree and facets, page after page without gap or double.
public sealed class ResourceSearchTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Only_what_is_published_is_found(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        await resources.CreateAsync(Samples.Good("草稿"));
        var id = await resources.PublishAsync(Samples.Good("公开的"));
        Assert.Equal(["公开的"], (await resources.FindAsync(new ResourceFilter())).Items.Select(r => r.Name));
        await resources.WithdrawAsync(id, "停用", Samples.Compiler);
        Assert.Equal(0, (await resources.FindAsync(new ResourceFilter())).Total);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Words_tree_and_facets_narrow_together_with_exact_counts(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        await resources.PublishAsync(Samples.Good("城市绿化覆盖情况"));
        await resources.PublishAsync(Samples.Good("城市供水水质") with { ClassCode = "202003", ShareType = "2", ShareCondition = "用于水质监管", Domain = "13" });
        await resources.PublishAsync(Samples.Good("行政处罚决定") with
        {
            ClassCode = "303001", ProviderCode = "11100000000010006W", OpenType = "3", Summary = "处罚决定。", Items = [new ResourceItem { Name = "文号", DataType = "1" }],
        });

        async Task<string[]> NamesAsync(ResourceFilter filter) => [.. (await resources.FindAsync(filter)).Items.Select(r => r.Name)];
        Assert.Equal(2, (await NamesAsync(new ResourceFilter { Words = "城市" })).Length);
        Assert.Equal(["行政处罚决定"], await NamesAsync(new ResourceFilter { Words = "xzcf" }));
        Assert.Equal(["城市供水水质"], await NamesAsync(new ResourceFilter { Words = "城市", Domain = "13" }));
        Assert.Equal(["城市绿化覆盖情况"], await NamesAsync(new ResourceFilter { Class = "201" }));

        var thematic = await resources.FindAsync(new ResourceFilter { Class = "2" });
        Assert.Equal([("2", 2), ("201", 1), ("202", 1), ("3", 1)], thematic.Classes.Select(c => (c.Value, c.Count)));
        Assert.Equal([("1", 1), ("2", 1)], thematic.ShareTypes.Select(c => (c.Value, c.Count)));
        var conditional = await resources.FindAsync(new ResourceFilter { ShareType = "2" });
        Assert.Equal([("1", 2), ("2", 1)], conditional.ShareTypes.Select(c => (c.Value, c.Count)));
        Assert.Equal([("13", 1)], conditional.Domains.Select(c => (c.Value, c.Count)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Pages_follow_each_other_also_while_resources_are_added(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        for (var i = 1; i <= 5; i++)
        {
            await resources.PublishAsync(Samples.Good($"资源 {i}", $"{i}"));
        }

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await resources.FindAsync(new ResourceFilter { Limit = 2, After = ResourceFilter.AfterOf(cursor) });
            seen.AddRange(page.Items.Select(r => r.Code));
            cursor = page.Next;
            if (seen.Count == 2)
            {
                await resources.PublishAsync(Samples.Good("插入", "10"));
            }
        }
        while (cursor is not null);
        Assert.Equal(["201001/1", "201001/2", "201001/3", "201001/4", "201001/5"], seen.Where(c => c != "201001/10"));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }
}
