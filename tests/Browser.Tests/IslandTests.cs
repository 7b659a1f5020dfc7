using Microsoft.Playwright;

namespace Gongxin.Browser.Tests;

// Goal: what script adds to a dataset's page works, can be linked to, and leaves the page whole where script is absent.
public sealed class IslandTests(BrowserNode node)
{
    [Fact]
    public async Task Rows_are_filtered_sorted_and_paged_without_leaving_the_page()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/datasets/figures");
        await open.Page.EvaluateAsync("() => { window.stayed = true; }");
        var rows = open.Page.Locator("gx-rows");

        await rows.GetByLabel("按地区筛选").FillAsync("华东");
        await Assertions.Expect(rows.GetByRole(AriaRole.Status)).ToHaveTextAsync("共 40 行");

        await rows.GetByLabel("按年份筛选").FillAsync("2010 .. 2012");
        await Assertions.Expect(rows.GetByRole(AriaRole.Status)).ToHaveTextAsync("共 5 行");

        await rows.GetByLabel("按年份筛选").FillAsync("");
        await Assertions.Expect(rows.GetByRole(AriaRole.Status)).ToHaveTextAsync("共 40 行");
        await rows.Locator("thead a").First.ClickAsync();
        await rows.Locator("thead a").First.ClickAsync();
        await Assertions.Expect(rows.Locator("tbody tr").First).ToContainTextAsync("120");
        await Assertions.Expect(rows.Locator("thead th").First).ToHaveAttributeAsync("aria-sort", "descending");

        await rows.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "下一页" }).ClickAsync();
        await Assertions.Expect(rows.Locator("tbody tr").First).ToContainTextAsync("60");
        Assert.True(await open.Page.EvaluateAsync<bool>("() => window.stayed"));

        // What is shown can be linked to.
        await open.Page.ReloadAsync();
        await Assertions.Expect(rows.Locator("tbody tr").First).ToContainTextAsync("60");
        await Assertions.Expect(rows.GetByLabel("按地区筛选")).ToHaveValueAsync("华东");
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_is_told_beside_the_table_and_the_rows_stay()
    {
        await using var open = await node.OpenAsync(language: "en");
        await open.Page.GotoAsync("/datasets/figures");
        var rows = open.Page.Locator("gx-rows");
        var first = await rows.Locator("tbody tr").First.InnerTextAsync();
        await rows.GetByLabel("Filter by 产量").FillAsync("> many");
        await Assertions.Expect(rows.Locator(".gx-error")).ToContainTextAsync("many");
        await Assertions.Expect(rows.GetByLabel("Filter by 产量")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(first, await rows.Locator("tbody tr").First.InnerTextAsync());
    }

    [Fact]
    public async Task A_chart_of_a_table_follows_every_choice()
    {
        await using var open = await node.OpenAsync(language: "en");
        await open.Page.GotoAsync("/statistics?from=2026-01-01&to=2026-01-07");
        var chart = open.Page.Locator("gx-chart");
        await chart.ScrollIntoViewIfNeededAsync();
        foreach (var (figure, title) in new[] { ("downloads", "Downloads"), ("apiCalls", "API calls") })
        {
            await chart.Locator("select[name=y]").SelectOptionAsync(figure);
            await Assertions.Expect(chart.Locator(".gx-chart-numbers caption")).ToContainTextAsync(title);
            await Assertions.Expect(chart.Locator(".gx-chart-numbers tbody tr")).ToHaveCountAsync(7);
            await Assertions.Expect(chart.Locator(".gx-chart-numbers tbody td.figure").First).ToHaveTextAsync("0");
        }

        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task A_chart_is_drawn_from_the_API_and_tells_its_figures()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/datasets/figures");
        var chart = open.Page.Locator("gx-chart");
        await chart.ScrollIntoViewIfNeededAsync();
        await chart.Locator("select[name=x]").SelectOptionAsync("地区");
        await chart.Locator("select[name=measure]").SelectOptionAsync("count");
        await Assertions.Expect(chart.GetByRole(AriaRole.Status)).ToHaveTextAsync("图中 2 个点");
        await chart.Locator("summary").ClickAsync();
        Assert.Equal("华北\t80\n华东\t40", (await chart.Locator(".gx-chart-numbers tbody").InnerTextAsync()).Replace("\r", "", StringComparison.Ordinal).Trim());
        await Assertions.Expect(chart.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("地区"));
        Assert.True(await InkAsync(chart) > 500, "The canvas is empty.");
        Assert.Contains("#chart=line&x=", open.Page.Url);
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task A_chart_split_in_series_gives_each_a_dash_and_a_mark_of_its_own()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/datasets/figures#chart=line&x=年份&measure=avg&y=产量&series=地区");
        var chart = open.Page.Locator("gx-chart");
        await chart.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(chart.GetByRole(AriaRole.Status)).ToContainTextAsync("个点");
        await Assertions.Expect(chart.Locator("select[name=series]")).ToHaveValueAsync("地区");
        var series = await open.Page.EvaluateAsync<string[]>("""
            () => echarts.getInstanceByDom(document.querySelector('.gx-chart-canvas')).getOption().series.map(s => s.name + ' ' + s.lineStyle.type + ' ' + s.symbol)
            """);
        Assert.Equal(2, series.Length);
        Assert.Contains(series, s => s.EndsWith("solid circle", StringComparison.Ordinal));
        Assert.Contains(series, s => s.EndsWith("dashed rect", StringComparison.Ordinal));
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task Without_script_links_and_forms_do_the_same()
    {
        await using var open = await node.OpenAsync(script: false);
        await open.Page.GotoAsync("/datasets/figures");
        await open.Page.Locator("gx-rows thead a").First.ClickAsync();
        await open.Page.WaitForURLAsync("**sort=*");
        await open.Page.Locator("gx-rows .pager a[rel=next]").ClickAsync();
        await open.Page.WaitForURLAsync("**cursor=*");
        Assert.Contains("21", await open.Page.Locator("gx-rows tbody tr").First.InnerTextAsync());
        Assert.Equal(0, await open.Page.Locator("gx-copy button").CountAsync());
    }

    // Number of pixels of the canvas that are not clear.
    private static Task<int> InkAsync(ILocator chart) => chart.Locator("canvas").EvaluateAsync<int>("""
        canvas => {
          const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let ink = 0;
          for (let i = 3; i < data.length; i += 4) ink += data[i] > 0 ? 1 : 0;
          return ink;
        }
        """);
}
