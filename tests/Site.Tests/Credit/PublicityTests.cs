using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Credit;

// Goal: whoever asks how long a record is public gets the day and the reason, on the page and over the API.
public sealed class PublicityTests(SharedNode shared) : IClassFixture<SharedNode>
{
    [Fact]
    public async Task The_period_and_its_reason_are_the_same_on_the_page_and_over_the_API()
    {
        const string Query = "kind=penalty&decided=2026-03-31&severity=general&safety=true";
        var answer = await shared.Node.GetAsync("/api/v1/credit/publicity?" + Query);
        Assert.Equal("decree58", answer.GetProperty("regime").GetString());
        Assert.Equal(("2027-03-31", "2029-03-31"), (answer.GetProperty("repairFrom").GetString(), answer.GetProperty("until").GetString()));
        Assert.Equal(12, answer.GetProperty("shortest").GetProperty("months").GetInt32());
        Assert.Contains("58", answer.GetProperty("shortest").GetProperty("legalBasis").GetProperty("en").GetString());

        Assert.Contains("2029-03-31", await shared.Node.Anyone.GetStringAsync("/credit/publicity?lang=en&" + Query));
        Assert.Contains("国家发展改革委令第58号", WebUtility.HtmlDecode(await shared.Node.Anyone.GetStringAsync("/credit/publicity?lang=zh-Hans&" + Query)));
        Assert.Equal(13, (await shared.Node.GetAsync("/api/v1/credit/publicity/rules")).GetArrayLength());
    }

    [Fact]
    public async Task What_is_normally_not_shown_says_so() =>
        Assert.Contains("Minor records are normally not shown", await shared.Node.Anyone.GetStringAsync("/credit/publicity?lang=en&decided=2026-04-01&severity=minor"));

    [Theory]
    [InlineData("kind=penalty&decided=2026-02-30")]
    [InlineData("kind=penalty&decided=0001-01-01")]
    [InlineData("kind=penalty&decided=9999-12-31")]
    [InlineData("kind=1&decided=2026-04-01")]
    [InlineData("kind=penalty&decided=2026-04-01&severity=grave")]
    [InlineData("kind=licence&decided=2026-04-01&valid_until=soon")]
    public async Task What_cannot_be_read_is_refused(string query)
    {
        using var answer = await shared.Node.Anyone.GetAsync("/api/v1/credit/publicity?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("credit.query-not-readable", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        using var page = await shared.Node.Anyone.GetAsync("/credit/publicity?lang=en&" + query);
        Assert.Contains("credit.query-not-readable", await page.Content.ReadAsStringAsync());
    }
}
