using System.Net;
using Gongxin.Contracts.Registry;
using Gongxin.Host.Demo.Generating;
using Gongxin.Site.Tests.Governance;

namespace Gongxin.Site.Tests.Registry;

// Goal: two people judge a pair in the browser without script, each what is theirs; who holds a role for one organisation only does not judge at all.
// Method: the real program with the accounts of the demonstration.
public sealed class PairPagesTests(PeopledNode peopled) : IClassFixture<PeopledNode>
{
    private const string Pairs = "/registry/subjects/pairs";
    private static readonly string New = GeneratedSubjects.Uscc("91", 0);
    private static readonly string Old = GeneratedSubjects.Uscc("91", 1);

    [Fact]
    public async Task Two_people_judge_a_pair_and_a_third_kind_of_reader_does_not()
    {
        var made = await peopled.Node.Folder.RunAsync("generate", "--subjects", "3", "--records", "0");
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);
        using var officer = await SignedInAsync("officer");
        using var runner = await SignedInAsync("operator");
        Assert.Contains("没有这样的判定", await TextAsync(officer, Pairs));
        Assert.Contains("未发现疑似同一主体", await TextAsync(officer, Pairs + "?state=suspected"));

        var (status, alone) = await officer.SubmitAsync(Pairs + "/new", "propose", ("leading", New), ("other", Old), ("verdict", "Same"), ("kind1", "Name"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("registry.pair-evidence-not-on-both", alone);
        Assert.Contains(New, alone);
        var (proposed, _) = await officer.SubmitAsync(
            Pairs + "/new", "propose", ("leading", New), ("other", Old), ("verdict", "Same"), ("kind1", "Authority"), ("value1", "测试局 测函〔2026〕1号"), ("note1", "同一主体"));
        Assert.Equal(HttpStatusCode.Redirect, proposed);

        var page = PageIn(await officer.TextAsync(Pairs));
        Assert.Contains("须由另一个账号复核", await TextAsync(officer, page));
        Assert.Equal(HttpStatusCode.Redirect, (await runner.SubmitAsync(page, "decide", ("accept", "true"), ("note", "已核对依据"))).Status);
        using (var led = await runner.GetAsync("/registry/subjects/" + Old))
        {
            Assert.Equal(HttpStatusCode.Redirect, led.StatusCode);
        }

        Assert.Contains("须由另一个账号终止", await TextAsync(runner, page));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.SubmitAsync(page, "end", ("reason", "误"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(page, "end", ("reason", "判定有误"))).Status);
        Assert.Contains("判定有误", await TextAsync(runner, "/registry/subjects/" + Old));

        // Officers of one organisation do not judge of the whole register.
        await peopled.EmployAsync(("officer-of-one", "officer", SubjectId.Of(IdentifierKind.Uscc, New).Value));
        foreach (var name in new[] { "officer-of-one", "reporter", "auditor" })
        {
            using var refused = await peopled.People[name].GetAsync("/api/v1" + Pairs);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    private static string PageIn(string text)
    {
        var at = text.IndexOf($"href=\"{Pairs}/0", StringComparison.Ordinal);
        Assert.True(at > 0, text);
        return text.Substring(at + "href=\"".Length, Pairs.Length + 1 + Guid.Empty.ToString().Length);
    }

    private static async Task<string> TextAsync(Browser browser, string address) =>
        WebUtility.HtmlDecode(await browser.TextAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=zh-Hans"));

    private async Task<Browser> SignedInAsync(string name)
    {
        var browser = new Browser(peopled.Node.Anyone.BaseAddress!);
        await browser.SubmitAsync("/sign-in", "password", ("name", name), ("password", peopled.Passwords[name]));
        Assert.True(await browser.IsSignedInAsync());
        return browser;
    }
}
