using System.Net;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Credit;

// Goal: a file of penalties becomes records that are found by name and code, on pages and over the API, and persons are nowhere. Method:
// the real program and its command line, on both engines.
public sealed class RecordsTests
{
    private const string Uscc = "919901000000000197";
    private const string Identity = "110101199003070337";

    private const string Table =
        "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_FRDB,CF_FR_ZJHM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM\n"
        + "测试市示例有限公司,法人及非法人组织,{0},某某," + Identity + ",测市监罚〔2026〕1号,未按规定公示,当事人" + Identity + "在场,《示例法》第一条,罚款,罚款五千元,0.5,2026-10-08,2099-12-31,测试市市场监督管理局,{0},测试市市场监督管理局,{0}\n"
        + "张某,自然人,,,," + "测市监罚〔2026〕2号,x,x,x,罚款,x,1,2026-10-08,2099-12-31,测试市市场监督管理局,{0},测试市市场监督管理局,{0}\n"
        + "测试市示例有限公司,法人及非法人组织,{0},某某,,测市监罚〔2026〕3号,x,x,x,罚款,x,1,2099-10-08,2099-12-31,测试市市场监督管理局,{0},测试市市场监督管理局,{0}\n";

    [Theory, ClassData(typeof(Engines))]
    public async Task A_file_of_penalties_becomes_records_that_are_found(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        var file = folder.Write("penalties.csv", Table.Replace("{0}", Uscc, StringComparison.Ordinal));
        var taken = await folder.RunAsync("records", "take", file, "--kind", "penalty", "--source", "test", "--json");
        Assert.True(taken.ExitCode == 3, taken.Output + taken.Errors);
        var report = JsonDocument.Parse(taken.Output).RootElement;
        Assert.Equal((3, 1, 1, 1), (Count(report, "read"), Count(report, "added"), Count(report, "refused"), Count(report, "leftOut")));
        Assert.Equal(1, Count(JsonDocument.Parse((await folder.RunAsync("records", "take", file, "--kind", "penalty", "--source", "test", "--json")).Output).RootElement, "same"));

        await using var node = await RunningNode.StartAsync(folder);
        var list = await node.GetAsync("/api/v1/credit/records?kind=penalty");
        Assert.Equal(1, list.GetProperty("total").GetInt32());
        var record = list.GetProperty("items")[0];
        Assert.Equal((500_000, "2027-10-08"), (record.GetProperty("fineFen").GetInt32(), record.GetProperty("publicUntil").GetString()));
        Assert.Equal(1, (await node.GetAsync("/api/v1/credit/subjects/" + Uscc)).GetProperty("penaltyCount").GetInt32());
        Assert.StartsWith("authority_uscc,", await node.Anyone.GetStringAsync("/api/v1/credit/timeliness.csv"));

        var subject = "/credit/subjects/" + Uscc;
        string[] pages =
        [
            "/credit?q=测试市示例", "/credit?q=" + Uscc, "/credit/penalties", "/credit/licences", "/credit/penalties?decided_from=2026-10-09", subject, subject + "?kind=licence",
            $"{subject}/records/{record.GetProperty("id").GetString()}", "/credit/timeliness", $"/api/v1/credit/subjects/{Uscc}/records/{record.GetProperty("id").GetString()}",
        ];
        foreach (var page in pages)
        {
            var text = WebUtility.HtmlDecode(await node.Anyone.GetStringAsync(page));
            Assert.DoesNotContain(Identity, text);
            Assert.DoesNotContain("张某", text);
        }

        Assert.Contains($"href=\"{subject}\"", await node.Anyone.GetStringAsync("/credit?q=测试市示例"));
        Assert.Contains("测市监罚〔2026〕1号", WebUtility.HtmlDecode(await node.Anyone.GetStringAsync("/credit/penalties")));
        Assert.DoesNotContain("测市监罚", WebUtility.HtmlDecode(await node.Anyone.GetStringAsync("/credit/penalties?decided_from=2026-10-09")));
        Assert.Contains("Administrative penalty", await node.Anyone.GetStringAsync(subject + "?lang=en"));
    }

    [Fact]
    public async Task A_file_that_is_no_table_of_decisions_is_refused()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var taken = await folder.RunAsync("records", "take", folder.Write("other.csv", "a,b\n1,2\n3,4\n"), "--kind", "licence", "--source", "test");
        Assert.Equal(1, taken.ExitCode);
        Assert.Contains("credit.columns-missing", taken.Errors);
    }

    private static int Count(JsonElement report, string name) => report.GetProperty(name).GetInt32();
}
