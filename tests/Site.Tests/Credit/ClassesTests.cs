using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Credit;

// Goal: a unit fills in the empty table of a class, hands it in and is told row by row what was found; what is public then stands on the pages
// of its class. Method: the real program on both engines.
public sealed class ClassesTests
{
    private const string Uscc = "919901000000000197";
    private const string Row = "测试市示例有限公司,法人及非法人组织,{0},测异列〔2026〕1号,通过登记的住所或者经营场所无法联系,2026-03-01,测试市某机关,{0},,,,测试市某机关,{0},";

    [Theory, ClassData(typeof(Engines))]
    public async Task A_unit_hands_in_a_filled_table_and_is_told_what_was_found(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await using var node = await RunningNode.StartAsync(folder);
        using var officer = await node.WithKeyAsync("credit.take");
        var head = await node.Anyone.GetStringAsync("/credit/classes/abnormal/template.csv");
        var good = Row.Replace("{0}", Uscc, StringComparison.Ordinal);
        var table = head.TrimStart('\ufeff') + $"{good}\n{good.Replace("2026-03-01", "=2026", StringComparison.Ordinal).Replace("1号", "2号", StringComparison.Ordinal)}\n张某,自然人,,x,x,x,x,x,,,,x,x,\n";
        var outcome = (await officer.EndedAsync(await HandInAsync(officer, table, Uscc))).GetProperty("result");
        Assert.Equal((3, 1, 1, 1), (Count(outcome, "read"), Count(outcome, "added"), Count(outcome, "refused"), Count(outcome, "leftOut")));
        Assert.Equal(1, Count((await officer.EndedAsync(await HandInAsync(officer, table, Uscc))).GetProperty("result"), "same"));

        var path = outcome.GetProperty("download").GetString()!;
        var findings = await officer.GetStringAsync(path);
        Assert.Contains("3,YC_LRRQ,credit.date-not-readable,'=2026", findings);
        Assert.Contains("4,YC_XDR_LB,credit.person-left-out,", findings);
        Assert.DoesNotContain("张某", findings);
        using var other = await node.WithKeyAsync("credit.take");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anyone.GetAsync(path)).StatusCode);

        var record = (await node.GetAsync("/api/v1/credit/records?kind=abnormal")).GetProperty("items")[0];
        Assert.Equal((Uscc, "class"), (record.GetProperty("uscc").GetString(), record.GetProperty("regime").GetString()));
        var one = $"/credit/subjects/{Uscc}/records/{record.GetProperty("id").GetString()}";
        foreach (var page in new[] { "/credit/abnormal", "/credit/Abnormal/", "/credit/abnormal.csv", "/credit/abnormal.atom", $"/credit/subjects/{Uscc}?kind=abnormal", one, "/api/v1" + one })
        {
            Assert.Contains("测异列〔2026〕1号", WebUtility.HtmlDecode(await node.Anyone.GetStringAsync(page)));
        }

        Assert.Contains("企业信息公示暂行条例第十七条", WebUtility.HtmlDecode(await node.Anyone.GetStringAsync(one)));
        Assert.Equal("credit-abnormal", (await node.GetAsync("/credit/abnormal/datapackage.json")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task What_cannot_be_handed_in_is_told()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var officer = await node.WithKeyAsync("credit.take");
        using var reader = await node.WithKeyAsync("credit.check");
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(reader, "a,b\n1,2\n", "abnormal", Uscc)).StatusCode);
        Assert.Equal("credit.class-not-found", await CodeAsync(await PostAsync(officer, "a,b\n1,2\n", "other", Uscc)));
        Assert.Equal("credit.unit-not-own", await CodeAsync(await PostAsync(officer, "a,b\n1,2\n", "abnormal", "")));
        Assert.Equal("credit.file-missing", await CodeAsync(await officer.PostAsync("/api/v1/credit/records/files", new MultipartFormDataContent { { new StringContent("abnormal"), "kind" } })));
        var ended = await officer.EndedAsync(await HandInAsync(officer, "a,b\n1,2\n3,4\n", Uscc));
        Assert.Equal(("failed", "credit.columns-missing"), (ended.GetProperty("state").GetString(), ended.GetProperty("problem").GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await node.Anyone.GetAsync("/credit/classes/other")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await node.Anyone.GetAsync("/credit/classes/abnormal/template.pdf")).StatusCode);
    }

    [Fact]
    public async Task Every_class_has_a_table_that_the_command_line_takes()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        foreach (var of in (await node.GetAsync("/api/v1/credit/classes")).EnumerateArray())
        {
            var code = of.GetProperty("kind").GetString()!;
            var file = Path.Combine(folder.Scratch, code + ".xlsx");
            await File.WriteAllBytesAsync(file, await node.Anyone.GetByteArrayAsync($"/credit/classes/{code}/template.xlsx"));
            var taken = await folder.RunAsync("records", "take", file, "--kind", code, "--source", "test", "--json");
            Assert.True(taken.ExitCode == 0, code + taken.Output + taken.Errors);
            Assert.Equal(0, Count(JsonDocument.Parse(taken.Output).RootElement, "read"));
            Assert.Contains($"/credit/{of.GetProperty("column").GetString()}", await node.Anyone.GetStringAsync("/credit/classes/" + code));
        }
    }

    private static async Task<Guid> HandInAsync(HttpClient officer, string csv, string unit)
    {
        using var answer = await PostAsync(officer, csv, "abnormal", unit);
        Assert.True(answer.StatusCode is HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("operation").GetGuid();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string csv, string kind, string unit)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(kind), "kind" }, { new StringContent(unit), "unit" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "table.csv" },
        };
        return await client.PostAsync("/api/v1/credit/records/files", form);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private static int Count(JsonElement report, string name) => report.GetProperty(name).GetInt32();
}
