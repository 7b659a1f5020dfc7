using System.Globalization;
using System.Resources;
using Gongxin.Standards;

namespace Gongxin.Modules.Tests.Standards;

public sealed class StandardsPagesTests(StandardsSite site) : IClassFixture<StandardsSite>
{
    [Theory]
    [InlineData("en", "Industrial classification for national economic activities")]
    [InlineData("zh", "国民经济行业分类（GB/T 4754—2017）")]
    public async Task The_overview_names_every_list_in_the_readers_language(string language, string title)
    {
        var page = await site.PageAsync("/standards", language);

        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains("href=\"/standards/gb-t-4754-2017\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_searched_and_paged()
    {
        var found = await site.PageAsync("/standards/gb-t-4754-2017?q=dgzz");
        var second = await site.PageAsync("/standards/gb-t-4754-2017?page=2");

        Assert.Contains("稻谷种植", found, StringComparison.Ordinal);
        Assert.DoesNotContain("小麦种植", found, StringComparison.Ordinal);
        Assert.Contains("aria-current=\"page\"", second, StringComparison.Ordinal);
        Assert.DoesNotContain("稻谷种植", second, StringComparison.Ordinal);
        Assert.Contains("No item has", await site.PageAsync("/standards/open-types?q=zzzz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_compared_with_its_source_is_marked_so()
    {
        Assert.Contains("must not be quoted as law", await site.PageAsync("/standards/punishment-measures"), StringComparison.Ordinal);
        Assert.DoesNotContain("must not be quoted as law", await site.PageAsync("/standards/penalty-kinds"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_shows_a_year_and_says_what_is_not_known()
    {
        Assert.Contains("248", await site.PageAsync("/standards/calendar?year=2026"), StringComparison.Ordinal);
        Assert.Contains("not known to this node", await site.PageAsync("/standards/calendar?year=2027"), StringComparison.Ordinal);
        Assert.Contains("the days from 2026-12-29", await site.PageAsync("/standards/calendar?year=2026"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_is_explained_on_the_page()
    {
        var page = await site.PageAsync("/standards/deadlines?rule=SGS_7WD&from=2026-02-12");

        Assert.Contains("2026-02-28", page, StringComparison.Ordinal);
        Assert.Contains("Spring Festival", page, StringComparison.Ordinal);
        Assert.Contains("Days that were not counted: 10", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Provisional", page, StringComparison.Ordinal);
        Assert.Contains("Provisional", await site.PageAsync("/standards/deadlines?rule=SGS_7WD&from=2026-12-28"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rule=SGS_7WD&from=yesterday", "standards.query-not-readable")]
    [InlineData("rule=NO_SUCH_RULE&from=2026-01-01", "rule.unknown")]
    [InlineData("rule=PUBLICITY_GENERAL_MAX&from=2019-01-01", "rule.not-in-force")]
    public async Task A_form_that_cannot_be_answered_says_why(string query, string code)
    {
        var page = await site.PageAsync("/standards/deadlines?" + query);

        Assert.Contains("error-summary", page, StringComparison.Ordinal);
        Assert.Contains(code, page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"answer\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/standards")]
    [InlineData("/standards/statutory-deadlines")]
    [InlineData("/standards/workday-calendar-cn")]
    [InlineData("/standards/dishonesty-severity-rules")]
    [InlineData("/standards/gb-t-4754-2017")]
    [InlineData("/standards/calendar?year=2026")]
    [InlineData("/standards/deadlines?rule=SHARE_UNCOND_1&from=2026-12-30")]
    [InlineData("/standards/deadlines?rule=LIC_RENEW_30&from=2026-12-31&extended=true")]
    public async Task No_page_shows_the_key_of_a_missing_text(string path)
    {
        var keys = new ResourceManager(typeof(StandardsText)).GetResourceSet(CultureInfo.InvariantCulture, true, true)!
            .Cast<System.Collections.DictionaryEntry>().Select(e => ((string)e.Key).Split('.')[0]).ToHashSet();

        foreach (var language in new[] { "en", "zh" })
        {
            var page = await site.PageAsync(path, language);
            Assert.All(keys, prefix => Assert.DoesNotMatch($@">\s*{prefix}\.[\w.-]+\s*<", page));
        }
    }
}
