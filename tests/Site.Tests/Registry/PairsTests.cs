using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Host.Demo.Generating;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Registry;

// Goal: a judgement goes from its proposal to its end by the API, each step by the account that may take it and by no other; meanwhile whoever asks
// with either code finds the whole subject, and afterwards each its own. Method: the real program on both engines.
public sealed class PairsTests
{
    private const string Pairs = "/api/v1/registry/subjects/pairs";
    private static readonly string New = GeneratedSubjects.Uscc("91", 0);
    private static readonly string Old = GeneratedSubjects.Uscc("91", 1);

    [Theory, ClassData(typeof(Engines))]
    public async Task A_pair_is_judged_and_ended_and_every_code_is_answered_meanwhile(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        var made = await folder.RunAsync("generate", "--subjects", "3", "--records", "0");
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);
        await TakeAsync(folder, GeneratedSubjects.NameOf(1), Old);
        await using var node = await RunningNode.StartAsync(folder);
        using var one = await node.WithKeyAsync("registry.judge-pairs");
        using var two = await node.WithKeyAsync("registry.judge-pairs");
        using var other = await node.WithKeyAsync("registry.screen");
        var proposal = new
        {
            leading = New, other = Old, verdict = "same",
            evidence = new object[] { new { kind = "authority", value = "测试局 测函〔2026〕1号", note = "同一主体" }, new { kind = "document", value = "https://example.org/letter.pdf", note = "登记档案" } },
        };
        await RefusedAsync(node.Anyone.PostAsJsonAsync(Pairs, proposal), HttpStatusCode.Unauthorized, null);
        await RefusedAsync(other.PostAsJsonAsync(Pairs, proposal), HttpStatusCode.Forbidden, null);
        await RefusedAsync(other.GetAsync(Pairs + "/suspected"), HttpStatusCode.Forbidden, null);
        await RefusedAsync(one.PostAsJsonAsync(Pairs, new { leading = New, other = Old, verdict = "same", evidence = Array.Empty<object>() }), HttpStatusCode.UnprocessableEntity, "registry.pair-evidence-count");
        await RefusedAsync(one.PostAsJsonAsync(Pairs, new { leading = New, other = Old, verdict = "same", evidence = new object?[] { null } }), HttpStatusCode.UnprocessableEntity, "registry.pair-field-not-usable");
        var pair = await SentAsync(one, Pairs, proposal, HttpStatusCode.Created);
        var address = $"{Pairs}/{pair.GetProperty("id").GetGuid()}";

        await RefusedAsync(one.PostAsJsonAsync(address + "/decision", new { accept = true, note = "已核对依据" }), HttpStatusCode.Forbidden, "registry.pair-same-account");
        await RefusedAsync(two.PostAsJsonAsync(address + "/decision", new { note = "已核对依据" }), HttpStatusCode.UnprocessableEntity, "registry.pair-field-not-usable");
        Assert.Equal("inForce", (await SentAsync(two, address + "/decision", new { accept = true, note = "已核对依据" })).GetProperty("state").GetString());
        Assert.Equal(1, (await one.GetFromJsonAsync<JsonElement>(Pairs + "?state=inForce")).GetProperty("total").GetInt32());
        Assert.Empty((await one.GetFromJsonAsync<JsonElement>(Pairs + "/suspected")).GetProperty("items").EnumerateArray());

        // The whole subject, whichever code is asked.
        Assert.Equal(New, (await node.GetAsync($"/api/v1/registry/subjects/{Old}")).GetProperty("uscc").GetString());
        Assert.Equal(Old, (await node.GetAsync($"/api/v1/registry/subjects/{New}/history")).GetProperty("knownAs")[0].GetProperty("code").GetString());
        foreach (var code in new[] { New, Old })
        {
            var credit = await node.GetAsync($"/api/v1/credit/subjects/{code}");
            Assert.Equal((New, 1), (credit.GetProperty("uscc").GetString(), credit.GetProperty("penaltyCount").GetInt32()));
            Assert.Equal(1, (await node.GetAsync($"/api/v1/credit/records?uscc={code}")).GetProperty("total").GetInt32());
        }

        foreach (var root in new[] { "/credit/subjects/", "/registry/subjects/" })
        {
            using var led = await node.Anyone.GetAsync(root + Old);
            Assert.Equal((HttpStatusCode.Redirect, $"{root}{New}?as={Old}"), (led.StatusCode, led.Headers.Location!.OriginalString[^(root.Length + New.Length + 4 + Old.Length)..]));
            var page = WebUtility.HtmlDecode(await node.Anyone.GetStringAsync($"{root}{New}?as={Old}&lang=zh-Hans"));
            Assert.Contains("您查询的代码", page);
            Assert.Contains(GeneratedSubjects.NameOf(1), page);
        }

        await RefusedAsync(two.PostAsJsonAsync(address + "/end", new { reason = "判定有误" }), HttpStatusCode.Forbidden, "registry.pair-same-account");
        await RefusedAsync(other.PostAsJsonAsync(address + "/end", new { reason = "判定有误" }), HttpStatusCode.Forbidden, null);
        Assert.Equal("ended", (await SentAsync(one, address + "/end", new { reason = "判定有误，实为两个主体" })).GetProperty("state").GetString());
        Assert.Equal(Old, (await node.GetAsync($"/api/v1/registry/subjects/{Old}")).GetProperty("uscc").GetString());
        Assert.Equal(0, (await node.GetAsync($"/api/v1/credit/subjects/{New}")).GetProperty("penaltyCount").GetInt32());
        var apart = WebUtility.HtmlDecode(await node.Anyone.GetStringAsync($"/registry/subjects/{Old}?lang=zh-Hans"));
        Assert.Contains("判定有误，实为两个主体", apart);
        await RefusedAsync(one.GetAsync($"{Pairs}/{Guid.CreateVersion7()}"), HttpStatusCode.NotFound, "registry.pair-not-found");
    }

    internal static async Task TakeAsync(NodeFolder folder, string name, string uscc)
    {
        var table = "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM\n"
            + string.Create(CultureInfo.InvariantCulture, $"{name},法人及非法人组织,{uscc},测市监罚〔2026〕1号,未按规定公示,经查属实,《示例法》第一条,罚款,罚款五千元,0.5,2026-10-08,2099-12-31,测试市市场监督管理局,919901000000000197,测试市市场监督管理局,919901000000000197\n");
        var taken = await folder.RunAsync("records", "take", folder.Write("penalty.csv", table), "--kind", "penalty", "--source", "test");
        Assert.True(taken.ExitCode == 0, taken.Output + taken.Errors);
    }

    private static async Task<JsonElement> SentAsync(HttpClient client, string address, object content, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.PostAsJsonAsync(address, content);
        Assert.True(answer.StatusCode == expected, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> asked, HttpStatusCode status, string? code)
    {
        using var answer = await asked;
        Assert.Equal(status, answer.StatusCode);
        if (code is not null)
        {
            Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }
    }
}
