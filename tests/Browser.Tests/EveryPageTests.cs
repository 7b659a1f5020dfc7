namespace Gongxin.Browser.Tests;

// Goal: every page can be read by everybody: axe finds nothing in either language, nothing is wider than a telephone, one h1, no
// fault of script or content policy. The pages are the site map's and those that need an id or a key. A class per language, so
// that both run at once.
public sealed class EveryChinesePageTests(BrowserNode node) : EveryPageTests(node, "zh-Hans");

public sealed class EveryEnglishPageTests(BrowserNode node) : EveryPageTests(node, "en");

public abstract class EveryPageTests(BrowserNode node, string language)
{
    private const int Telephone = 360;
    private const int LooksMax = 50;

    private static readonly string[] Open =
    [
        "/",
        "/catalogue",
        "/catalogue?q=分类",
        "/catalogue?q=nothing-like-this",
        "/catalogue?theme=07",
        "/catalogue?q=hyfl",
        "/catalogue?q=产量和天气&year=2026",
        "/datasets/figures",
        "/datasets/figures?sort=-产量",
        "/datasets/figures/versions/1",
        "/datasets/gb-t-4754-2017",
        "/standards",
        "/standards/open-data-domains",
        "/standards/calendar",
        "/standards/deadlines",
        "/collection",
        "/collection/checks",
        "/collection/rates",
        "/collection/sources/help",
        "/collection/tasks",
        "/collection/templates",
        "/collection/templates/industry-monthly",
        "/credit",
        "/credit?q=nothing-like-this",
        "/credit/licences",
        "/credit/penalties",
        "/credit/penalties?decided_from=2026-02-30",
        "/credit/abnormal",
        "/credit/enforcement",
        "/credit/evaluations",
        "/credit/honours",
        "/credit/contracts",
        "/credit/annual-reports",
        "/credit/voluntary",
        "/credit/voluntary?decided_from=2026-02-30",
        "/credit/classes",
        "/credit/classes/licence",
        "/credit/classes/annual-report",
        "/credit/classes/voluntary",
        "/credit/publicity",
        "/credit/statistics",
        "/credit/timeliness",
        "/credit/withdrawals",
        "/credit/stop-use",
        "/credit/commitments",
        "/credit/commitments?performance=broken",
        "/credit/lists",
        "/credit/lists/gsyzwf",
        "/credit/lists/attention",
        "/credit/measures",
        "/cases",
        "/cases?failed=true",
        "/cases/apply?kind=complaint",
        "/cases/mine",
        "/credit/reports",
        "/credit/verify",
        "/credit/check/element",
        "/credit/verify?number=20261126100000000ABCDE&code=NOSUCHCODE22",
        "/credit/publicity?kind=penalty&decided=2026-03-31&severity=general&safety=true",
        "/ledger",
        "/ledger/1",
        "/status",
        "/registry",
        "/registry?q=nothing-like-this",
        "/registry?q=x",
        "/resources",
        "/resources?class=2&open=1",
        "/resources?q=nothing-like-this",
        "/resources/201001/1",
        "/resources/statistics",
        "/catalogue/freshness",
        "/catalogue/series",
        "/catalogue/series/figures-by-year",
        "/quality",
        "/quality/mqa",
        "/quality/pilot",
        "/quality/metrics/mqa.spatial",
        "/quality/datasets/stations",
        "/about",
        "/docs",
        "/docs/api",
        "/docs/facades",
        "/docs/problems",
        "/accessibility",
        "/site-map",
        "/statistics",
        "/statistics?dataset=figures&from=2026-01-01&to=2026-03-31",
        "/sign-in",
        "/sign-in?failed=1",
        "/sign-in/code",
        "/sign-in/forgotten",
        "/sign-in/identity",
        "/governance/invitations/accept?token=x",
        "/governance/roles",
        "/governance/recover?token=x",
        "/datasets/no-such-thing",
        "/no-such-page",
        "/datasets/wells",
        "/datasets/wells/versions/1",
        "/datasets/stations",
        "/datasets/stations/diff",
        "/datasets/stations/diff?key=站点",
        "/datasets/figures/diff",
        "/datasets/stations?as_of=2099-01-01",
        "/datasets/stations/versions/1/bundle",
        "/datasets/figures/chart",
        "/datasets/figures/chart?view.type=scatter&view.x=编号&view.y=产量&view.series=地区",
        "/datasets/figures/chart?view.type=share&view.x=地区&view.f=sum&view.y=产量&年份__ge=2010",
        "/datasets/places/chart?view.type=map",
        "/embed/datasets/places/chart?view.type=map&view.f=sum&view.y=网点数",
        "/embed/datasets/figures/chart?view.x=年份&view.f=avg&view.y=产量&view.series=地区",
        "/embed/datasets/figures/table?sort=-产量",
        PublishedPages.Organisation,
        PublishedPages.FromWorkbook,
        PublishedPages.Entered,
        PublishedPages.WithoutFigures,
        PublishedPages.Merged,
        PublishedPages.MergedCredit,
    ];

    private static readonly string[] WithKey =
    [
        "/submissions/held",
        "/submissions/held?state=all",
        "/upload",
        "/datasets/figures/update-cycle",
        "/datasets/figures/entry",
        "/search",
        "/search/synonyms",
        "/operations",
        "/audit",
        "/governance/account",
        "/notices",
        "/notices/ways",
        "/notices/ways/confirm?token=x",
        "/governance/account/identity",
        "/governance/memberships",
        "/notices/deliveries",
        "/datasets/figures/withdraw",
        "/datasets/figures/versions/1/withdraw",
        "/datasets/stations/versions/1/restore",
        "/collection/due",
        "/collection/reviews",
        "/collection/checks/trial",
        "/collection/templates/drafts",
        PublishedPages.Draft,
        PublishedPages.DraftSheet,
        PublishedPages.NewSheet,
        PublishedPages.DraftPreview,
        PublishedPages.Trial,
        "/collection/sources",
        "/collection/workbooks",
        PublishedPages.Source,
        PublishedPages.FailedSource,
        PublishedPages.NewSource,
        "/collection/workbooks?template=industry-monthly",
        "/registry/screen",
        "/registry/subjects/pairs",
        "/registry/subjects/pairs?state=suspected",
        "/registry/subjects/pairs/new",
        PublishedPages.Pair,
        PublishedPages.PairInForce,
        "/cases/desk",
        "/cases/desk?state=answered",
        "/credit/check",
        "/credit/reports/batches",
        "/credit/measures/desk",
        "/credit/bindings",
        "/credit/measures/desk?state=to-end",
        "/credit/memoranda/new",
        "/resources/mine",
        "/resources/mine/new",
        "/resources/reviews",
        "/resources/import",
    ];

    public static TheoryData<string> Pages => [.. Open, .. WithKey];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_without_faults_and_fits_a_telephone(string page)
    {
        await using var open = await node.LookAsync(language, signedIn: WithKey.Contains(page));
        var path = await node.Published.PathOfAsync(page);
        var answer = await open.Page.GotoAsync(path);
        Assert.True(answer!.Status is 200 or 404 or 410, $"{path}: {answer.Status}");
        Assert.Equal(language, await open.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await open.Page.Locator("h1").CountAsync());

        // Before axe, which puts style into the page itself.
        await open.SettleAsync();
        Assert.Empty(open.Faults);
        await Axe.AssertCleanAsync(open.Page);

        // Charts follow the window a moment later.
        await open.Page.SetViewportSizeAsync(Telephone, 900);
        const string Over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        for (var look = 0; look < LooksMax && await open.Page.EvaluateAsync<int>(Over) > 0; look++)
        {
            await Task.Delay(100);
        }

        var over = await open.Page.EvaluateAsync<int>(Over);
        Assert.True(over <= 0, $"{path} is {over} px wider than the window of a telephone.");
    }
}
