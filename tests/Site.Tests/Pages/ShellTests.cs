using System.Net;
using System.Text.RegularExpressions;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Pages;

// Goal: the frame of the pages keeps its promises: strict policy, parts that are cached for ever, languages and text size
// without script, and no way from here to another site.
public sealed partial class ShellTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private HttpClient Anyone => shared.Node.Anyone;

    [Theory]
    [InlineData("/catalogue")]
    [InlineData("/datasets/cities")]
    [InlineData("/datasets/no-such-thing")]
    [InlineData("/no-such-page")]
    public async Task Pages_carry_a_policy_that_lets_nothing_foreign_or_inline_in(string path)
    {
        using var answer = await Anyone.GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var page = await answer.Content.ReadAsStringAsync();

        // A description of the dataset for machines is data, which no browser runs.
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)(?! type=""application/ld\+json"">)", page);
        Assert.DoesNotMatch(@"<[^>]+\sstyle=", page);
        Assert.DoesNotMatch(@"<[^>]+\son[a-z]+=", page);
    }

    [Fact]
    public async Task Style_sheets_and_scripts_have_their_content_in_the_name_and_are_kept_for_ever()
    {
        var page = await Anyone.GetStringAsync("/datasets/cities");
        var parts = Parts().Matches(page).Select(m => m.Groups["path"].Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.Contains(parts, p => p.Contains("/ui/css/tokens.", StringComparison.Ordinal));
        Assert.Contains(parts, p => p.Contains("/ui/islands/gx-chart.", StringComparison.Ordinal));
        Assert.Contains(parts, p => p.Contains("/ui/lib/echarts.min.", StringComparison.Ordinal));
        foreach (var part in parts)
        {
            using var answer = await Anyone.GetAsync(part);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{part}: {answer.StatusCode}");
            Assert.True(answer.Headers.CacheControl?.MaxAge >= TimeSpan.FromDays(300), $"{part}: {answer.Headers.CacheControl}");
        }
    }

    [Fact]
    public async Task The_language_is_kept_in_a_cookie_and_the_page_stays()
    {
        using var answer = await Anyone.GetAsync("/preferences/language?to=en&return=%2Fcatalogue%3Fq%3Da");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/catalogue?q=a", answer.Headers.Location!.OriginalString);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("gx-language=en", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var page = await Anyone.SendAsync(again);
        Assert.Contains("<html lang=\"en\"", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Who_has_to_sign_in_for_a_page_is_asked_to_in_its_language()
    {
        using var answer = await Anyone.GetAsync("/upload?lang=en");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("<html lang=\"en\"", await Anyone.GetStringAsync(answer.Headers.Location));

        // A refused sign-in leads back with nothing but the page that was wanted; the switch of the page still works.
        const string Failed = "/sign-in?failed=1&return=%2Fupload%3Flang%3Den";
        Assert.Contains("<html lang=\"en\"", await Anyone.GetStringAsync(Failed));
        using var chosen = new HttpRequestMessage(HttpMethod.Get, Failed);
        chosen.Headers.Add("Cookie", "gx-language=zh-Hans");
        using var page = await Anyone.SendAsync(chosen);
        Assert.Contains("<html lang=\"zh-Hans\"", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Large_text_is_a_mode_of_the_whole_page()
    {
        using var large = new HttpRequestMessage(HttpMethod.Get, "/");
        large.Headers.Add("Cookie", "gx-text-size=large");
        using var page = await Anyone.SendAsync(large);
        Assert.Contains("data-text=\"large\"", await page.Content.ReadAsStringAsync());
        Assert.DoesNotContain("data-text=", await Anyone.GetStringAsync("/"));
    }

    [Theory]
    [InlineData("/preferences/language?to=en&return=https%3A%2F%2Felsewhere.example")]
    [InlineData("/preferences/language?to=en&return=%2F%2Felsewhere.example")]
    [InlineData("/preferences/text-size?to=large&return=%2F%5Celsewhere.example")]
    [InlineData("/preferences/text-size?to=large&return=%2F%0D%0ASet-Cookie%3A%20x%3D1")]
    public async Task No_switch_leads_to_another_site(string path)
    {
        using var answer = await Anyone.GetAsync(path);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/preferences/language?to=xx&return=/")]
    [InlineData("/preferences/language")]
    [InlineData("/preferences/text-size?to=huge")]
    public async Task What_is_no_choice_changes_nothing(string path)
    {
        using var answer = await Anyone.GetAsync(path);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], c => c.Contains("=xx", StringComparison.Ordinal) || c.Contains("=huge", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_ignore_what_the_browser_accepts_and_the_API_heeds_it()
    {
        using var page = new HttpRequestMessage(HttpMethod.Get, "/");
        page.Headers.Add("Accept-Language", "en-GB,en;q=0.9");
        using var pageAnswer = await Anyone.SendAsync(page);
        Assert.Contains("<html lang=\"zh-Hans\"", await pageAnswer.Content.ReadAsStringAsync());

        using var call = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing");
        call.Headers.Add("Accept-Language", "fr;q=1, en;q=0.8, zh;q=0.1");
        using var callAnswer = await Anyone.SendAsync(call);
        Assert.Equal("en", callAnswer.Content.Headers.ContentLanguage.Single());
    }

    [GeneratedRegex("(href|src|data-lib)=\"(?<path>/ui/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();
}
