using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Workbooks;
using Gongxin.Running;

namespace Gongxin.Browser.Tests;

// Goal: the whole story in the browser, without script: a form is filled in, its findings explained, handed in, returned, corrected by a
// workbook, approved and published, and the figure on the organisation's page leads back to the cell that it came from.
public sealed class ReportingJourneyTests(BrowserNode node)
{
    [Fact]
    public async Task A_month_is_handed_in_returned_corrected_approved_and_published()
    {
        var organisation = await ReportingSteps.AdmitAsync(node.Node, ReportingSteps.OtherUscc, "测试蚕桑协会");
        using var runner = await node.Node.WithKeyAsync("collection.read-submissions", "collection.run-tasks");
        using var clerk = await node.Node.WithKeyAsync("collection.read-submissions", "collection.report", "collection.read-workbooks");
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
        var digest = await CorrectAsync(desk, id);
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
        await TraceAsync(anyone, desk, organisation, digest);
    }

    // The workbook is mapped and taken into the form; one figure more is entered there. The digest of the file.
    private static async Task<string> CorrectAsync(OpenPage desk, Guid id)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("gongxin-journey-").FullName, "月报.xlsx");
        try
        {
            WriteWorkbook(file);
            await desk.Page.GotoAsync("/collection/workbooks");
            await desk.Page.SelectOptionAsync("[name=template]", "industry-monthly");
            await desk.Page.SetInputFilesAsync("[name=file]", file);
            await desk.Page.ClickAsync("main form[enctype] button[type=submit]");
            await desk.Page.WaitForURLAsync("**/collection/workbooks/*");
            await desk.Page.ClickAsync("main form button[type=submit]");
            await desk.Page.WaitForLoadStateAsync();

            await desk.Page.GotoAsync($"/collection/submissions/{id}");
            await desk.Page.ClickAsync("summary");
            await desk.Page.SelectOptionAsync("[name=workbook]", new Microsoft.Playwright.SelectOptionValue { Index = 0 });
            await desk.Page.ClickAsync("form:has([name=workbook]) button[type=submit]");
            await desk.Page.WaitForURLAsync("**?saved=1");
            Assert.Equal("101", await desk.Page.InputValueAsync("[name='v.0.0.0']"));
            await desk.Page.FillAsync("[name='v.1.7.0']", "95");
            await ClickAsync(desk, "hand-in");
            Assert.Contains("BS", await desk.Page.Locator(".notice-good").First.InnerTextAsync());
            return Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static void WriteWorkbook(string file)
    {
        using var stream = File.Create(file);
        using var writer = new XlsxWriter(stream);
        writer.BeginSheet("月报", [.. new[] { "指标（万元）", "本月", "上月累计", "本月累计" }.Select((name, i) => new ColumnSchema { Name = name, Type = i == 0 ? ColumnType.Text : ColumnType.Integer })]);
        writer.BeginRow();
        writer.WriteText(Encoding.UTF8.GetBytes("工业总产值"));
        foreach (var figure in new[] { 101, 200, 301 })
        {
            writer.WriteInteger(figure);
        }

        writer.EndRow();
        writer.Complete();
    }

    // From the organisation's page by its links: sheet, address and digest of the workbook for what was read, form and receipt for what was
    // entered; and for whoever handed the workbook in, the cell itself.
    private static async Task TraceAsync(OpenPage anyone, OpenPage desk, Guid organisation, string digest)
    {
        foreach (var reader in new[] { anyone, desk })
        {
            await reader.Page.GotoAsync($"/collection/organisations/{organisation}");
            await reader.Page.ClickAsync("main td a[href*='/figures/']");
            await reader.Page.WaitForURLAsync("**/figures/*");
            var read = await reader.Page.Locator("main tr", new() { HasText = "· 本月" }).First.InnerTextAsync();
            Assert.All(new[] { "工业总产值", "101", "月报.xlsx#月报!B2" }, part => Assert.Contains(part, read));
            Assert.Contains(digest, await reader.Page.Locator("main dl").InnerTextAsync());
            var entered = await reader.Page.Locator("main tr", new() { HasText = "产能利用率" }).InnerTextAsync();
            Assert.All(new[] { "95", "BS" }, part => Assert.Contains(part, entered));
            Assert.DoesNotContain("月报.xlsx", entered);
        }

        Assert.Equal(0, await anyone.Page.Locator("main td a[href^='/collection/workbooks/']").CountAsync());
        await desk.Page.ClickAsync("main tr:has-text('101') td a[href^='/collection/workbooks/']");
        await desk.Page.WaitForURLAsync("**/collection/workbooks/*");
        var fragment = new Uri(desk.Page.Url).Fragment[1..];
        Assert.Contains("101", await desk.Page.Locator($"[id=\"{fragment}\"]").InnerTextAsync());
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
