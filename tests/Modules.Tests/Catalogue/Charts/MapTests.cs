using System.Globalization;
using System.Xml.Linq;
using Gongxin.Catalogue;
using Gongxin.Catalogue.Charts;
using Gongxin.Catalogue.Charts.Maps;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Ui.Charts.Pictures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;

namespace Gongxin.Modules.Tests.Catalogue.Charts;

// Goal: figures come to the regions that their rows name, whatever the code's length, and what names no region is counted and told.
public sealed class MapTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Rows = "区划,数量,说明\n33,1,a\n330100,2,b\n330106001002,4,c\n3302,8,d\n浙江,16,e\n浙江省,32,f\n110000,64,g\n台湾省,128,h\n990000,256,i\n某地,512,j\n,1024,k\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Codes_of_every_length_and_names_come_to_their_province_and_the_others_are_counted()
    {
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        await node.PublishAsync("t", Rows);
        var chart = await ReadAsync(node, ("view.type", "map"), ("view.x", "区划"), ("view.f", "sum"), ("view.y", "数量"));
        Assert.Equal([("110000", "64"), ("330000", "63"), ("710000", "128")], chart.Figures.Items.Select(i => (i.At!, i.Value!)));
        Assert.Equal((3, 0), (chart.Map!.Unmatched, chart.Map.Elsewhere));

        var words = await WordsAsync(node);
        Assert.Contains(words.NotesOf(chart), n => n.Contains("3 行", StringComparison.Ordinal));
        Assert.Contains("示意图，不代表行政区域界线。", words.NotesOf(chart));
        var table = ChartTable.Of(chart, words);
        Assert.Equal(34, table.Cells.Count);
        Assert.Equal(3, table.Cells.Count(row => row[2] is not null));
        Assert.All(new[] { "710000", "810000", "820000" }, code => Assert.Contains(table.Cells, row => row[1] == code));
    }

    [Fact]
    public async Task The_column_of_regions_is_found_and_a_mean_is_that_of_rows()
    {
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        await node.PublishAsync("t", "编号,areaCode,值\n1,330102,1\n2,330106,2\n3,330203,6\n");
        var chart = await ReadAsync(node, ("view.type", "map"), ("view.f", "avg"), ("view.y", "值"));
        Assert.Equal("areaCode", chart.Wish.Axis);
        Assert.Equal(3, double.Parse(Assert.Single(chart.Figures.Items).Value!, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("n,说明\n1,a\n2,b\n", "", "chart.no-regions")]
    [InlineData("区划,n\n330000,1\n", "330000-city", "chart.map-not-held")]
    public async Task What_cannot_be_mapped_is_refused(string csv, string area, string code)
    {
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        await node.PublishAsync("t", csv);
        Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => ReadAsync(node, ("view.type", "map"), ("view.area", area)))).Code);
    }

    [Fact]
    public async Task The_drawing_names_every_region_with_its_figure_and_its_classes_hold_real_numbers()
    {
        await using var node = await CatalogueNode.NewAsync(databases, Engine.Sqlite);
        await node.PublishAsync("t", Rows);
        var chart = await ReadAsync(node, ("view.type", "map"), ("view.x", "区划"), ("view.f", "sum"), ("view.y", "数量"));
        foreach (var width in new[] { PictureDrawing.Wide, PictureDrawing.Narrow })
        {
            var svg = XElement.Parse(ChartPicture.Draw(chart, await WordsAsync(node), Ink.OfFile, width, "t"));
            var titles = svg.Descendants().Where(e => e.Name.LocalName == "title").Select(e => e.Value).ToList();
            Assert.Contains("浙江省: 63", titles);
            Assert.Contains("香港特别行政区: 无数据", titles);
            Assert.Equal(34, titles.Count(t => t.Contains(": ", StringComparison.Ordinal)));
            var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").ToList();
            Assert.All(["63（1）", "64（1）", "128（1）", "无数据（31）", "内蒙古"], text => Assert.Contains(texts, t => t.Value == text));
            Assert.All(texts, t => Assert.InRange((double)t.Attribute("x")!, 0, width));
        }
    }

    [Theory]
    [InlineData("1 1 1 1 100", "0 0 0 0 1")]
    [InlineData("1 2 3 4 5 6 7 8 9 10", "0 0 1 1 2 2 3 3 4 4")]
    [InlineData("7 7 7", "0 0 0")]
    [InlineData("5 1 3", "2 0 1")]
    [InlineData("-2 0 0 0 0 9", "0 1 1 1 1 2")]
    public void Classes_hold_about_as_many_regions_and_never_part_equal_figures(string values, string classes) =>
        Assert.Equal(classes, string.Join(' ', MapClasses.Of([.. values.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))], MapPicture.ClassesMax)));

    [Fact]
    public void Without_figures_there_are_no_classes() => Assert.Empty(MapClasses.Of([], MapPicture.ClassesMax));

    private static Task<Chart> ReadAsync(CatalogueNode node, params (string Key, string Value)[] query) => node.AskAsync<ChartFinder, Chart>(charts =>
        charts.ReadAsync("t", new QueryCollection(query.ToDictionary(q => q.Key, q => new StringValues(q.Value), StringComparer.Ordinal)), Ct));

    private static Task<ChartWords> WordsAsync(CatalogueNode node)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
        return node.AskAsync<IStringLocalizer<CatalogueText>, ChartWords>(text => Task.FromResult(new ChartWords(text)));
    }
}
