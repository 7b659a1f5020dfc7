using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Contracts.Catalogue;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;

namespace Gongxin.Modules.Tests.Catalogue.Entries;

// Goal: place and time are said as stated, or as the data surely shows, and are never guessed. Method: tables that show it, tables that only
// look like it, and what somebody states on top.
public sealed class CoverageTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_data_shows_place_and_time_and_what_is_stated_goes_before(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("wells", "区划代码,日期,水位\n330102,2024-01-05,3\n330106,2024-03-02,4\n330110,2023-12-31,5\n");
        Assert.Equal(("330100", "2023-12-31", "2024-03-02"), await CoversAsync(node, "wells"));
        var found = (await ViewAsync(node, "wells")).Coverage;
        Assert.Equal(("浙江省杭州市", false, false), (found.RegionName, found.IsRegionDeclared, found.IsTimeDeclared));

        await StateAsync(node, "wells", new StateEntry.Request("330000", "2023", "2024-06", "注明来源", null, null));
        Assert.Equal(("330000", "2023", "2024-06"), await CoversAsync(node, "wells"));
        Assert.Equal("注明来源", (await ViewAsync(node, "wells")).Rights);

        await StateAsync(node, "wells", new StateEntry.Request("", null, "", null, null, null));
        Assert.Equal(("330100", "2023-12-31", "2024-03-02"), await CoversAsync(node, "wells"));
    }

    [Theory]
    [InlineData("地区,n\n110105,1\n110101,2\n", "110000")]
    [InlineData("地区,n\n330102,1\n110101,2\n", "CN")]
    [InlineData("行政区划代码,n\n330102001001,1\n330102002002,2\n", "330102")]
    [InlineData("省,n\n33,1\n32,2\n", "CN")]
    [InlineData("code,n\n11,1\n12,2\n13,3\n", null)]
    [InlineData("地区,n\n330102,1\n990101,2\n", null)]
    [InlineData("金额,n\n330102,1\n330106,2\n", null)]
    public async Task A_wrong_place_is_worse_than_none(string csv, string? region)
    {
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        await node.PublishAsync("t", csv);
        Assert.Equal((region, null, null), await CoversAsync(node, "t"));
    }

    [Theory]
    [InlineData("999999", null, null, "catalogue.region-unknown")]
    [InlineData(null, "24", null, "catalogue.period-not-good")]
    [InlineData(null, "2024-13", null, "catalogue.period-not-good")]
    [InlineData(null, "2025", "2024", "catalogue.period-not-good")]
    public async Task What_cannot_be_is_refused(string? region, string? from, string? until, string code)
    {
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        await node.PublishAsync("t", "n\n1\n");
        Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => StateAsync(node, "t", new StateEntry.Request(region, from, until, null, null, null)))).Code);
    }

    private static async Task<(string? Region, string? From, string? Until)> CoversAsync(CatalogueNode node, string slug)
    {
        var record = await node.AskAsync<RecordReads, CatalogueRecord>(r => r.FindAsync(slug, Ct));
        var covers = (await ViewAsync(node, slug)).Coverage;
        Assert.Equal((record.Region, record.CoversFrom, record.CoversUntil), (covers.Region, covers.From, covers.Until));
        return (record.Region, record.CoversFrom, record.CoversUntil);
    }

    private static Task<DatasetView> ViewAsync(CatalogueNode node, string slug) => node.AskAsync<DatasetReads, DatasetView>(r => r.DatasetAsync(slug, Ct));

    private static Task StateAsync(CatalogueNode node, string slug, StateEntry.Request request) => node.AskAsync<StatedEntries, bool>(async entries =>
    {
        await entries.StateAsync(slug, request, Ct);
        return true;
    });
}
