using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Running;
using Microsoft.Playwright;

namespace Gongxin.Browser.Tests;

// From a draft to the public page, by a department and two reviewers, without script.
public sealed class ResourceJourneyTests(BrowserNode node)
{
    [Fact]
    public async Task A_resource_is_made_corrected_reviewed_twice_and_published()
    {
        using var compiler = await node.Node.WithKeyAsync(ResourceSteps.Compile);
        using var registrar = await node.Node.WithKeyAsync(ResourceSteps.ReviewRegistration);
        using var publisher = await node.Node.WithKeyAsync(ResourceSteps.ReviewPublication);
        await using var desk = await node.OpenAsync(script: false);
        await desk.SignInAsync(KeyOf(compiler));

        // Handed in too early: every finding stands at its field, and what was typed stays.
        await desk.Page.GotoAsync("/resources/mine/new");
        await desk.Page.FillAsync("[name=name]", "公园名录");
        await desk.Page.CheckAsync("[name=unclassified]");
        await desk.Page.ClickAsync("button[value=submit]");
        Assert.True(await desk.Page.Locator(".error-summary li").CountAsync() > 8);
        Assert.Equal("公园名录", await desk.Page.InputValueAsync("[name=name]"));
        Assert.True(await desk.Page.Locator("#classCode-error").IsVisibleAsync());

        await FillAsync(desk.Page);
        await desk.Page.ClickAsync("button[value=submit]");
        Assert.Contains("待注册审核", await desk.Page.Locator(".page-head").InnerTextAsync());
        var address = desk.Page.Url.Split('?')[0];

        await DecideAsync(KeyOf(registrar), "公园名录", "return", "请写明面积单位");
        await desk.Page.GotoAsync(address);
        Assert.Contains("请写明面积单位", await desk.Page.Locator("main").InnerTextAsync());
        await desk.Page.Locator("fieldset.item-fields").Nth(1).Locator("summary").ClickAsync();
        await desk.Page.FillAsync("[name='items[1].description']", "平方米");
        await desk.Page.ClickAsync("button[value=submit]");
        await DecideAsync(KeyOf(registrar), "公园名录", "accept", null);

        await desk.Page.GotoAsync(address);
        await desk.Page.ClickAsync("button[value=submit]");
        Assert.Contains("待发布审核", await desk.Page.Locator(".page-head").InnerTextAsync());
        await DecideAsync(KeyOf(publisher), "公园名录", "accept", null, secrecy: true);

        await using var reader = await node.OpenAsync(script: false);
        await reader.Page.GotoAsync("/resources?q=gyml");
        await reader.Page.ClickAsync("main .results a");
        Assert.Equal("公园名录", await reader.Page.Locator("h1").InnerTextAsync());
        Assert.Contains("平方米", await reader.Page.Locator("main").InnerTextAsync());
        Assert.Empty(reader.Faults);
    }

    [Fact]
    public async Task The_pages_of_a_dataset_and_its_resource_lead_to_each_other()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/datasets/figures");
        await open.Page.ClickAsync("#resource a[href='/resources/201001/1']");
        await open.Page.ClickAsync("main a[href='/datasets/figures']");
        await open.Page.WaitForURLAsync("**/datasets/figures");
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public async Task Pages_of_one_resource_at_work_are_accessible(string language)
    {
        using var compiler = await node.Node.WithKeyAsync(ResourceSteps.Compile);
        using var registrar = await node.Node.WithKeyAsync(ResourceSteps.ReviewRegistration);
        var draft = await CreateAsync(compiler, new { name = $"只有名称 {language}", shareType = "3" });
        var inReview = await CreateAsync(compiler, ResourceSteps.Sample($"等待审核 {language}"));
        await ResourceSteps.ReadAsync(await compiler.PostAsync($"/api/v1/resources/{inReview}/submit", null));
        using var table = new MultipartFormDataContent { { new StringContent("信息资源名称,共享类型\n甲,随便\n"), "file", "table.csv" } };
        var import = (await ResourceSteps.ReadAsync(await compiler.PostAsync("/api/v1/resources/imports", table))).GetProperty("import").GetString();
        for (var tries = 0; tries < 300 && (await compiler.GetFromJsonAsync<JsonElement>($"/api/v1/resources/imports/{import}")).GetProperty("state").GetString() == "Received"; tries++)
        {
            await Task.Delay(100);
        }

        await AssertAccessibleAsync(KeyOf(compiler), language, $"/resources/mine/{draft}?check=1", $"/resources/mine/{inReview}", $"/resources/imports/{import}");
        await AssertAccessibleAsync(KeyOf(registrar), language, "/resources/reviews", $"/resources/reviews/{inReview}");
    }

    private async Task AssertAccessibleAsync(string key, string language, params string[] paths)
    {
        await using var open = await node.OpenAsync(width: 360, language: language);
        await open.SignInAsync(key);
        foreach (var path in paths)
        {
            await open.Page.GotoAsync(path);
            Assert.Equal(1, await open.Page.Locator("h1").CountAsync());
            Assert.Empty(open.Faults);
            var over = await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(over <= 0, $"{path} is {over} px wider than the window.");
            await Axe.AssertCleanAsync(open.Page);

            // axe puts style into the page, of which the browser tells before it leaves it.
            await open.Page.GotoAsync("about:blank");
            open.Faults.Clear();
        }
    }

    private static async Task<string> CreateAsync(HttpClient client, object content) =>
        (await ResourceSteps.ReadAsync(await client.PostAsJsonAsync("/api/v1/resources", new { content }))).GetProperty("resource").GetProperty("id").GetString()!;

    private static async Task FillAsync(IPage page)
    {
        await page.FillAsync("[name=providerName]", "示例市园林局");
        await page.FillAsync("[name=providerCode]", "11100000000010006W");
        await page.FillAsync("[name=summary]", "全市公园的名称和面积。");
        await page.FillAsync("[name=classCode]", "201002");
        await page.FillAsync("[name=subject]", "公园");
        await page.SelectOptionAsync("[name=formatClass]", "2");
        await page.FillAsync("[name=formatType]", "xlsx");
        await page.SelectOptionAsync("[name=updateCycle]", "7");
        await page.SelectOptionAsync("[name=shareType]", "1");
        await page.SelectOptionAsync("[name=shareMethod]", "2");
        await page.SelectOptionAsync("[name=openType]", "1");
        await page.SelectOptionAsync("[name=domain]", "05");
        await page.SelectOptionAsync("[name=dataLevel]", "1");
        await page.FillAsync("[name='items[0].name']", "公园名称");
        await page.SelectOptionAsync("[name='items[0].dataType']", "1");
        await page.FillAsync("[name='items[1].name']", "面积");
        await page.SelectOptionAsync("[name='items[1].dataType']", "2");
    }

    private async Task DecideAsync(string key, string name, string decision, string? reason, bool secrecy = false)
    {
        await using var open = await node.OpenAsync(script: false);
        await open.SignInAsync(key);
        await open.Page.GotoAsync("/resources/reviews");
        await open.Page.ClickAsync($"main a:has-text('{name}')");
        if (reason is not null)
        {
            await open.Page.FillAsync("[name=reason]", reason);
        }

        if (secrecy)
        {
            await open.Page.CheckAsync("[name=secrecyReviewed]");
        }

        await open.Page.ClickAsync($"button[value={decision}]");
        await open.Page.WaitForURLAsync($"**/resources/reviews?done={decision}");
        Assert.Empty(open.Faults);
    }

    private static string KeyOf(HttpClient client) => client.DefaultRequestHeaders.Authorization!.Parameter!;
}
