using System.Globalization;
using Gongxin.Fixtures;
using Gongxin.Governance.Accounts;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Identity;
using Gongxin.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Site.Tests.Governance;

// Goal: with an identity service of the settings people come in as who they bound themselves to be, and every way around that is
// refused. Method: the real program and a small real service, on the loopback address; a browser without script walks between them.
public sealed class ServiceSignInTests : IAsyncLifetime
{
    private const string Password = "seven-quiet-herons-26";
    private const string Me = "/governance/account/identity";
    private const string Refused = "/sign-in?problem=identity.service-refused";

    private readonly List<IAsyncDisposable> _open = [];
    private IdentityProvider _service = null!;
    private RunningNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await IdentityProvider.StartAsync();
        _node = await NodeAsync(await NodeFolder.CreateAsync(Engine.Sqlite), countsAsSecondFactor: false);
        await OpenAsync("somebody");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_open))
        {
            await one.DisposeAsync();
        }

        await _service.DisposeAsync();
    }

    [Fact]
    public async Task An_identity_is_bound_by_the_owner_and_then_signs_in()
    {
        using var first = New();
        Assert.Contains("/sign-in/service?return=", await first.TextAsync("/sign-in?lang=en"));

        // Not bound: nobody is signed in, and the page says what to do.
        Assert.StartsWith("/sign-in/identity?return=%2Fstatus", await first.FollowAsync("/sign-in/service?return=/status"));
        Assert.False(await first.IsSignedInAsync());
        Assert.Contains(Me, await first.TextAsync("/sign-in/identity"));

        // With the password, what the service said a moment ago is bound.
        await SignInAsync(first, "somebody");
        Assert.Contains("测试人员", await first.TextAsync(Me));
        var (_, wrong) = await first.SubmitAsync(Me, "bind", ("password", "wrong"));
        Assert.Contains("identity.sign-in-failed", wrong);
        await first.SubmitAsync(Me, "bind", ("password", Password));
        Assert.Contains(_service.Address, await first.TextAsync(Me));

        using var second = New();
        Assert.Equal("/status", await second.FollowAsync("/sign-in/service?return=/status"));
        Assert.Contains("\"name\":\"somebody\"", await second.TextAsync("/api/v1/governance/people/me"));

        // Another person of the service is nobody here.
        _service.Subject = "person-8";
        using var third = New();
        Assert.StartsWith("/sign-in/identity", await third.FollowAsync("/sign-in/service"));
        Assert.False(await third.IsSignedInAsync());

        // Closed: the identity opens nothing.
        _service.Subject = "person-7";
        await DoAsync<AccountDesk>(async d => await d.CloseAsync(await IdAsync("somebody"), CancellationToken.None));
        using var fourth = New();
        Assert.Equal(Refused, await fourth.FollowAsync("/sign-in/service"));
        Assert.False(await second.IsSignedInAsync());
        Assert.False(await fourth.IsSignedInAsync());
    }

    [Fact]
    public async Task To_say_who_one_is_signs_nobody_in()
    {
        await BoundAsync("somebody");
        using var browser = New();
        Assert.StartsWith("/sign-in?return=", new Uri(await browser.FollowAsync($"/sign-in/service?identify=true&return={Me}")).PathAndQuery);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("nonce")]
    [InlineData("no nonce")]
    [InlineData("exp")]
    [InlineData("sub")]
    [InlineData(nameof(Signing.OtherKey))]
    [InlineData(nameof(Signing.ClientSecret))]
    [InlineData(nameof(Signing.None))]
    public async Task A_token_that_is_not_good_is_refused(string fault)
    {
        await BoundAsync("somebody");
        _service.Signing = Enum.TryParse<Signing>(fault, out var signing) ? signing : Signing.OwnKey;
        _service.Cheat = claims =>
        {
            switch (fault)
            {
                case "iss": claims["iss"] = "https://other.test"; break;
                case "aud": claims["aud"] = "another-client"; break;
                case "nonce": claims["nonce"] = "of another request"; break;
                case "no nonce": claims.Remove("nonce"); break;
                case "exp": claims["exp"] = (long)claims["iat"] - 3600; claims["nbf"] = (long)claims["iat"] - 7200; break;
                case "sub": claims.Remove("sub"); break;
            }
        };
        using var browser = New();
        Assert.Equal(Refused, await browser.FollowAsync("/sign-in/service?return=/status"));
        Assert.False(await browser.IsSignedInAsync());

        // And the same way with nothing wrong leads in.
        (_service.Signing, _service.Cheat) = (Signing.OwnKey, _ => { });
        Assert.Equal("/status", await browser.FollowAsync("/sign-in/service?return=/status"));
    }

    [Fact]
    public async Task An_answer_belongs_to_one_browser_and_counts_once()
    {
        await BoundAsync("somebody");
        using var attacker = New();
        var callback = await CallbackAsync(attacker);

        // The attacker's answer in the browser of somebody else: that would sign the victim in as the attacker.
        using var victim = New();
        Assert.Equal(Refused, await victim.FollowAsync(callback));
        Assert.False(await victim.IsSignedInAsync());

        // In the own browser it counts, once.
        Assert.Equal("/status", await attacker.FollowAsync(callback));
        using var again = await attacker.GetAsync(callback);
        Assert.Equal(Refused, again.Headers.Location!.ToString());

        // An answer for another state of the same browser, and one without anything.
        var (one, two) = (await CallbackAsync(victim), await CallbackAsync(victim));
        var mixed = one.Split("&state=")[0] + "&state=" + two.Split("&state=")[1];
        Assert.Equal(Refused, await victim.FollowAsync(mixed));
        Assert.Equal(Refused, await victim.FollowAsync("/sign-in/service/callback"));
        Assert.Equal(Refused, await victim.FollowAsync("/sign-in/service/callback?error=access_denied&state=" + two.Split("&state=")[1]));
        Assert.False(await victim.IsSignedInAsync());
        Assert.True(_service.RefusedCodes > 0);
    }

    [Theory]
    [InlineData("//evil.test/")]
    [InlineData("https://evil.test/")]
    [InlineData("/\\evil.test")]
    public async Task Nobody_is_led_to_another_site(string back)
    {
        await BoundAsync("somebody");
        using var browser = New();
        Assert.Equal("/", await browser.FollowAsync("/sign-in/service?return=" + Uri.EscapeDataString(back)));
        Assert.Equal("/", await browser.FollowAsync("/sign-in/service?identify=true&return=" + Uri.EscapeDataString(back)));
    }

    [Fact]
    public async Task The_second_factor_stays_unless_the_services_counts()
    {
        await BoundAsync("somebody");
        var codes = await WithFactorAsync("somebody");
        using (var browser = New())
        {
            Assert.Equal("/sign-in/code?return=%2Fstatus", await browser.FollowAsync("/sign-in/service?return=/status"));
            Assert.False(await browser.IsSignedInAsync());
            await browser.SubmitAsync("/sign-in/code?return=/status", "code", ("code", codes[0]));
        }

        var counting = await NodeAsync(_node.Folder, countsAsSecondFactor: true);
        using var other = new Browser(counting.Anyone.BaseAddress!);
        Assert.Equal("/status", await other.FollowAsync("/sign-in/service?return=/status"));
        Assert.True(await other.IsSignedInAsync());
    }

    [Fact]
    public async Task A_service_that_is_away_is_said_and_without_the_setting_there_is_none()
    {
        var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var away = Keep(await RunningNode.StartAsync(folder, new Dictionary<string, string> { ["Gongxin__SignIn__Authority"] = "http://127.0.0.1:1", ["Gongxin__SignIn__ClientId"] = "x" }));
        using (var browser = new Browser(away.Anyone.BaseAddress!))
        {
            Assert.StartsWith("/sign-in?problem=identity.service-away", await browser.FollowAsync("/sign-in/service"));
            Assert.Contains("identity.service-away", await browser.TextAsync("/sign-in?problem=identity.service-away"));
        }

        var without = Keep(await RunningNode.StartAsync(folder));
        using var plain = new Browser(without.Anyone.BaseAddress!);
        Assert.DoesNotContain("/sign-in/service", await plain.TextAsync("/sign-in"));
        foreach (var address in new[] { "/sign-in/service", "/sign-in/service/callback?code=x&state=y" })
        {
            using var answer = await plain.GetAsync(address);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private Browser New() => new(_node.Anyone.BaseAddress!);

    // The address with which the service sends the browser back.
    private static async Task<string> CallbackAsync(Browser browser)
    {
        using var start = await browser.GetAsync("/sign-in/service?return=/status");
        using var service = await browser.GetAsync(start.Headers.Location!.ToString());
        return service.Headers.Location!.ToString();
    }

    private async Task BoundAsync(string name)
    {
        using var browser = New();
        await browser.FollowAsync("/sign-in/service");
        await SignInAsync(browser, name);
        await browser.SubmitAsync(Me, "bind", ("password", Password));
        Assert.Contains(_service.Address, await browser.TextAsync(Me));
    }

    private static async Task SignInAsync(Browser browser, string name)
    {
        await browser.SubmitAsync("/sign-in", "password", ("name", name), ("password", Password));
        Assert.True(await browser.IsSignedInAsync());
    }

    private async Task<RunningNode> NodeAsync(NodeFolder folder, bool countsAsSecondFactor) => Keep(await RunningNode.StartAsync(folder, new Dictionary<string, string>
    {
        ["Gongxin__SignIn__Authority"] = _service.Address,
        ["Gongxin__SignIn__ClientId"] = IdentityProvider.Client,
        ["Gongxin__SignIn__ClientSecret"] = IdentityProvider.Secret,
        ["Gongxin__SignIn__NameEn"] = "City Identity",
        ["Gongxin__SignIn__NameZh"] = "市民身份",
        ["Gongxin__SignIn__CountsAsSecondFactor"] = countsAsSecondFactor.ToString(CultureInfo.InvariantCulture),
    }));

    private RunningNode Keep(RunningNode node)
    {
        _open.Add(node);
        return node;
    }

    private Task OpenAsync(string name) => DoAsync<AccountDesk>(d => d.OpenWithPasswordAsync(name, name, Password, mustChange: false, CancellationToken.None));

    private async Task<Guid> IdAsync(string name)
    {
        var id = Guid.Empty;
        await DoAsync<AccountReads>(async a => id = (await a.ListAsync(name, null, CancellationToken.None)).Items.Single().Id);
        return id;
    }

    private async Task<IReadOnlyList<string>> WithFactorAsync(string name)
    {
        IReadOnlyList<string> codes = [];
        var me = new Actor(ActorKind.Person, $"person:{await IdAsync(name)}", name, new HashSet<string>());
        await DoAsync<OwnAccount>(
            async own =>
            {
                var secret = await own.BeginSecondFactorAsync(CancellationToken.None);
                codes = await own.ConfirmSecondFactorAsync(TimeCodes.CodeOf(secret, TimeCodes.StepAt(TimeProvider.System.GetUtcNow())), null, CancellationToken.None);
            },
            me);
        return codes;
    }

    // Composed beside the node, on its data: what an administrator does meanwhile.
    private async Task DoAsync<TService>(Func<TService, Task> work, Actor? actor = null)
        where TService : notnull
    {
        await using var app = WebNode.Build(new Dictionary<string, string?> { ["GONGXIN_DATA"] = _node.Folder.Settings.DataFolder });
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor ?? Actor.System("test");
        await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
