using Gongxin.Running;

namespace Gongxin.Browser.Tests;

// Goal: the whole story in the browser, without script: a form is filled in, its findings explained, handed in, returned, corrected,
// approved and published, and the figure stands in the public dataset with its receipt.
public sealed class ReportingJourneyTests(BrowserNode node)
{
    [Fact]
    public async Task A_month_is_handed_in_returned_corrected_approved_and_published()
    {
        var organisation = await ReportingSteps.AdmitAsync(node.Node, ReportingSteps.OtherUscc, "测试蚕桑协会");
        using var runner = await node.Node.WithKeyAsync("collection.read-submissions", "collection.run-tasks");
        using var clerk = await node.Node.WithKeyAsync("collection.read-submissions", "collection.report");
        using var reviewer = await node.Node.WithKeyAsync("collection.read-submissions", "collection.forward", "collection.review");
        var (task, id) = await ReportingSteps.StartAsync(runner, clerk, "蚕桑业月报", organisation, needsForwarding: false);

        await using var desk = await node.OpenAsync(script: false);
        await desk.SignInAsync(clerk.DefaultRequestHeaders.Authorization!.Parameter!);
        await desk.Page.GotoAsync("/collection/due");
        await desk.Page.ClickAsync($"a[href='/collection/submissions/{id}']");
        await FillAsync(desk, "100", "301");
        await ClickAsync(desk, "hand-in");
        Assert.Contains("本月累计", await desk.Page.Locator(".error-summary").InnerTextAsync());
        Assert.Equal("100", await desk.Page.InputValueAsync("[name='v.0.0.0']"));

        await FillAsync(desk, "100", "300");
        await desk.Page.FillAsync("[name='v.1.7.0']", "130");
        await ClickAsync(desk, "hand-in");
        await desk.Page.FillAsync("[name^='e.']", "赶工");
        await ClickAsync(desk, "save");
        Assert.Equal("赶工", await desk.Page.InputValueAsync("[name^='e.']"));
        await ClickAsync(desk, "hand-in");
        Assert.Contains("BS", await desk.Page.Locator(".notice-good").First.InnerTextAsync());

        await using var review = await node.OpenAsync();
        await review.SignInAsync(reviewer.DefaultRequestHeaders.Authorization!.Parameter!);
        await review.Page.GotoAsync("/collection/reviews");
        await review.Page.ClickAsync($"a[href='/collection/submissions/{id}']");
        await Axe.AssertCleanAsync(review.Page);
        await review.Page.FillAsync("[name=comment]", "请核对产值");
        await ClickAsync(review, "return");

        await desk.Page.ReloadAsync();
        Assert.Contains("请核对产值", await desk.Page.Locator("main").InnerTextAsync());
        await FillAsync(desk, "101", "301");
        await ClickAsync(desk, "hand-in");
        await review.Page.ReloadAsync();
        await ClickAsync(review, "approve");

        await using var office = await node.OpenAsync(script: false);
        await office.SignInAsync(runner.DefaultRequestHeaders.Authorization!.Parameter!);
        await office.Page.GotoAsync($"/collection/tasks/{task}");
        await office.Page.ClickAsync("#periods ~ .table-frame button[type=submit]");
        await office.Page.WaitForSelectorAsync("#periods ~ .table-frame a[href^='/datasets/']");
        var dataset = await office.Page.Locator("#periods ~ .table-frame a[href^='/datasets/']").First.GetAttributeAsync("href");
        await using var anyone = await node.OpenAsync(script: false);
        await anyone.Page.GotoAsync(dataset!);
        var shown = await anyone.Page.Locator("main").InnerTextAsync();
        Assert.Contains("测试蚕桑协会", shown);
        Assert.Contains("101", shown);
    }

    private static async Task FillAsync(OpenPage desk, string month, string total)
    {
        await desk.Page.FillAsync("[name='v.0.0.0']", month);
        await desk.Page.FillAsync("[name='v.0.0.1']", "200");
        await desk.Page.FillAsync("[name='v.0.0.2']", total);
    }

    private static async Task ClickAsync(OpenPage desk, string act)
    {
        await desk.Page.ClickAsync($"button[name=do][value={act}]");
        await desk.Page.WaitForLoadStateAsync();
    }
}
