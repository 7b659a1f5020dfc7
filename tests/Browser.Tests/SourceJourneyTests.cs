using Gongxin.Running;

namespace Gongxin.Browser.Tests;

// Goal: a clerk says without script where the figures of the organisation are pulled from, tries it, looks at what came, and takes it into
// the draft. The source is this node itself, which gives a table.
public sealed class SourceJourneyTests(BrowserNode node)
{
    private const string Uscc = "51990100MJ0000501H";

    [Fact]
    public async Task A_source_is_set_tried_and_taken_into_the_draft()
    {
        const string Csv = "sheet,row,list_row,column,value\n主要经济指标,工业总产值,,本月,4711\n主要经济指标,工业总产值,,上月累计,200\n主要经济指标,工业总产值,,本月累计,4911\n";
        await node.Node.Folder.LoadAsync(node.Node.Folder.Write("journey-figures.csv", Csv), "journey-figures", title: "取数旅程");
        var organisation = await ReportingSteps.AdmitAsync(node.Node, Uscc, "测试造纸协会");
        using var runner = await node.Node.WithKeyAsync("collection.read-submissions", "collection.run-tasks");
        using var clerk = await node.Node.WithKeyAsync("collection.read-submissions", "collection.report", "collection.read-workbooks");
        var (task, submission) = await ReportingSteps.StartAsync(runner, clerk, "造纸业月报", organisation, needsForwarding: false);

        await using var desk = await node.OpenAsync(script: false);
        await desk.SignInAsync(clerk.DefaultRequestHeaders.Authorization!.Parameter!);
        await desk.Page.GotoAsync($"/collection/submissions/{submission}");
        await desk.Page.ClickAsync("summary");
        await desk.Page.ClickAsync($"a[href='/collection/sources/{task}/{organisation}']");

        // Refused, what was typed stays.
        await desk.Page.FillAsync("[name=address]", "ftp://example.org/x");
        await desk.Page.FillAsync("[name=daysBefore]", "5");
        await desk.Page.ClickAsync("form:has([name=address]) button.primary");
        Assert.Equal(1, await desk.Page.Locator(".error-summary").CountAsync());
        Assert.Equal(("ftp://example.org/x", "5"), (await desk.Page.InputValueAsync("[name=address]"), await desk.Page.InputValueAsync("[name=daysBefore]")));
        await desk.Page.FillAsync("[name=address]", $"{node.Node.Anyone.BaseAddress}api/v1/datasets/journey-figures/versions/latest/download.csv");
        await desk.Page.ClickAsync("form:has([name=address]) button.primary");
        await desk.Page.WaitForURLAsync("**?saved=1");

        await desk.Page.ClickAsync("form:has(input[value=try]) button");
        await desk.Page.WaitForURLAsync("**?pull=*");
        var came = await desk.Page.Locator("section[aria-labelledby=pull]").InnerTextAsync();
        Assert.All(new[] { "4711", "download.csv#2" }, part => Assert.Contains(part, came));
        await desk.Page.ClickAsync("form:has([name=pull]) button");
        await desk.Page.WaitForURLAsync("**/collection/submissions/*");
        Assert.Equal("4711", await desk.Page.InputValueAsync("[name='v.0.0.0']"));
    }
}
