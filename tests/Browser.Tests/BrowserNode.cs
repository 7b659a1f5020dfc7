using System.Collections.Concurrent;
using System.Net.Http.Json;
using Gongxin.Fixtures;
using Gongxin.Running;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Gongxin.Browser.Tests.BrowserNode))]

namespace Gongxin.Browser.Tests;

// One browser and one node with real data for all tests; tests that hand in files use slugs of their own.
public sealed class BrowserNode : IAsyncLifetime
{
    private const float OwnNodeMilliseconds = 90_000;

    private readonly ConcurrentDictionary<(string Language, bool SignedIn), Task<IBrowserContext>> _readers = new();

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private string _signedIn = "";

    public RunningNode Node { get; private set; } = null!;
    internal PublishedPages Published { get; private set; } = null!;
    public string Key { get; private set; } = "";
    public Uri Address => Node.Anyone.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var lists = Path.Combine(Repository.Root, "src/Modules/Standards/CodeLists/Files");
        var loaded = await folder.RunAsync(
            "load", Path.Combine(lists, "gb-t-4754-2017.csv"), Path.Combine(lists, "open-data-domains.csv"), Path.Combine(Repository.Root, "src/Kernel/Time/Files/workday-calendar-cn.csv"));
        Assert.True(loaded.ExitCode is 0 or 3, loaded.Output + loaded.Errors);
        var rows = string.Concat(Enumerable.Range(1, 120).Select(i => $"{i},{2000 + (i % 24)},{(i == 60 ? "many" : $"{i * 37 % 1000}.5")},{(i % 3 == 0 ? "华东" : "华北")}\n"));
        await folder.LoadAsync(folder.Write("figures.csv", "编号,年份,产量,地区\n" + rows), "figures", title: "分地区产量", theme: "07");
        await folder.LoadAsync(folder.Write("places.csv", "区划代码,网点数\n330100,12\n330200,7\n110000,9\n710000,3\n810000,4\n990000,1\n"), "places", title: "各省服务网点");
        await folder.LoadAsync(folder.Write("wells.csv", "编号,水位\n1,3.5\n"), "wells", title: "水井监测");
        foreach (var (text, reason) in new[] { ("站点,PM2.5,级别\n东湖,35,优\n西山,60,良\n南门,90,轻度\n", "首次发布"), ("站点,PM2.5,级别\n东湖,35,优\n西山,66,良\n北站,20,优\n", "更正西山读数，撤站与新站") })
        {
            await folder.LoadAsync(folder.Write("stations.csv", text), "stations", title: "空气监测站", reason: reason);
        }

        Node = await RunningNode.StartAsync(folder, new Dictionary<string, string> { ["Gongxin__SourcesToPrivateAddresses"] = "true" });
        Published = new PublishedPages(Node);
        using var client = await Node.WithKeyAsync();
        Key = client.DefaultRequestHeaders.Authorization!.Parameter!;
        await ResourceSteps.PublishAsync(Node, ResourceSteps.Sample("城市绿化覆盖情况"), dataset: "figures");
        foreach (var (address, said) in new (string, object)[]
        {
            ("/api/v1/series/figures-by-year", new { title = "历年产量", titleEn = "Figures by year" }),
            ("/api/v1/datasets/figures/entry", new { region = "330000", coversFrom = "2000", coversUntil = "2023", series = "figures-by-year", place = "2000–2023" }),
        })
        {
            using var stated = await client.PutAsJsonAsync(address, said);
            stated.EnsureSuccessStatusCode();
        }

        using var withdrawn = await client.PostAsJsonAsync("/api/v1/datasets/wells/withdrawal", new { kind = "error", reason = "水位单位填写错误，更正后将另行发布。" });
        withdrawn.EnsureSuccessStatusCode();

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        await using var first = await OpenAsync();
        await first.SignInAsync(Key);
        _signedIn = await first.Page.Context.StorageStateAsync();
    }

    // A reader of its own, with own cookies; faults of scripts and of the content policy are gathered in `Faults`.
    public async Task<OpenPage> OpenAsync(int width = 1280, string language = "zh-Hans", bool script = true, bool signedIn = false)
    {
        var context = await ContextAsync(width, language, script, signedIn, Address);
        return new OpenPage(await context.NewPageAsync(), () => context.CloseAsync());
    }

    // A reader of a node that a test has to itself, which sees its first requests beside everything else that runs.
    public async Task<OpenPage> OpenAsync(RunningNode at, string language, bool script = true)
    {
        var context = await ContextAsync(1280, language, script, signedIn: false, at.Anyone.BaseAddress!);
        context.SetDefaultTimeout(OwnNodeMilliseconds);
        context.SetDefaultNavigationTimeout(OwnNodeMilliseconds);
        return new OpenPage(await context.NewPageAsync(), () => context.CloseAsync());
    }

    // One of many pages that a reader looks at and does nothing on: what they share is fetched once.
    public async Task<OpenPage> LookAsync(string language, bool signedIn)
    {
        var page = await (await _readers.GetOrAdd((language, signedIn), _ => ContextAsync(1280, language, script: true, signedIn, Address))).NewPageAsync();
        return new OpenPage(page, () => page.CloseAsync());
    }

    private async Task<IBrowserContext> ContextAsync(int width, string language, bool script, bool signedIn, Uri address)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            StorageState = signedIn ? _signedIn : null,
        });
        await context.AddCookiesAsync([new Cookie { Name = "gx-language", Value = language, Url = address.ToString() }]);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Node.DisposeAsync();
        await Node.Folder.DisposeAsync();
    }
}

public sealed class OpenPage : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private const int QuietLooks = 3;
    private const int LooksMax = 1500;

    private readonly Func<Task> _close;
    private readonly ConcurrentDictionary<IRequest, bool> _underWay = new();

    public OpenPage(IPage page, Func<Task> close)
    {
        (_close, Page) = (close, page);
        page.Request += (_, request) => Begin(request);
        page.RequestFinished += (sender, request) => _underWay.TryRemove(request, out _);
        page.RequestFailed += (sender, request) => _underWay.TryRemove(request, out _);
        page.FrameNavigated += (_, frame) => Arrive(frame);
        page.PageError += (_, fault) => Faults.Add(fault);
        page.Console += (_, message) =>
        {
            // A page of an error status is told by the browser as well; that is no fault of the page.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                Faults.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }
    public List<string> Faults { get; } = [];

    public async Task SignInAsync(string key)
    {
        await Page.GotoAsync("/sign-in");
        await Page.Locator("input[name=key]").FillAsync(key);
        await Page.Locator("form:has(input[name=key]) button[type=submit]").ClickAsync();
        await Page.WaitForLoadStateAsync();
    }

    // Until what the page and its scripts ask for has come. The browser's own "network idle" takes half a second each time.
    public async Task SettleAsync()
    {
        var quiet = 0;
        for (var look = 0; quiet < QuietLooks; look++)
        {
            Assert.True(look < LooksMax, $"{Page.Url} does not come to rest.");
            await Task.Delay(Look);
            quiet = _underWay.IsEmpty ? quiet + 1 : 0;
        }
    }

    // What the page before had asked for ends with it, and the browser does not always say so.
    private void Begin(IRequest request)
    {
        if (request.IsNavigationRequest && request.Frame == Page.MainFrame)
        {
            _underWay.Clear();
        }

        _underWay[request] = true;
    }

    // Nor of what the page before still asked for while the next one was on its way.
    private void Arrive(IFrame frame)
    {
        if (frame == Page.MainFrame)
        {
            _underWay.Clear();
        }
    }

    public ValueTask DisposeAsync() => new(_close());
}
