using System.Net;
using System.Security.Cryptography;

namespace Gongxin.Modules.Tests.Standards;

public sealed class StandardsApiTests(StandardsSite site) : IClassFixture<StandardsSite>
{
    [Fact]
    public async Task The_code_lists_are_listed_with_an_exact_total_and_a_cursor_that_ends()
    {
        var slugs = new List<string?>();
        string? next = "";
        long total = 0;
        while (next is not null)
        {
            var page = await site.GetAsync($"/api/v1/standards/code-lists?limit=25{(next.Length == 0 ? "" : "&cursor=" + next)}");
            slugs.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("slug").GetString()));
            total = page.GetProperty("total").GetInt64();
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(total, slugs.Count);
        Assert.Equal(slugs.Count, slugs.Distinct().Count());
        Assert.Contains("gb-t-4754-2017", slugs);
    }

    [Fact]
    public async Task A_list_comes_with_what_it_is_and_with_the_items_that_were_asked_for()
    {
        var list = await site.GetAsync("/api/v1/standards/code-lists/gb-t-4754-2017?q=稻谷&limit=1");

        Assert.Equal("国家统计局", list.GetProperty("list").GetProperty("issuer").GetProperty("zh").GetString());
        Assert.Equal(1970, list.GetProperty("list").GetProperty("items").GetInt32());
        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal("0111", item.GetProperty("code").GetString());
        Assert.Equal("011", item.GetProperty("more").GetProperty("parent").GetString());
        Assert.Equal(list.GetProperty("total").GetInt64() > 1, list.GetProperty("next").GetString() is not null);
    }

    [Fact]
    public async Task A_list_is_downloaded_byte_for_byte()
    {
        var list = await site.GetAsync("/api/v1/standards/code-lists/open-types");
        var answer = await site.Client.GetAsync(new Uri("/api/v1/standards/code-lists/open-types/download.csv", UriKind.Relative));
        var digest = Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync()));

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(list.GetProperty("list").GetProperty("sha256").GetString(), digest);
    }

    [Fact]
    public async Task A_year_has_all_its_days_with_their_notices()
    {
        var year = await site.GetAsync("/api/v1/standards/calendar/2026");

        Assert.Equal(248, year.GetProperty("workingDays").GetInt32());
        Assert.Equal(365, year.GetProperty("days").GetArrayLength());
        var saturday = year.GetProperty("days").EnumerateArray().Single(d => d.GetProperty("on").GetString() == "2026-02-28");
        Assert.Equal("make_up_working_day", saturday.GetProperty("kind").GetString());
        Assert.StartsWith("http", saturday.GetProperty("noticeUrl").GetString(), StringComparison.Ordinal);
        Assert.False((await site.GetAsync("/api/v1/standards/calendar/2027")).GetProperty("isAnnounced").GetBoolean());
    }

    [Fact]
    public async Task A_rule_can_be_read_through_time()
    {
        var rules = await site.GetAsync("/api/v1/standards/rules?code=PUBLICITY_GENERAL_MAX");

        Assert.Equal(["12", "36", "12"], rules.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("value").GetString()));
        Assert.Equal(0, (await site.GetAsync("/api/v1/standards/rules?code=NO_SUCH_RULE")).GetProperty("total").GetInt64());
    }

    [Theory]
    [InlineData("rule=SGS_7WD&from=2026-02-12", "2026-02-28", false)]
    [InlineData("rule=SGS_7WD&from=2026-12-28", "2027-01-06", true)]
    [InlineData("rule=LIC_DECIDE_20&from=2026-03-02&extended=true", "2026-04-14", false)]
    [InlineData("rule=LIC_DECIDE_20&from=2026-03-02&pause=2026-03-04..2026-03-10&pause=2026-03-12..2026-03-12", "2026-04-08", false)]
    public async Task A_deadline_says_when_and_whether_it_may_move(string query, string due, bool isProvisional)
    {
        var deadline = await site.GetAsync("/api/v1/standards/deadline?" + query);

        Assert.Equal(due, deadline.GetProperty("dueOn").GetString());
        Assert.Equal(isProvisional, deadline.GetProperty("isProvisional").GetBoolean());
        Assert.Equal("start_day", deadline.GetProperty("skipped")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_clock_that_stands_has_no_last_day()
    {
        var deadline = await site.GetAsync("/api/v1/standards/deadline?rule=LIC_DECIDE_20&from=2026-03-02&pause=2026-03-04..");

        Assert.Equal(System.Text.Json.JsonValueKind.Null, deadline.GetProperty("dueOn").ValueKind);
    }

    [Theory]
    [InlineData("code-lists/no-such-list", 404, "standards.code-list-not-found")]
    [InlineData("code-lists/no-such-list/download.csv", 404, "standards.code-list-not-found")]
    [InlineData("code-lists?limit=100000", 400, "standards.query-not-readable")]
    [InlineData("code-lists?limit=-1", 400, "standards.query-not-readable")]
    [InlineData("code-lists?cursor=!!", 400, "standards.query-not-readable")]
    [InlineData("code-lists?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAA", 400, "standards.query-not-readable")]
    [InlineData("calendar/1900", 404, "standards.year-not-covered")]
    [InlineData("calendar/2028", 404, "standards.year-not-covered")]
    [InlineData("deadline?rule=NO_SUCH_RULE&from=2026-01-01", 404, "rule.unknown")]
    [InlineData("deadline?rule=PUBLICITY_GENERAL_MAX&from=2019-01-01", 422, "rule.not-in-force")]
    [InlineData("deadline?rule=SGS_7WD&from=2026-02-30", 400, "standards.query-not-readable")]
    [InlineData("deadline?rule=SGS_7WD&from=0001-01-01", 400, "standards.date-out-of-range")]
    [InlineData("deadline?rule=SGS_7WD&from=9999-12-31", 400, "standards.date-out-of-range")]
    [InlineData("deadline?rule=SGS_7WD&from=2026-01-05&pause=2026-01-08", 400, "standards.query-not-readable")]
    [InlineData("deadline?rule=SGS_7WD&from=2026-01-05&pause=2026-01-08..2026-01-07", 400, "standards.query-not-readable")]
    public async Task What_cannot_be_answered_is_refused_with_a_code(string path, int status, string code) =>
        Assert.Equal((status, code), await site.RefusedAsync("/api/v1/standards/" + path));

    [Fact]
    public async Task Who_has_this_edition_is_told_so()
    {
        var first = await site.Client.GetAsync(new Uri("/api/v1/standards/rules", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/standards/rules", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var other = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/standards/rules", UriKind.Relative));
        other.Headers.TryAddWithoutValidation("If-None-Match", "\"another\"");

        Assert.Equal(HttpStatusCode.NotModified, (await site.Client.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.Client.SendAsync(other)).StatusCode);
        var refused = await site.Client.GetAsync(new Uri("/api/v1/standards/calendar/1900", UriKind.Relative));
        Assert.Null(refused.Headers.ETag);
    }
}
