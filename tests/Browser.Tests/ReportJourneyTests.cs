using Gongxin.Kernel.Ledger.Seals;
using Microsoft.Playwright;

namespace Gongxin.Browser.Tests;

// Goal: a citizen finds a firm, has its report issued, keeps the file, and somebody else sees by number and code that it is genuine, and
// later that it is no longer current. Without script.
public sealed class ReportJourneyTests(BrowserNode node)
{
    private const int TriesMax = 100;

    [Theory]
    [InlineData("zh-Hans", "919901000000000197", "查验", "现已不再有效")]
    [InlineData("en", "919901000000000272", "Check", "no longer current")]
    public async Task A_report_is_issued_kept_and_verified(string language, string uscc, string button, string old)
    {
        await TakeAsync(uscc, "1");
        await using var desk = await node.OpenAsync(language: language, script: false);
        await desk.Page.GotoAsync("/credit/subjects/" + uscc);
        await desk.Page.ClickAsync("main a[href$='/report']");
        await desk.Page.ClickAsync("main form button[type=submit]");
        await desk.Page.WaitForURLAsync("**/credit/reports/*");
        var report = desk.Page.Url;
        Assert.Equal(10, await desk.Page.Locator("section[aria-labelledby^=part-]").CountAsync());
        Assert.Contains("测市监罚〔2026〕1号", await desk.Page.Locator("main").InnerTextAsync());
        Assert.Equal(1, await desk.Page.Locator(".qr-code").CountAsync());

        var verdict = SealedDocument.Verify(await FileAsync(desk, (await desk.Page.GetAttributeAsync("main a[href*='report.json']", "href"))!), []);
        Assert.True(verdict.IsGood);

        await using var look = await node.OpenAsync(language: language);
        await look.Page.GotoAsync(report);
        await Axe.AssertCleanAsync(look.Page);

        var parts = new Uri(report);
        await desk.Page.GotoAsync("/credit/verify");
        await desk.Page.FillAsync("[name=number]", parts.Segments[^1]);
        await desk.Page.FillAsync("main [name=code]", System.Web.HttpUtility.ParseQueryString(parts.Query)["code"]!.ToLowerInvariant());
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        Assert.Equal(1, await desk.Page.Locator(".notice-good").CountAsync());

        await TakeAsync(uscc, "2");
        await desk.Page.ReloadAsync();
        Assert.Contains(old, await desk.Page.Locator(".notice-warn").InnerTextAsync());
        await desk.Page.GotoAsync(report);
        Assert.DoesNotContain("测市监罚", await desk.Page.Locator("main").InnerTextAsync());
    }

    // The moment until the ledger has numbered it.
    internal static async Task<byte[]> FileAsync(OpenPage desk, string address)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var answer = await desk.Page.APIRequest.GetAsync(address);
            if (answer.Status == 200)
            {
                return await answer.BodyAsync();
            }

            Assert.Equal(202, answer.Status);
            await Task.Delay(100);
        }

        throw new TimeoutException("The report was not numbered.");
    }

    private async Task TakeAsync(string uscc, string number)
    {
        var file = node.Node.Folder.Write(
            $"report-{uscc}-{number}.csv",
            "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM\n"
            + $"测试市{uscc[^3..]}示例有限公司,法人及非法人组织,{uscc},测市监罚〔2026〕{number}号,未按规定公示,经查属实,《示例法》第一条,罚款,罚款五千元,0.5,2026-10-08,2099-12-31,测试市市场监督管理局,{uscc},测试市市场监督管理局,{uscc}\n");
        var taken = await node.Node.Folder.RunAsync("records", "take", file, "--kind", "penalty", "--source", "test");
        Assert.True(taken.ExitCode == 0, taken.Output + taken.Errors);
    }
}
