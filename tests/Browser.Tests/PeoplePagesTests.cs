using System.Net;
using Gongxin.Kernel.Identity;
using Gongxin.Running;
using Microsoft.Playwright;

namespace Gongxin.Browser.Tests;

// Goal: an organisation invites somebody, who opens an account with the link and asks to join another organisation, which answers; all
// of it on pages that everybody can read and that fit a telephone, with content and with errors.
public sealed class PeoplePagesTests(BrowserNode node)
{
    private const string Password = "seven-quiet-herons-26";
    private const string Long = "浙江省手工业与民间工艺美术行业联合发展促进会（测试）";
    private const int Telephone = 500;

    [Fact]
    public async Task People_are_invited_and_ask_to_join_on_pages_for_everybody()
    {
        var own = await ReportingSteps.AdmitAsync(node.Node, "51990100MJ0000106D", Long);
        var other = await ReportingSteps.AdmitAsync(node.Node, "51990100MJ0000114W", "测试园艺协会");
        await EmployAsync("garden-lead", other);
        await EmployAsync("craft-lead", own);

        await using var lead = await SignedInAsync("craft-lead");
        await LookAsync(lead, "/governance/invitations");
        await FillAsync(lead.Page, "invite", ("organisation", Guid.CreateVersion7().ToString()));
        await CheckAsync(lead);
        await FillAsync(lead.Page, "invite", ("organisation", own.ToString()));
        await CheckAsync(lead);
        var link = new Uri(await lead.Page.Locator("main pre code").InnerTextAsync());

        await using (var newcomer = await node.OpenAsync())
        {
            await LookAsync(newcomer, link.PathAndQuery);
            await FillAsync(newcomer.Page, "open", ("name", "craft-newcomer"), ("fullName", "测试新成员"), ("password", "12345678"));
            await CheckAsync(newcomer);
            await FillAsync(newcomer.Page, "open", ("password", Password));
            await CheckAsync(newcomer);
        }

        await using var asker = await SignedInAsync("craft-newcomer");
        await LookAsync(asker, "/governance/memberships");
        await FillAsync(asker.Page, "ask", ("organisation", other.ToString()), ("why", "我负责两家协会的月度报送，需要为园艺协会填报。"));
        await CheckAsync(asker);
        await LookAsync(asker, "/governance/account");
        await LookAsync(asker, "/governance/account/identity");
        await LookAsync(asker, "/notices/ways");
        await FillAsync(asker.Page, "way", ("address", "somebody@example.org"));
        await CheckAsync(asker);
        await LookAsync(asker, "/notices/ways/confirm?token=x");
        await FillAsync(asker.Page, "confirm", ("password", "wrong"));
        await CheckAsync(asker);

        await using var garden = await SignedInAsync("garden-lead");
        await LookAsync(garden, "/governance/memberships");
        await garden.Page.Locator("button[value=decline]").ClickAsync();
        await CheckAsync(garden);
        await garden.Page.Locator("input[name=reason]").FillAsync("请先由所在协会出具说明。");
        await garden.Page.Locator("button[value=decline]").ClickAsync();
        await CheckAsync(garden);
        await LookAsync(asker, "/governance/memberships");
        Assert.Contains("请先由所在协会出具说明。", await asker.Page.InnerTextAsync("main"));
    }

    private async Task EmployAsync(string name, Guid organisation)
    {
        using var administrator = await node.Node.WithKeyAsync("governance.people", "governance.accounts", "governance.grants");
        var opened = await ReportingSteps.SendAsync(administrator, HttpMethod.Post, "/api/v1/governance/people", new { name, fullName = "" }, HttpStatusCode.Created);
        await ReportingSteps.SendAsync(
            administrator, HttpMethod.Post, "/api/v1/governance/grants", new { personId = opened.GetProperty("id").GetGuid(), role = Roles.OrganisationReviewer, organisationId = organisation }, HttpStatusCode.Created);
        await using var person = await node.OpenAsync();
        await person.Page.GotoAsync(opened.GetProperty("link").GetString()!);
        await FillAsync(person.Page, "recover", ("password", Password));
    }

    private async Task<OpenPage> SignedInAsync(string name)
    {
        var open = await node.OpenAsync();
        await open.Page.GotoAsync("/sign-in");
        await open.Page.Locator("input[name=name]").FillAsync(name);
        await open.Page.Locator("input[name=password]").FillAsync(Password);
        await open.Page.Locator("form:has(input[name=password]) button[type=submit]").ClickAsync();
        await open.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

        // What the page asks for is through before the next one is opened: of what is cut off then, the browser does not always tell.
        await open.SettleAsync();
        return open;
    }

    private static async Task FillAsync(IPage page, string form, params (string Name, string Value)[] fields)
    {
        var handler = page.Locator($"form:has(input[name=_handler][value={form}])");
        foreach (var (name, value) in fields)
        {
            await handler.Locator($"[name={name}]").FillAsync(value);
        }

        await handler.Locator("button[type=submit]").ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private static async Task LookAsync(OpenPage open, string path)
    {
        await open.Page.GotoAsync(path);
        await CheckAsync(open);
    }

    private static async Task CheckAsync(OpenPage open)
    {
        await open.SettleAsync();

        // axe puts style into the page itself, and the browser tells of it late.
        Assert.Empty(open.Faults.Where(f => !f.StartsWith("Applying inline style", StringComparison.Ordinal)));
        Assert.Equal(1, await open.Page.Locator("h1").CountAsync());
        await Axe.AssertCleanAsync(open.Page);
        await open.Page.SetViewportSizeAsync(Telephone, 900);
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, open.Page.Url);
        await open.Page.SetViewportSizeAsync(1280, 900);
    }
}
