using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Host.Commands;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Credit;

// Goal: everybody may have a report, its page and its file say the same, the file is checked by the command without a node, and the
// verification page tells an old report from a current one. Method: the real program on both engines.
public sealed class ReportsTests
{
    private const string Uscc = "919901000000000197";

    private const string Table =
        "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM\n"
        + "测试市示例有限公司,法人及非法人组织," + Uscc + ",测市监罚〔2026〕{0}号,未按规定公示,经查属实,《示例法》第一条,罚款,罚款五千元,0.5,2026-10-08,2099-12-31,测试市市场监督管理局," + Uscc + ",测试市市场监督管理局," + Uscc + "\n";

    [Theory, ClassData(typeof(Engines))]
    public async Task A_report_is_issued_checked_offline_and_told_from_a_current_one_later(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await TakeAsync(folder, 1);
        await using var node = await RunningNode.StartAsync(folder);

        var report = await IssueAsync(node, Uscc);
        var (number, code) = (report.GetProperty("number").GetString()!, report.GetProperty("code").GetString()!);
        Assert.Equal("current", report.GetProperty("state").GetString());
        var page = WebUtility.HtmlDecode(await node.Anyone.GetStringAsync($"/credit/reports/{number}?code={code}&lang=zh-Hans"));
        Assert.Contains("测市监罚〔2026〕1号", page);
        Assert.Contains("查询期内无相关信息", page);
        Assert.Contains("本报告由本站出具，目前仍然有效", WebUtility.HtmlDecode(await node.Anyone.GetStringAsync($"/credit/verify?number={number}&code={code}&lang=zh-Hans")));
        Assert.Contains("credit.report-not-found", await node.Anyone.GetStringAsync($"/credit/verify?number={number}&code=AAAAAAAAAAAA"));
        using (var wrong = await node.Anyone.GetAsync($"/api/v1/credit/reports/{number}?code=AAAAAAAAAAAA"))
        {
            Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        }

        var file = await FileAsync(node, number, code);
        await CheckOfflineAsync(node, file);
        var paper = $"/api/v1/credit/reports/{number}/report.pdf?code={code}";
        Assert.Contains("report.pdf", page);
        var sheets = PdfText.SheetsOf(await node.Anyone.GetByteArrayAsync(paper + "&lang=zh-Hans"));
        Assert.All(sheets, sheet => Assert.Contains(number, sheet));
        Assert.Contains("测市监罚〔2026〕1号", string.Concat(sheets));
        Assert.Contains("Deciding body", string.Concat(PdfText.SheetsOf(await node.Anyone.GetByteArrayAsync(paper + "&lang=en"))));

        await TakeAsync(folder, 2);
        Assert.Equal("superseded", (await node.GetAsync($"/api/v1/credit/reports/{number}?code={code}")).GetProperty("state").GetString());
        using var gone = await node.Anyone.GetAsync($"/api/v1/credit/reports/{number}/report.json?code={code}");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        using var noPaper = await node.Anyone.GetAsync(paper);
        Assert.Equal(HttpStatusCode.Gone, noPaper.StatusCode);
        Assert.DoesNotContain("测市监罚", WebUtility.HtmlDecode(await node.Anyone.GetStringAsync($"/credit/reports/{number}?code={code}")));
        Assert.Contains("no longer current", await node.Anyone.GetStringAsync($"/credit/verify?number={number}&code={code}&lang=en"));
    }

    [Fact]
    public async Task A_code_of_nobody_gets_the_signed_answer_and_a_wrong_one_a_refusal()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        var answer = await IssueAsync(node, Uscc);
        Assert.Equal("notInRegister", answer.GetProperty("finding").GetString());
        Assert.Contains("no subject with this code", await node.Anyone.GetStringAsync($"/credit/reports/{answer.GetProperty("number").GetString()}?code={answer.GetProperty("code").GetString()}&lang=en"));
        using var refused = await node.Anyone.PostAsJsonAsync("/api/v1/credit/reports", new { uscc = "x" });
        Assert.Equal("credit.code-not-usable", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Reports_for_many_come_as_one_archive_for_whoever_asked(Engine engine)
    {
        const string Nobody = "91330000MA27XYZ00R";
        await using var folder = await NodeFolder.CreateAsync(engine);
        await TakeAsync(folder, 1);
        await using var node = await RunningNode.StartAsync(folder);
        using var officer = await node.WithKeyAsync("credit.check");
        using (var none = await officer.PostAsJsonAsync("/api/v1/credit/reports/batches", new { usccs = Array.Empty<string>() }))
        {
            Assert.Equal("credit.report-count", (await none.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }

        using var asked = await officer.PostAsJsonAsync("/api/v1/credit/reports/batches", new { usccs = new[] { Uscc, Nobody, Uscc } });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var result = (await officer.EndedAsync((await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("operation").GetGuid())).GetProperty("result");
        Assert.Equal((1, 1), (result.GetProperty("reports").GetInt32(), result.GetProperty("refused").GetInt32()));

        var path = result.GetProperty("download").GetString()!;
        await using var archive = new ZipArchive(new MemoryStream(await officer.GetByteArrayAsync(path)));
        using var list = new StreamReader(archive.GetEntry("reports.csv")!.Open());
        var lines = (await list.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith(Uscc + ",", lines[1]);
        Assert.EndsWith(",credit.code-not-usable", lines[2]);
        var file = lines[1].Split(',')[5];
        await using var report = new MemoryStream();
        await using (var stored = archive.GetEntry(file)!.Open())
        {
            await stored.CopyToAsync(report);
        }

        await CheckOfflineAsync(node, report.ToArray());

        using var other = await node.WithKeyAsync("credit.check");
        using var notTheirs = await other.GetAsync(path);
        Assert.Equal("credit.reports-not-found", (await notTheirs.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anyone.GetAsync(path)).StatusCode);
    }

    private static async Task CheckOfflineAsync(RunningNode node, byte[] file)
    {
        await using var elsewhere = await NodeFolder.CreateEmptyAsync(Engine.Sqlite);
        var path = Path.Combine(elsewhere.Scratch, "report.json");
        await File.WriteAllBytesAsync(path, file);
        var key = (await node.GetAsync("/api/v1/ledger/keys")).GetProperty("items").EnumerateArray().Last().GetProperty("key").GetString()!;
        var good = await elsewhere.RunAsync("verify-report", path, "--key", key);
        Assert.True(good.ExitCode == 0 && good.Output.Contains("report.json: good: credit-report", StringComparison.Ordinal), good.Output + good.Errors);
        Assert.Contains("compare it", (await elsewhere.RunAsync("verify-report", path)).Output, StringComparison.Ordinal);
        file[file.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(path, file);
        var bad = await elsewhere.RunAsync("verify-report", path);
        Assert.True(bad.ExitCode == ExitCodes.Refused && bad.Output.Contains("NOT GOOD", StringComparison.Ordinal), bad.Output + bad.Errors);
    }

    private static async Task TakeAsync(NodeFolder folder, int number)
    {
        var file = folder.Write($"penalties-{number}.csv", Table.Replace("{0}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var taken = await folder.RunAsync("records", "take", file, "--kind", "penalty", "--source", "test");
        Assert.True(taken.ExitCode == 0, taken.Output + taken.Errors);
    }

    private static async Task<JsonElement> IssueAsync(RunningNode node, string uscc)
    {
        using var issued = await node.Anyone.PostAsJsonAsync("/api/v1/credit/reports", new { uscc });
        Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
        return await issued.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<byte[]> FileAsync(RunningNode node, string number, string code)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var answer = await node.Anyone.GetAsync($"/api/v1/credit/reports/{number}/report.json?code={code}");
            if (answer.StatusCode is HttpStatusCode.OK)
            {
                return await answer.Content.ReadAsByteArrayAsync();
            }

            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.NotEmpty(answer.Headers.GetValues("Retry-After"));
            await Task.Delay(100);
        }

        throw new TimeoutException("The report was not numbered.");
    }
}
