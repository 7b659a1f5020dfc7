using System.Net;
using System.Xml.Linq;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Goal: a chart is its address: page, picture, figures and the frame of another site say the same, without script. Method: the
// real program.
public sealed class ChartTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private const string Wish = "?view.type=bar&view.x=name&view.f=sum&view.y=people";

    private HttpClient Anyone => shared.Node.Anyone;

    [Fact]
    public async Task A_page_a_picture_and_its_figures_come_from_one_address()
    {
        var cities = await CitiesAsync();
        var page = await ReadAsync($"/datasets/{cities}/chart{Wish}");
        Assert.Contains("class=\"picture-wide\"", page, StringComparison.Ordinal);
        Assert.Contains("21,893,095", page, StringComparison.Ordinal);

        var csv = await ReadAsync($"/api/v1/datasets/{cities}/chart.csv{Wish}");
        Assert.StartsWith("name,", csv, StringComparison.Ordinal);
        Assert.Contains(",21893095\r\n", csv, StringComparison.Ordinal);

        var svg = XElement.Parse(await ReadAsync($"/api/v1/datasets/{cities}/chart.svg{Wish}"));
        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Contains(svg.Descendants().Where(e => e.Name.LocalName == "title"), t => t.Value.Contains("21,893,095", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_map_a_frame_and_a_file_come_from_one_address_and_the_table_holds_every_region()
    {
        const string Map = "?view.type=map&view.x=name&view.f=sum&view.y=people";
        var cities = await CitiesAsync();
        foreach (var path in new[] { $"/datasets/{cities}/chart", $"/embed/datasets/{cities}/chart" })
        {
            var page = await ReadAsync(path + Map + "&lang=en");
            Assert.Contains("Schematic: it does not show boundaries.", page, StringComparison.Ordinal);
            Assert.Contains("1 row has no known region", page, StringComparison.Ordinal);
            Assert.Contains("Taiwan (TW)", page, StringComparison.Ordinal);
        }

        var csv = await ReadAsync($"/api/v1/datasets/{cities}/chart.csv{Map}");
        Assert.Equal(1 + 34, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("北京市,110000,21893095\r\n", csv, StringComparison.Ordinal);
        var svg = XElement.Parse(await ReadAsync($"/api/v1/datasets/{cities}/chart.svg{Map}"));
        Assert.Contains(svg.Descendants().Where(e => e.Name.LocalName == "title"), t => t.Value == "北京市: 21,893,095");
    }

    [Fact]
    public async Task Only_embedded_pages_may_be_framed_and_not_the_errors_in_their_place()
    {
        var cities = await CitiesAsync();
        Assert.EndsWith("frame-ancestors *", await PolicyAsync($"/embed/datasets/{cities}/chart{Wish}", HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors *", await PolicyAsync($"/embed/datasets/{cities}/table", HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", await PolicyAsync($"/datasets/{cities}/chart{Wish}", HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", await PolicyAsync("/embed/nothing", HttpStatusCode.NotFound), StringComparison.Ordinal);
        var frame = await ReadAsync($"/embed/datasets/{cities}/chart{Wish}&lang=en");
        Assert.DoesNotContain("<form", frame, StringComparison.Ordinal);
        Assert.Contains("target=\"_blank\"", frame, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", frame, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_to_copy_names_the_frame_its_size_and_language()
    {
        var page = WebUtility.HtmlDecode(WebUtility.HtmlDecode(await ReadAsync($"/datasets/{await CitiesAsync()}/chart{Wish}&view.width=480&view.height=99999&view.lang=en")));
        Assert.Contains($"<iframe src=\"{Anyone.BaseAddress!.GetLeftPart(UriPartial.Authority)}/embed/datasets/", page, StringComparison.Ordinal);
        Assert.Contains("width=\"480\" height=\"4000\" loading=\"lazy\"></iframe>", page, StringComparison.Ordinal);
        Assert.Contains("&lang=en\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?view.type=pie", "catalogue.query-not-readable")]
    [InlineData("?view.x=nothing", "catalogue.query-not-readable")]
    [InlineData("?view.type=histogram&view.x=name", "chart.column-not-fit")]
    [InlineData("?view.type=map&view.area=330000-city&view.x=name", "chart.map-not-held")]
    [InlineData("?view.type=map&view.x=founded", "chart.column-not-fit")]
    [InlineData("?nothing__gt=1", "query.unknown-column")]
    public async Task What_cannot_be_drawn_is_told_on_the_page_the_frame_and_to_programs(string query, string code)
    {
        var cities = await CitiesAsync();
        foreach (var path in new[] { $"/datasets/{cities}/chart", $"/embed/datasets/{cities}/chart" })
        {
            using var page = await Anyone.GetAsync(path + query);
            Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
            Assert.Contains("<h1", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var answer = await Anyone.GetAsync($"/api/v1/datasets/{cities}/chart.svg{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_is_pinned_to_a_version_or_follows_the_newest()
    {
        var cities = await CitiesAsync();
        Assert.Contains("固定为第 1 版", await ReadAsync($"/datasets/{cities}/chart{Wish}&version=1"), StringComparison.Ordinal);
        Assert.Contains("随数据更新", await ReadAsync($"/datasets/{cities}/chart{Wish}"), StringComparison.Ordinal);
        using var none = await Anyone.GetAsync($"/api/v1/datasets/{cities}/chart.svg{Wish}&version=99");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private async Task<string> PolicyAsync(string path, HttpStatusCode status)
    {
        using var answer = await Anyone.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        return string.Join(";", answer.Headers.GetValues("Content-Security-Policy"));
    }

    private async Task<string> CitiesAsync() =>
        (await shared.Node.GetAsync("/api/v1/datasets?q=%E5%9F%8E%E5%B8%82")).GetProperty("items")[0].GetProperty("slug").GetString()!;

    private Task<string> ReadAsync(string path) => Anyone.GetStringAsync(path);
}
