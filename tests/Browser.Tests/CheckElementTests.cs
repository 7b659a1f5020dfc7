using System.Net;
using Gongxin.Fixtures;
using Gongxin.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Gongxin.Browser.Tests;

// Goal: an officer checks a firm inside a page, by keyboard and with a screen reader, and has the number by which the answer is proved; on a
// page of another site only where the operator lets its origin in. Method: the page that documents the element, and pages of a second
// server, in a browser.
public sealed class CheckElementTests(BrowserNode browsers)
{
    private const string Firm = "919901000000471165";
    private const string Name = "测试市青禾示例有限公司";

    [Theory]
    [InlineData("zh-Hans", "有信息", "尚未登录", "证明编号")]
    [InlineData("en", "On record", "Not signed in", "Number for the proof")]
    public async Task An_officer_checks_by_keyboard_and_downloads_the_proof(string language, string hit, string refused, string number)
    {
        await TakeAsync(browsers.Node.Folder);
        await using var officer = await browsers.OpenAsync(language: language, signedIn: true);
        await officer.Page.GotoAsync("/credit/check/element");
        var element = officer.Page.Locator("gx-credit-check");
        await element.Locator("[name=case]").FocusAsync();
        await officer.Page.Keyboard.PressAsync("Tab");
        await officer.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(element.Locator("[name=subject]")).ToBeFocusedAsync();
        await Assertions.Expect(element.Locator("[name=subject]")).ToHaveAttributeAsync("aria-invalid", "true");
        await officer.Page.Keyboard.TypeAsync(Firm);
        await officer.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(element.GetByRole(AriaRole.Status)).ToHaveTextAsync($"{Firm}: {hit}");
        var result = element.GetByRole(AriaRole.Group, new() { Name = hit });
        await Assertions.Expect(result).ToContainTextAsync(Name);
        await Assertions.Expect(result).ToContainTextAsync("测市监罚〔2026〕47");
        await Assertions.Expect(result).ToContainTextAsync(number);
        var proof = result.Locator("a[download]");
        var file = await officer.Page.APIRequest.GetAsync((await proof.GetAttributeAsync("href"))!);
        Assert.True(file.Status is 200 or 202, $"{file.Status}");
        Assert.Empty(officer.Faults);
        await Axe.AssertCleanAsync(officer.Page);

        // Nobody in particular is told that there is no answer, and the answer of before is gone.
        await using var anyone = await browsers.OpenAsync(language: language);
        await anyone.Page.GotoAsync("/credit/check/element");
        await anyone.Page.Locator("gx-credit-check [name=subject]").FillAsync(Firm);
        await anyone.Page.Locator("gx-credit-check button").ClickAsync();
        var said = await SaidAsync(anyone, refused);
        Assert.DoesNotContain(hit, said);
        await Axe.AssertCleanAsync(anyone.Page);
    }

    [Fact]
    public async Task A_page_of_another_site_checks_only_where_the_operator_lets_its_origin_in()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await TakeAsync(folder);
        var page = "";
        await using var invited = await OtherSiteAsync(() => page);
        await using var other = await OtherSiteAsync(() => page);
        await using var node = await RunningNode.StartAsync(folder, new Dictionary<string, string> { ["Gongxin__CheckOrigins"] = $"https://hall.example {invited.Urls.Single()}" });
        using var key = await node.WithKeyAsync("credit.check");
        page = $"""
            <!doctype html><html lang="en"><title>Service hall</title><main><h1>Case</h1>
            <script>addEventListener("gx-checked", event => document.title = event.detail.id);</script>
            <gx-credit-check purpose="licensing" case="2026-1" subject="{Name}"><a href="#">Open the platform</a></gx-credit-check></main>
            <script>document.querySelector("gx-credit-check").key = "{key.DefaultRequestHeaders.Authorization!.Parameter}";</script>
            <script src="{node.Anyone.BaseAddress}ui/islands/gx-credit-check.js" defer></script>
            """;

        await using var hall = await browsers.OpenAsync(node, "en");
        await hall.Page.GotoAsync(invited.Urls.Single());
        await hall.Page.Locator("gx-credit-check button").ClickAsync();
        Assert.Equal($"{Name}: On record", await SaidAsync(hall, Name));
        var id = await hall.Page.TitleAsync();
        Assert.Contains(id, await hall.Page.Locator("gx-credit-check .result").InnerTextAsync());
        Assert.Equal(0, await hall.Page.Locator("gx-credit-check a[download]").CountAsync());
        await Axe.AssertCleanAsync(hall.Page);
        using var proof = await key.GetAsync("/api/v1/credit/check/" + id);
        Assert.True(proof.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted);

        await using var elsewhere = await browsers.OpenAsync(node, "en");
        await elsewhere.Page.GotoAsync(other.Urls.Single());
        await elsewhere.Page.Locator("gx-credit-check button").ClickAsync();
        await SaidAsync(elsewhere, "could not be reached");
    }

    [Fact]
    public async Task A_relay_of_ones_own_needs_neither_key_nor_origin_and_a_site_that_is_away_leaves_the_content()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await TakeAsync(folder);
        await using var node = await RunningNode.StartAsync(folder);
        using var key = await node.WithKeyAsync("credit.check");
        var page = $"""
            <!doctype html><html lang="zh-CN"><title>大厅</title><main><h1>办件</h1>
            <gx-credit-check api="/own/credit-check" purpose="award" case="2026-2" subject="{Firm}"></gx-credit-check>
            <gx-credit-check site="http://127.0.0.1:9" id="away"><a href="#">打开平台</a></gx-credit-check></main>
            <script src="{node.Anyone.BaseAddress}ui/islands/gx-credit-check.js" defer></script>
            """;
        await using var hall = await OtherSiteAsync(() => page, async question =>
        {
            using var body = new StringContent(await new StreamReader(question.Body).ReadToEndAsync(), System.Text.Encoding.UTF8, "application/json");
            using var answer = await key.PostAsync("/api/v1/credit/check", body);
            return await answer.Content.ReadAsStringAsync();
        });
        await using var open = await browsers.OpenAsync(node, "zh-Hans");
        await open.Page.GotoAsync(hall.Urls.Single());
        await open.Page.Locator("gx-credit-check:not(#away) button").ClickAsync();
        await Assertions.Expect(open.Page.Locator("gx-credit-check:not(#away)").GetByRole(AriaRole.Status)).ToHaveTextAsync($"{Firm}: 有信息");
        await Assertions.Expect(open.Page.Locator("#away a")).ToBeVisibleAsync();
        Assert.Equal(0, await open.Page.Locator("#away form").CountAsync());
    }

    private static async Task<string> SaidAsync(OpenPage open, string part)
    {
        var said = open.Page.Locator("gx-credit-check").GetByRole(AriaRole.Status);
        await Assertions.Expect(said).ToContainTextAsync(part);
        return await said.InnerTextAsync();
    }

    // A server of somebody else: its page, and its own address for questions.
    private static async Task<WebApplication> OtherSiteAsync(Func<string> page, Func<HttpRequest, Task<string>>? relay = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/", () => Results.Content(page(), "text/html; charset=utf-8"));
        site.MapPost("/own/credit-check", async (HttpRequest request) => Results.Content(await (relay ?? throw new InvalidOperationException("This site has no relay."))(request), "application/json"));
        await site.StartAsync();
        return site;
    }

    private static async Task TakeAsync(NodeFolder folder)
    {
        var file = folder.Write(
            "checked.csv",
            "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM\n"
            + $"{Name},法人及非法人组织,{Firm},测市监罚〔2026〕473号,未按规定公示,经查属实,《示例法》第一条,罚款,罚款五千元,0.5,2026-10-08,2099-12-31,测试市第四七机关,{Firm},测试市第四七机关,{Firm}\n");
        var taken = await folder.RunAsync("records", "take", file, "--kind", "penalty", "--source", "test");
        Assert.True(taken.ExitCode == 0, taken.Output + taken.Errors);
    }
}
