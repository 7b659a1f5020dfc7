using Gongxin.Running;

namespace Gongxin.Browser.Tests;

// Goal: a clerk hands in the workbook of the office, says once what is what, and the next month's is read by itself, without
// script.
public sealed class WorkbookJourneyTests(BrowserNode node)
{
    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public async Task A_workbook_is_mapped_once_and_the_next_is_read(string language)
    {
        await using var desk = await node.OpenAsync(language: language, script: false);
        using var clerk = await node.Node.WithKeyAsync("collection.read-workbooks");
        await desk.SignInAsync(clerk.DefaultRequestHeaders.Authorization!.Parameter!);
        await HandInAsync(desk, "2026年3月,单位：万元\n指标,本期,同期数\n工业总产值,120,100\n主营业务收入,90,80\n");
        Assert.Equal(1, await desk.Page.Locator(".notice").CountAsync());

        // 主营业务收入 is not called so in the form: a person says what it is.
        await desk.Page.Locator("fieldset tr", new() { HasText = "主营业务收入" }).Locator("select").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Value = Cells("主要经济指标", "营业收入", "") });
        await desk.Page.ClickAsync("main form button[type=submit]");
        Assert.Contains("B4", await desk.Page.Locator("#values ~ .table-frame").InnerTextAsync());

        // axe is a script.
        await using var look = await node.OpenAsync(language: language, signedIn: true);
        await look.Page.GotoAsync(desk.Page.Url);
        await Axe.AssertCleanAsync(look.Page);

        await HandInAsync(desk, "2026年4月,单位：万元\n指标,本期,同期数\n工业总产值,130,100\n主营业务收入,95,80\n");
        Assert.Equal(0, await desk.Page.Locator(".notice").CountAsync());
        var values = await desk.Page.Locator("#values ~ .table-frame").InnerTextAsync();
        Assert.Contains("130", values);
        Assert.Contains("95", values);
        Assert.DoesNotContain("80", values);
    }

    private static string Cells(string sheet, string row, string column) => string.Join('\u001F', "cells", sheet, row, column);

    private static async Task HandInAsync(OpenPage desk, string csv)
    {
        var file = Path.Combine(Path.GetTempPath(), $"gongxin-{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(file, csv);
        try
        {
            await desk.Page.GotoAsync("/collection/workbooks");
            await desk.Page.SelectOptionAsync("[name=template]", "industry-monthly");
            await desk.Page.SetInputFilesAsync("[name=file]", file);
            await desk.Page.ClickAsync("main form[enctype] button[type=submit]");
            await desk.Page.WaitForURLAsync("**/collection/workbooks/*");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
