using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Gongxin.Contracts.Registry;
using Gongxin.Fixtures;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Identity;
using Gongxin.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Site.Tests.Governance;

// Goal: a person who forgot the password gets back by mail, and an organisation brings people in, with the pages alone. Method: the
// real program with a mail server of the test, on both engines.
public sealed partial class PeopleJourneyTests : IDisposable
{
    private const string Password = "seven-quiet-herons-26";
    private const string New = "eight-quiet-herons-27";

    private readonly MailSink _mails = new();

    public void Dispose() => _mails.Dispose();

    [Theory, ClassData(typeof(Engines))]
    public async Task A_forgotten_password_is_set_anew_by_mail(Engine engine)
    {
        await using var node = await StartAsync(engine);
        await EmployAsync(node, "somebody", null);
        using var old = new Browser(node.Anyone.BaseAddress!);
        await SignInAsync(old, "somebody", Password);
        await old.SubmitAsync("/notices/ways?lang=en", "way", ("kind", "Mail"), ("address", "one@node.test"), ("codes", ""));
        var (_, asked) = await old.SubmitAsync("/notices/ways?lang=en", "confirm-");
        Assert.Contains("A link was mailed", asked);
        var confirm = await LinkAsync("/notices/ways/confirm");
        var (_, confirmed) = await old.SubmitAsync(confirm + "&lang=en", "confirm", ("password", Password));
        Assert.Contains("The address is confirmed", confirmed);

        // Known or not: the same page.
        using var browser = new Browser(node.Anyone.BaseAddress!);
        Assert.Contains("/sign-in/forgotten", await browser.TextAsync("/sign-in"));
        var (first, known) = await browser.SubmitAsync("/sign-in/forgotten?lang=en", "forgotten", ("name", "somebody"));
        var (second, unknown) = await browser.SubmitAsync("/sign-in/forgotten?lang=en", "forgotten", ("name", "nobody-here"));
        Assert.Equal(first, second);
        Assert.Contains("If there is an open account of this name", known);
        Assert.Equal(known, unknown);
        Assert.Equal(HttpStatusCode.Accepted, (await node.Anyone.PostAsJsonAsync("/api/v1/governance/recoveries", new { name = "nobody-here" })).StatusCode);

        var recover = await LinkAsync("/governance/recover");
        await browser.SubmitAsync(recover, "recover", ("password", New));
        Assert.False(await old.IsSignedInAsync());
        var (_, again) = await browser.SubmitAsync(recover, "recover", ("password", Password));
        Assert.Contains("account.link-spent", again);
        await SignInAsync(browser, "somebody", New);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_node_without_mail_sends_to_the_administrator(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await using var node = await RunningNode.StartAsync(folder);
        using var browser = new Browser(node.Anyone.BaseAddress!);
        var page = await browser.TextAsync("/sign-in/forgotten?lang=en");
        Assert.Contains("This site sends no mail", page);
        Assert.DoesNotContain("value=\"forgotten\"", page);
        Assert.Equal(HttpStatusCode.Conflict, (await node.Anyone.PostAsJsonAsync("/api/v1/governance/recoveries", new { name = "somebody" })).StatusCode);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_organisation_invites_and_answers_who_asks_to_join(Engine engine)
    {
        await using var node = await StartAsync(engine);
        var (own, other) = (await OrganisationAsync(node, "911101080000000003"), await OrganisationAsync(node, "91330106MA2CFLDG4R"));
        await EmployAsync(node, "reviewer-a", own);
        await EmployAsync(node, "reviewer-b", other);
        using var reviewer = new Browser(node.Anyone.BaseAddress!);
        using var stranger = new Browser(node.Anyone.BaseAddress!);
        await SignInAsync(reviewer, "reviewer-a", Password);
        await SignInAsync(stranger, "reviewer-b", Password);

        var (_, made) = await reviewer.SubmitAsync("/governance/invitations?lang=en", "invite", ("role", Roles.Reporter), ("organisation", own.ToString()), ("days", "7"), ("email", ""));
        var link = Path().Match(made).Value;
        Assert.StartsWith("/governance/invitations/accept?token=", link);
        var (_, refused) = await reviewer.SubmitAsync("/governance/invitations?lang=en", "invite", ("role", Roles.Reporter), ("organisation", other.ToString()), ("days", "7"));
        Assert.Contains("invitation.organisation-not-found", refused);
        Assert.DoesNotContain("withdraw-", await stranger.TextAsync("/governance/invitations"));

        using var newcomer = new Browser(node.Anyone.BaseAddress!);
        Assert.Contains("测试机构", await newcomer.TextAsync(link));
        var (_, opened) = await newcomer.SubmitAsync(link + "&lang=en", "open", ("name", "newcomer"), ("fullName", "New Comer"), ("password", Password));
        Assert.Contains("The role is yours", opened);
        await SignInAsync(newcomer, "newcomer", Password);
        Assert.Contains(own.ToString(), await newcomer.TextAsync("/api/v1/governance/people/me"));
        using (var spent = new Browser(node.Anyone.BaseAddress!))
        {
            Assert.Contains("This invitation does not work", await spent.TextAsync(link + "&lang=en"));
        }

        // The newcomer asks for the other organisation: only its reviewer sees and answers it.
        var (_, asked) = await newcomer.SubmitAsync("/governance/memberships?lang=en", "ask", ("organisation", other.ToString()), ("role", Roles.Reporter), ("why", "I work for both."));
        Assert.Contains("Your request waits", asked);
        Assert.DoesNotContain("I work for both.", await reviewer.TextAsync("/governance/memberships"));
        var (_, reasonless) = await stranger.SubmitAsync("/governance/memberships?lang=en", "decide-", ("decision", "decline"), ("reason", ""));
        Assert.Contains("membership.not-good", reasonless);
        var (_, accepted) = await stranger.SubmitAsync("/governance/memberships?lang=en", "decide-", ("decision", "accept"), ("reason", ""));
        Assert.Contains("The role is granted", accepted);
        Assert.Contains(other.ToString(), await newcomer.TextAsync("/api/v1/governance/people/me"));

        foreach (var (browser, address, status) in new[]
        {
            (newcomer, "/api/v1/governance/invitations", HttpStatusCode.Forbidden), (newcomer, "/api/v1/governance/memberships", HttpStatusCode.Forbidden),
            (newcomer, "/api/v1/governance/memberships/mine", HttpStatusCode.OK), (reviewer, "/api/v1/governance/invitations", HttpStatusCode.OK),
        })
        {
            using var answer = await browser.GetAsync(address);
            Assert.Equal((address, status), (address, answer.StatusCode));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anyone.GetAsync("/api/v1/governance/invitations")).StatusCode);
    }

    private async Task<RunningNode> StartAsync(Engine engine) => await RunningNode.StartAsync(await NodeFolder.CreateAsync(engine), new Dictionary<string, string>
    {
        ["Gongxin__MailServer"] = $"127.0.0.1:{_mails.Port}",
        ["Gongxin__MailFrom"] = "node@node.test",
        ["Gongxin__MailEncrypted"] = "false",
        ["Gongxin__PublicAddress"] = "https://node.test",
    });

    // The link of the first mail that holds one to this path; other mail may come before it.
    private async Task<string> LinkAsync(string path)
    {
        for (var i = 0; i < 300; i++)
        {
            var links = _mails.Got.Select(m => Path().Match(MailSink.TextOf(m)).Value);
            if (links.FirstOrDefault(l => l.StartsWith(path + "?token=", StringComparison.Ordinal)) is { } link)
            {
                return link;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No mail leads to {path}: {string.Join("\n---\n", _mails.Got)}");
    }

    private static async Task SignInAsync(Browser browser, string name, string password)
    {
        await browser.SubmitAsync("/sign-in", "password", ("name", name), ("password", password));
        Assert.True(await browser.IsSignedInAsync());
    }

    private static Task EmployAsync(RunningNode node, string name, Guid? organisation) => DoAsync(node, async services =>
    {
        var account = await services.GetRequiredService<AccountDesk>().OpenWithPasswordAsync(name, name, Password, mustChange: false, CancellationToken.None);
        if (organisation is { } own)
        {
            await services.GetRequiredService<GrantDesk>().GrantAsync(account.Id.Value, Roles.OrganisationReviewer, own, null, null, null, CancellationToken.None);
        }
    });

    private static async Task<Guid> OrganisationAsync(RunningNode node, string uscc)
    {
        var id = SubjectId.Of(IdentifierKind.Uscc, uscc);
        await DoAsync(node, async services =>
        {
            await services.GetRequiredService<ISubjects>().PutAsync([new SubjectData { Uscc = uscc, Name = "测试机构" + uscc[^1] }], "test", CancellationToken.None);
            await services.GetRequiredService<IOrganisations>().AdmitAsync(new(id, OrganisationKind.Association), CancellationToken.None);
        });
        return id.Value;
    }

    private static async Task DoAsync(RunningNode node, Func<IServiceProvider, Task> work)
    {
        await using var app = WebNode.Build(NodeFolder.GivenFor(node.Folder.Settings));
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("test");
        await work(scope.ServiceProvider);
    }

    [GeneratedRegex(@"/(governance|notices)/[a-z/]+\?token=[\w-]{43}", RegexOptions.ExplicitCapture)]
    private static partial Regex Path();
}
