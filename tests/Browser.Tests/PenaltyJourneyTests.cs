using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gongxin.Browser.Tests;

// Goal: one penalty from its objection to the day on which nobody uses it any more. Method: the applicant without an account and the
// officer at the desk in browsers, an application with a key beside them; a penalty of its own for each language.
public sealed class PenaltyJourneyTests(BrowserNode node)
{
    private const string Firm = "919901000000471165";
    private const string Authority = "919901000000471240";

    [Theory]
    [InlineData("zh-Hans", "测市监罚〔2026〕471号", "异议中", "修复中")]
    [InlineData("en", "测市监罚〔2026〕472号", "Under objection", "Under repair")]
    public async Task A_penalty_is_objected_to_repaired_and_no_longer_used(string language, string number, string underObjection, string underRepair)
    {
        await TakeAsync(number);
        using var consumer = await node.Node.WithKeyAsync("catalogue.load");
        await using var citizen = await node.OpenAsync(language: language);
        await using var officer = await node.OpenAsync(language: language, signedIn: true);
        var id = (await consumer.GetFromJsonAsync<JsonElement>($"/api/v1/credit/records?uscc={Firm}")).GetProperty("items").EnumerateArray()
            .Single(r => r.GetProperty("number").GetString() == number).GetProperty("id").GetString();
        var record = $"/credit/subjects/{Firm}/records/{id}";

        // Objection: marked on acceptance, dismissed.
        var objection = await ApplyAsync(citizen, record, "objection");
        await DoAsync(officer, objection.Number, "accept");
        Assert.Equal([underObjection], await BadgesAsync(citizen, record));
        await AccessibleAsync(citizen);
        await citizen.Page.GotoAsync($"/cases/apply?kind=repair&uscc={Firm}&record={id}");
        Assert.Equal(0, await citizen.Page.Locator("textarea[name=grounds]").CountAsync());
        await DoAsync(officer, objection.Number, "receive");
        await DoAsync(officer, objection.Number, "answer", "maintained");
        await AccessibleAsync(officer);
        Assert.Empty(await BadgesAsync(citizen, record));

        // Repair: explained before it is applied for, granted.
        var repair = await ApplyAsync(citizen, record, "repair", look: async () =>
        {
            Assert.Contains("PUBLICITY_GENERAL_MIN", await citizen.Page.Locator("#conditions ~ .table-frame").InnerTextAsync());
            await AccessibleAsync(citizen);
        });
        await AccessibleAsync(citizen);
        await DoAsync(officer, repair.Number, "accept");
        Assert.Equal([underRepair], await BadgesAsync(citizen, record));
        await DoAsync(officer, repair.Number, "answer", "granted");

        // Gone from page and API, with the reason.
        Assert.Equal(410, (await citizen.Page.GotoAsync(record))!.Status);
        Assert.DoesNotContain(number, await TextAsync(citizen, "/credit/penalties"));
        using var gone = await node.Node.Anyone.GetAsync("/api/v1" + record);
        Assert.Equal((HttpStatusCode.Gone, "credit.record-repaired"), (gone.StatusCode, (await gone.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));

        // The application that was given it is told, and acknowledges.
        var order = (await consumer.GetFromJsonAsync<JsonElement>("/api/v1/credit/stop-use/mine")).GetProperty("items").EnumerateArray()
            .Single(o => o.GetProperty("record").GetString() == id).GetProperty("id").GetString();
        Assert.Contains("\t0 %", await NewestOrderAsync(citizen));
        using var acknowledged = await consumer.PostAsJsonAsync($"/api/v1/credit/stop-use/{order}/acknowledgement", new { lifted = "从审批名单中移除" });
        Assert.Equal(HttpStatusCode.OK, acknowledged.StatusCode);
        Assert.Contains("\t100 %", await NewestOrderAsync(citizen));
        await AccessibleAsync(citizen);

        // The applicant follows the case in another browser, by number and code.
        await using var elsewhere = await node.OpenAsync(language: language, script: false);
        await elsewhere.Page.GotoAsync("/cases");
        await elsewhere.Page.FillAsync("[name=number]", repair.Number);
        await elsewhere.Page.FillAsync("[name=code]", repair.Code);
        await elsewhere.Page.ClickAsync("form[action='/cases/follow'] button");
        Assert.EndsWith("/cases/mine", elsewhere.Page.Url, StringComparison.Ordinal);
        Assert.Contains(Answer, await elsewhere.Page.Locator("main").InnerTextAsync());
        Assert.Empty(citizen.Faults);
        Assert.Empty(officer.Faults);
    }

    private const string Answer = "经核查，作出本答复。";

    private async Task TakeAsync(string number)
    {
        const string Head = "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_FRDB,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM\n";
        string Row(string name, string code, string of) =>
            $"{name},法人及非法人组织,{code},某某,{of},未按规定公示,经查属实,《示例法》第一条,罚款,罚款五千元,0.5,2026-05-12,2099-12-31,测试市第四七机关,{Authority},测试市第四七机关,{Authority}\n";

        // The body is in the register because a decision about it is, too.
        var folder = node.Node.Folder;
        var file = folder.Write($"{Guid.CreateVersion7():N}.csv", Head + Row("测试市四七一一示例有限公司", Firm, number) + Row("测试市第四七机关", Authority, number.Replace("罚", "处", StringComparison.Ordinal)));
        var taken = await folder.RunAsync("records", "take", file, "--kind", "penalty", "--source", "test");
        Assert.True(taken.ExitCode == 0, taken.Output + taken.Errors);
    }

    private static async Task<(string Number, string Code)> ApplyAsync(OpenPage citizen, string record, string kind, Func<Task>? look = null)
    {
        await citizen.Page.GotoAsync(record);
        await citizen.Page.ClickAsync($"a[href*='kind={kind}']");
        await citizen.Page.WaitForURLAsync("**/cases/apply*");
        await (look?.Invoke() ?? Task.CompletedTask);
        await citizen.Page.FillAsync("[name=grounds]", "处罚金额与决定书不一致，请核查处理。");
        await citizen.Page.FillAsync("[name=name]", "测试某人");
        await citizen.Page.FillAsync("[name=phone]", "010-00000000");
        if (kind == "repair")
        {
            await citizen.Page.CheckAsync("[name=commitment]");
        }

        await citizen.Page.SetInputFilesAsync("[name=files]", new Microsoft.Playwright.FilePayload { Name = "决定书.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 test"u8.ToArray() });
        await citizen.Page.ClickAsync("form.form button[type=submit]");
        await citizen.Page.WaitForURLAsync("**/cases/mine");
        return (await citizen.Page.InnerTextAsync("#case-number"), await citizen.Page.InnerTextAsync("#case-code"));
    }

    private static async Task DoAsync(OpenPage officer, string number, string step, string? outcome = null)
    {
        await officer.Page.GotoAsync("/cases/desk/" + number);
        await officer.Page.SelectOptionAsync("[name=step]", step);
        if (outcome is not null)
        {
            await officer.Page.SelectOptionAsync("[name=outcome]", outcome);
            await officer.Page.FillAsync("[name=text]", Answer);
        }

        // The address stays: wait for the page that follows the form.
        await officer.Page.RunAndWaitForRequestFinishedAsync(
            () => officer.Page.ClickAsync("form[action^='/cases/desk/'] button[type=submit]"),
            new() { Predicate = r => r.Method == "GET" && r.Url.EndsWith("/cases/desk/" + number, StringComparison.Ordinal) });
        await officer.Page.WaitForLoadStateAsync();
    }

    private static async Task<string> TextAsync(OpenPage open, string path)
    {
        await open.Page.GotoAsync(path);
        return await open.Page.Locator("main").InnerTextAsync();
    }

    private static async Task<IReadOnlyList<string>> BadgesAsync(OpenPage open, string path)
    {
        await open.Page.GotoAsync(path);
        return await open.Page.Locator("main .badge").AllInnerTextsAsync();
    }

    private static async Task<string> NewestOrderAsync(OpenPage open)
    {
        await open.Page.GotoAsync("/credit/stop-use");
        return await open.Page.Locator("tbody tr").First.InnerTextAsync();
    }

    // On a page beside it: axe puts style into a page, which its content policy tells of.
    private static async Task AccessibleAsync(OpenPage open)
    {
        var beside = await open.Page.Context.NewPageAsync();
        await beside.GotoAsync(open.Page.Url);
        await Axe.AssertCleanAsync(beside);
        await beside.CloseAsync();
    }
}
