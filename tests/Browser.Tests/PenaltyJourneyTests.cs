using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Contracts.Registry;
using Gongxin.Fixtures;
using Gongxin.Kernel.Time;
using Gongxin.Running;

namespace Gongxin.Browser.Tests;

// Goal: one penalty from the file that tells it to the day on which nobody uses it any more, and the report that was issued before.
// Method: the applicant without an account and the officer at the desk in browsers, three applications with keys beside them; a node of
// its own for each language, with a clock that the test moves over the shortest publicity.
public sealed class PenaltyJourneyTests(BrowserNode browsers)
{
    private const string Firm = "919901000000471165";
    private const string Authority = "919901000000471240";
    private const string Number = "测市监罚〔2026〕471号";
    private const string Answer = "经核查，作出本答复。";
    private const int DaysToHandIn = 2;
    private const double HoursToStop = 30;

    private static readonly JourneyWords Chinese = new("异议中", "修复中", "目前不能申请修复", "现已不再有效", "曾用名：白露示例有限公司");
    private static readonly JourneyWords English = new("Under objection", "Under repair", "An application is not possible now", "no longer current", "formerly 白露示例有限公司");

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public async Task A_penalty_from_the_file_to_the_day_on_which_nobody_uses_it(string language)
    {
        var words = language == "en" ? English : Chinese;
        var clock = new MovedClock();
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await folder.PutAsync(new SubjectData { Uscc = Firm, Name = "青禾示例有限公司", FormerNames = ["白露示例有限公司"] });
        await using var node = await RunningNode.StartAsync(folder, new Dictionary<string, string>(), clock);
        using var byApi = await node.WithKeyAsync("catalogue.load");
        using var byFeed = await node.WithKeyAsync("catalogue.load");
        using var byTable = await node.WithKeyAsync("catalogue.load");
        await using var citizen = await browsers.OpenAsync(node, language);

        // Handed in two days after the decision, public on the day.
        Assert.DoesNotContain(Number, await TextAsync(citizen, "/credit/penalties"));
        await TakeAsync(folder);
        var item = (await byApi.GetFromJsonAsync<JsonElement>("/api/v1/credit/records?kind=penalty")).GetProperty("items").EnumerateArray()
            .Single(r => r.GetProperty("number").GetString() == Number);
        var (id, record) = (item.GetProperty("id").GetString()!, $"/credit/subjects/{Firm}/records/{item.GetProperty("id").GetString()}");
        var today = Day(TimeProvider.System.LegalToday());
        Assert.Equal((today, false), (item.GetProperty("firstSeenOn").GetString(), item.GetProperty("isLate").GetBoolean()));
        Assert.True(string.CompareOrdinal(item.GetProperty("dueOn").GetString(), today) >= 0);
        Assert.Contains(Number, await TextAsync(citizen, "/credit/penalties"));
        Assert.Contains($"urn:uuid:{id}", await byFeed.GetStringAsync("/credit/penalties.atom"));
        Assert.Contains(Number, await byTable.GetStringAsync("/credit/penalties.csv"));
        await FindAsync(citizen, words);
        var (report, file) = await IssueAsync(citizen, folder);

        // Objection: marked on acceptance, dismissed.
        await using (var officer = await OfficerAsync(node, language))
        {
            var objection = await ApplyAsync(citizen, record, "objection");
            await DoAsync(officer, objection.Number, "accept");
            Assert.Equal([words.UnderObjection], await BadgesAsync(citizen, record));
            await AccessibleAsync(citizen);
            Assert.Contains(",under-objection,", await node.Anyone.GetStringAsync("/credit/penalties.csv"));
            await DoAsync(officer, objection.Number, "receive");
            await DoAsync(officer, objection.Number, "answer", "maintained");
            await AccessibleAsync(officer);
            Assert.Empty(await BadgesAsync(citizen, record));
            Assert.Empty(officer.Faults);
        }

        // Repair: not yet, and why; after the shortest publicity explained, applied for and granted.
        var apply = $"/cases/apply?kind=repair&uscc={Firm}&record={id}";
        var repairFrom = item.GetProperty("repairFrom").GetString()!;
        var early = await TextAsync(citizen, apply);
        Assert.Contains(words.NotNow, early);
        Assert.Contains(repairFrom, early);
        Assert.Equal(0, await citizen.Page.Locator("textarea[name=grounds]").CountAsync());
        clock.Moved = DateOnly.Parse(repairFrom, System.Globalization.CultureInfo.InvariantCulture).AddDays(1).ToDateTime(TimeOnly.MinValue) - TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var desk = await OfficerAsync(node, language);
        var repair = await ApplyAsync(citizen, record, "repair", look: async () =>
        {
            Assert.Contains("PUBLICITY_GENERAL_MIN", await citizen.Page.Locator("#conditions ~ .table-frame").InnerTextAsync());
            await AccessibleAsync(citizen);
        });
        await AccessibleAsync(citizen);
        await DoAsync(desk, repair.Number, "accept");
        Assert.Equal([words.UnderRepair], await BadgesAsync(citizen, record));
        await DoAsync(desk, repair.Number, "answer", "granted");

        await GoneAsync(node, citizen, record, id);
        await StopUseAsync(citizen, clock, id, [byApi, byFeed, byTable]);
        await OldReportAsync(node, citizen, report, file, words);
        await FollowAsync(node, language, repair);
        Assert.Empty(citizen.Faults);
        Assert.Empty(desk.Faults);
    }

    private async Task<OpenPage> OfficerAsync(RunningNode node, string language)
    {
        using var key = await node.WithKeyAsync();
        var officer = await browsers.OpenAsync(node, language);
        await officer.SignInAsync(key.DefaultRequestHeaders.Authorization!.Parameter!);
        return officer;
    }

    // By the name of today, by the one of before, which is told, and by pinyin.
    private static async Task FindAsync(OpenPage citizen, JourneyWords words)
    {
        foreach (var query in new[] { "青禾示例", "白露示例", "qinghe", Firm })
        {
            var found = await TextAsync(citizen, "/credit?q=" + query);
            Assert.Equal(1, await citizen.Page.Locator($"main tbody a[href='/credit/subjects/{Firm}']").CountAsync());
            Assert.Equal(query == "白露示例", found.Contains(words.Formerly, StringComparison.Ordinal));
        }

        await AccessibleAsync(citizen);
        await citizen.Page.ClickAsync($"main tbody a[href='/credit/subjects/{Firm}']");
        await citizen.Page.ClickAsync("main tbody a[href*='/records/']");
        Assert.Contains(Number, await citizen.Page.Locator("h1").InnerTextAsync());
    }

    // The page's address and the file.
    private static async Task<(Uri Address, string File)> IssueAsync(OpenPage citizen, NodeFolder folder)
    {
        await citizen.Page.GotoAsync("/credit/subjects/" + Firm);
        await citizen.Page.ClickAsync("main a[href$='/report']");
        await citizen.Page.ClickAsync("main form button[type=submit]");
        await citizen.Page.WaitForURLAsync("**/credit/reports/*");
        Assert.Contains(Number, await citizen.Page.Locator("main").InnerTextAsync());
        var link = (await citizen.Page.GetAttributeAsync("main a[href*='report.json']", "href"))!;
        var file = Path.Combine(folder.Scratch, "report.json");
        await File.WriteAllBytesAsync(file, await ReportJourneyTests.FileAsync(citizen, link));
        return (new Uri(citizen.Page.Url), file);
    }

    // From page, API, table, feed and every report of today; who knows its id is told why.
    private static async Task GoneAsync(RunningNode node, OpenPage citizen, string record, string id)
    {
        Assert.Equal(410, (await citizen.Page.GotoAsync(record))!.Status);
        Assert.DoesNotContain(Number, await TextAsync(citizen, "/credit/penalties"));
        Assert.DoesNotContain(Number, await TextAsync(citizen, "/credit/subjects/" + Firm));
        using var gone = await node.Anyone.GetAsync("/api/v1" + record);
        Assert.Equal((HttpStatusCode.Gone, "credit.record-repaired"), (gone.StatusCode, (await gone.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        foreach (var address in new[] { "/api/v1/credit/records?uscc=" + Firm, "/api/v1/credit/records?kind=penalty", "/credit/penalties.csv" })
        {
            Assert.DoesNotContain(id, await node.Anyone.GetStringAsync(address));
        }

        var feed = await node.Anyone.GetStringAsync("/credit/penalties.atom");
        Assert.Contains($"deleted-entry ref=\"urn:uuid:{id}\"", feed);
        Assert.DoesNotContain(Number, feed);
        using var issued = await node.Anyone.PostAsJsonAsync("/api/v1/credit/reports", new { uscc = Firm });
        var today = await issued.Content.ReadAsStringAsync();
        Assert.True(issued.StatusCode is HttpStatusCode.Created && !today.Contains(Number, StringComparison.Ordinal), today);
    }

    // Every application that was given it is told, and acknowledges, the last of them after some hours.
    private static async Task StopUseAsync(OpenPage citizen, MovedClock clock, string record, HttpClient[] consumers)
    {
        Assert.Equal(("3", "0"), (await NewestOrderAsync(citizen)).Counts);
        for (var i = 0; i < consumers.Length; i++)
        {
            var order = (await consumers[i].GetFromJsonAsync<JsonElement>("/api/v1/credit/stop-use/mine")).GetProperty("items").EnumerateArray()
                .Single(o => o.GetProperty("record").GetString() == record).GetProperty("id").GetString();
            clock.Moved += i == consumers.Length - 1 ? TimeSpan.FromHours(HoursToStop) : TimeSpan.Zero;
            using var acknowledged = await consumers[i].PostAsJsonAsync($"/api/v1/credit/stop-use/{order}/acknowledgement", new { lifted = "从审批名单中移除" });
            Assert.Equal(HttpStatusCode.OK, acknowledged.StatusCode);
            var now = await NewestOrderAsync(citizen);
            Assert.Equal(("3", $"{i + 1}"), now.Counts);
            Assert.Equal(i == consumers.Length - 1, now.Share.Contains("100", StringComparison.Ordinal));
            Assert.InRange(now.Hours, i == consumers.Length - 1 ? HoursToStop : 0, i == consumers.Length - 1 ? HoursToStop + 1 : 1);
        }

        await AccessibleAsync(citizen);
    }

    // As what was issued then: by page and, without the node, by the file; and the page says that it is no longer current.
    private static async Task OldReportAsync(RunningNode node, OpenPage citizen, Uri report, string file, JourneyWords words)
    {
        var (number, code) = (report.Segments[^1], System.Web.HttpUtility.ParseQueryString(report.Query)["code"]!);
        await citizen.Page.GotoAsync("/credit/verify");
        await citizen.Page.FillAsync("[name=number]", number);
        await citizen.Page.FillAsync("main [name=code]", code);
        await citizen.Page.ClickAsync("main form button[type=submit]");
        Assert.Contains(words.NoLongerCurrent, await citizen.Page.Locator(".notice-warn").InnerTextAsync());
        Assert.Contains(number, await citizen.Page.Locator("main").InnerTextAsync());
        await AccessibleAsync(citizen);
        Assert.DoesNotContain(Number, await TextAsync(citizen, report.PathAndQuery));
        using var again = await node.Anyone.GetAsync($"/api/v1/credit/reports/{number}/report.json?code={code}");
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);

        Assert.Contains(Number, await File.ReadAllTextAsync(file));
        var key = (await node.GetAsync("/api/v1/ledger/keys")).GetProperty("items").EnumerateArray().Last().GetProperty("key").GetString()!;
        await using var elsewhere = await NodeFolder.CreateEmptyAsync(Engine.Sqlite);
        var verified = await elsewhere.RunAsync("verify-report", file, "--key", key);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
        Assert.Contains("good: credit-report, issued " + Day(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime))[..^3], verified.Output);
        Assert.Contains("Whether it still stands today", verified.Output);
    }

    // The applicant follows the case in another browser, by number and code.
    private async Task FollowAsync(RunningNode node, string language, (string Number, string Code) repair)
    {
        await using var elsewhere = await browsers.OpenAsync(node, language, script: false);
        await elsewhere.Page.GotoAsync("/cases");
        await elsewhere.Page.FillAsync("[name=number]", repair.Number);
        await elsewhere.Page.FillAsync("[name=code]", repair.Code);
        await elsewhere.Page.ClickAsync("form[action='/cases/follow'] button");
        Assert.EndsWith("/cases/mine", elsewhere.Page.Url, StringComparison.Ordinal);
        Assert.Contains(Answer, await elsewhere.Page.Locator("main").InnerTextAsync());
    }

    private static async Task TakeAsync(NodeFolder folder)
    {
        const string Head = "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_FRDB,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM\n";
        var decided = Day(TimeProvider.System.LegalToday().AddDays(-DaysToHandIn));
        string Row(string name, string code, string of) =>
            $"{name},法人及非法人组织,{code},某某,{of},未按规定公示,经查属实,《示例法》第一条,罚款,罚款五千元,0.5,{decided},2099-12-31,测试市第四七机关,{Authority},测试市第四七机关,{Authority}\n";

        // The body is in the register because a decision about it is, too.
        var file = folder.Write("penalties.csv", Head + Row("青禾示例有限公司", Firm, Number) + Row("测试市第四七机关", Authority, "测市监处〔2026〕471号"));
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

    // Consumers and acknowledgements, the share and the hours of the newest order.
    private static async Task<((string, string) Counts, string Share, double Hours)> NewestOrderAsync(OpenPage open)
    {
        await open.Page.GotoAsync("/credit/stop-use");
        var cells = await open.Page.Locator("tbody tr").First.Locator("td").AllInnerTextsAsync();
        return ((cells[1], cells[2]), cells[3], double.Parse(cells[4], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    // On a page beside it: axe puts style into a page, which its content policy tells of.
    private static async Task AccessibleAsync(OpenPage open)
    {
        var beside = await open.Page.Context.NewPageAsync();
        await beside.GotoAsync(open.Page.Url);
        await Axe.AssertCleanAsync(beside);
        await beside.CloseAsync();
    }

    private sealed record JourneyWords(string UnderObjection, string UnderRepair, string NotNow, string NoLongerCurrent, string Formerly);

    // Runs as the machine's does, ahead of it by what the test has moved it.
    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Moved { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Moved;
    }
}
