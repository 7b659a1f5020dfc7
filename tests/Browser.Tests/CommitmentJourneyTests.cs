using Gongxin.Contracts.Registry;

namespace Gongxin.Browser.Tests;

// Goal: an officer records a commitment and judges it; everybody sees it with its subject, until it is void. Without script.
public sealed class CommitmentJourneyTests(BrowserNode node)
{
    [Theory]
    [InlineData("zh-Hans", "91990100000000748Y", "91990100000000756R", "全部未履行")]
    [InlineData("en", "91990100000000764L", "9199010000000073XY", "Broken")]
    public async Task A_commitment_is_recorded_judged_and_declared_void(string language, string firm, string body, string broken)
    {
        await node.Node.Folder.PutAsync(new SubjectData { Uscc = firm, Name = $"测试承诺人{firm[^3..]}示例有限公司" }, new SubjectData { Uscc = body, Name = $"测试受理单位{body[^3..]}" });
        await using var officer = await node.OpenAsync(language: language, script: false);
        await officer.SignInAsync(node.Key);
        await officer.Page.GotoAsync("/credit/commitments/desk");
        foreach (var (field, value) in new[]
        {
            ("uscc", firm), ("body", body), ("reason", "容缺受理承诺"), ("content", "十五日内补交材料"), ("liability", "撤销受理"), ("madeOn", "2026-11-02"), ("validUntil", "2020-01-01"),
        })
        {
            await officer.Page.FillAsync($"main form[method=post] [name={field}]", value);
        }

        await officer.Page.SelectOptionAsync("main form[method=post] [name=kind]", "materials");
        await officer.Page.SelectOptionAsync("main form[method=post] [name=scope]", "public");
        await officer.Page.ClickAsync("main form[method=post] button");

        // The last day lies before the day on which it was made: told with its field, and nothing that was typed is lost.
        Assert.Equal(1, await officer.Page.Locator(".error-summary a[href='#validUntil']").CountAsync());
        Assert.Equal("十五日内补交材料", await officer.Page.InputValueAsync("[name=content]"));
        await officer.Page.FillAsync("[name=validUntil]", "");
        await officer.Page.ClickAsync("main form[method=post] button");
        await officer.Page.WaitForURLAsync(u => u.Split('/')[^1] is { Length: 20 } code && code.All(char.IsAsciiDigit));
        var address = officer.Page.Url;

        await officer.Page.SelectOptionAsync("[name=performance]", "broken");
        await officer.Page.FillAsync("[name=notKept]", "未补交材料");
        await officer.Page.FillAsync("[name=consequence]", "撤销受理");
        await officer.Page.ClickAsync("section[aria-labelledby=judge] button");
        Assert.Contains(broken, await officer.Page.Locator("main .badge").First.InnerTextAsync());

        await using var citizen = await node.OpenAsync(language: language);
        await citizen.Page.GotoAsync("/credit/subjects/" + firm);
        Assert.Empty(citizen.Faults);
        await Axe.AssertCleanAsync(citizen.Page);
        await citizen.Page.ClickAsync("section[aria-labelledby=commitments] tbody a");
        Assert.Equal(address, citizen.Page.Url);
        Assert.Contains("未补交材料", await citizen.Page.Locator("main").InnerTextAsync());
        Assert.Equal(0, await citizen.Page.Locator("main form").CountAsync());
        await Axe.AssertCleanAsync(citizen.Page);

        await officer.Page.FillAsync("[name=reason]", "重复登记");
        await officer.Page.ClickAsync("section[aria-labelledby=void] button");
        Assert.Equal(0, await officer.Page.Locator("main form[method=post]").CountAsync());
        Assert.Equal(404, (await citizen.Page.ReloadAsync())!.Status);
        await using var look = await node.OpenAsync(width: 500, language: language, signedIn: true);
        await look.Page.GotoAsync("/credit/commitments/desk");
        await Axe.AssertCleanAsync(look.Page);
    }
}
