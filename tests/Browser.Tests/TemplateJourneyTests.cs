using Gongxin.Running;

namespace Gongxin.Browser.Tests;

// Goal: a form is made, tried and put into force in the browser without script, and a task asks for it.
public sealed class TemplateJourneyTests(BrowserNode node)
{
    [Fact]
    public async Task A_form_is_made_tried_put_into_force_and_asked_for()
    {
        using var runner = await node.Node.WithKeyAsync("collection.read-submissions", "collection.run-tasks");
        await using var desk = await node.OpenAsync(script: false);
        await desk.SignInAsync(runner.DefaultRequestHeaders.Authorization!.Parameter!);
        await desk.Page.GotoAsync("/collection/templates/drafts");
        await desk.Page.FillAsync("[name=title]", "养蜂业月报");
        await desk.Page.FillAsync("[name=code]", "bees-journey");
        await ClickAsync(desk, "main form.form button[type=submit]");
        var draft = new Uri(desk.Page.Url).AbsolutePath;
        Assert.Equal(0, await desk.Page.Locator("[name=version] ~ button:has-text('发布')").CountAsync());

        await ClickAsync(desk, $"a[href='{draft}/sheets/1']");
        await desk.Page.FillAsync("[name=name]", "蜂业");
        await desk.Page.FillAsync("[name='c.0.name']", "本月");
        await desk.Page.FillAsync("[name='c.0.unit']", "吨");
        await desk.Page.FillAsync("[name='r.0.name']", "蜂蜜产量");
        await desk.Page.FillAsync("[name='r.1.name']", "蜂王浆产量");
        await ClickAsync(desk, "button[name=do][value=save]");

        // What is wrong is said with its place, and nothing can be put into force.
        await WriteCheckAsync(desk, "蜂王浆产量 <= 蜂胶产量");
        Assert.Contains("B01", await desk.Page.Locator(".notice-warn").InnerTextAsync());
        Assert.Equal(0, await desk.Page.Locator("form:has([name=_handler][value=publish])").CountAsync());
        await WriteCheckAsync(desk, "蜂王浆产量 <= 蜂蜜产量");
        Assert.Equal(0, await desk.Page.Locator(".notice-warn").CountAsync());

        await desk.Page.GotoAsync(draft + "/preview");
        await desk.Page.FillAsync("[name='v.0.0.0']", "1");
        await desk.Page.FillAsync("[name='v.0.1.0']", "2");
        await ClickAsync(desk, "main form button[type=submit]");
        Assert.Contains("B01", await desk.Page.Locator("main").InnerTextAsync());

        await desk.Page.GotoAsync(draft);
        await ClickAsync(desk, "form:has([name=_handler][value=publish]) button[type=submit]");
        await desk.Page.GotoAsync("/collection/templates");
        Assert.Contains("养蜂业月报", await desk.Page.Locator("main").InnerTextAsync());
        await desk.Page.GotoAsync("/collection/tasks");
        await desk.Page.SelectOptionAsync("[name=template]", "bees-journey");
        await desk.Page.FillAsync("[name=title]", "养蜂业月报任务");
        await desk.Page.FillAsync("[name=first]", ReportingSteps.LastMonth.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await ClickAsync(desk, "main form.form button[type=submit]");
        Assert.Contains("bees-journey 1", await desk.Page.Locator("main").InnerTextAsync());
    }

    private static async Task WriteCheckAsync(OpenPage desk, string expression)
    {
        await desk.Page.FillAsync("[name='k.0.code']", "B01");
        await desk.Page.FillAsync("[name='k.0.expression']", expression);
        await ClickAsync(desk, "form:has([name=_handler][value=checks]) button[type=submit]");
    }

    private static async Task ClickAsync(OpenPage desk, string what)
    {
        await desk.Page.ClickAsync(what);
        await desk.Page.WaitForLoadStateAsync();
    }
}
