using System.Net;
using System.Text.RegularExpressions;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Goal: the pages of catalogue and governance work without script. Method: the real program; links and forms are followed as a
// browser without script would.
public sealed partial class PageTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private HttpClient Anyone => shared.Node.Anyone;

    [Theory]
    [InlineData("/catalogue", "数据目录", "Catalogue")]
    [InlineData("/status", "运行状态", "Status")]
    [InlineData("/sign-in", "登录", "Sign in")]
    [InlineData("/datasets/{cities}/versions/1", "第 1 版", "version 1")]
    public async Task A_page_speaks_both_languages(string path, string chinese, string english)
    {
        path = path.Replace("{cities}", await CitiesAsync(), StringComparison.Ordinal);
        Assert.Contains(chinese, Heading(await ReadAsync(path)), StringComparison.Ordinal);
        Assert.Contains(english, Heading(await ReadAsync(path + "?lang=en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_finds_by_words_and_says_what_to_do_when_nothing_fits()
    {
        Assert.Contains("/datasets/" + await CitiesAsync(), await ReadAsync("/catalogue?q=%E5%9F%8E%E5%B8%82&theme=09"), StringComparison.Ordinal);
        var nothing = await ReadAsync("/catalogue?q=zzzzzz");
        Assert.DoesNotContain("/datasets/", nothing, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的数据集", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_filters_and_sorts_by_the_parameters_of_the_rows_api()
    {
        var page = await ReadAsync($"/datasets/{await CitiesAsync()}?people__gt=12000000&sort=people");
        Assert.Equal(["0102", "0101"], Codes(page));
        Assert.Contains("download.csv?people__gt=12000000", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_form_leads_to_one_parameter_of_the_rows_api()
    {
        var cities = await CitiesAsync();
        using var answer = await Anyone.GetAsync($"/datasets/{cities}?sort=people&view.column=name&view.operator=prefix&view.value=%E5%A4%A9");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var to = answer.Headers.Location!.OriginalString;
        Assert.EndsWith($"/datasets/{cities}?sort=people&name__prefix=%E5%A4%A9#preview", to, StringComparison.Ordinal);
        Assert.Equal(["0102"], Codes(await ReadAsync(to)));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_understood_is_said_and_all_rows_are_shown()
    {
        using var answer = await Anyone.GetAsync($"/datasets/{await CitiesAsync()}?no-such-column=1");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("no-such-column", page, StringComparison.Ordinal);
        Assert.Equal(["0101", "0102", "0103"], Codes(page));
    }

    [Fact]
    public async Task Without_script_the_chart_is_a_table_of_groups()
    {
        var page = await ReadAsync($"/datasets/{await CitiesAsync()}?view.x=name&view.f=Sum&view.y=people");
        Assert.Contains("21,893,095", page[page.IndexOf("id=\"chart\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/upload")]
    [InlineData("/operations")]
    [InlineData("/audit")]
    public async Task What_needs_a_key_leads_to_the_sign_in_page(string path)
    {
        using var answer = await Anyone.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in?return=" + Uri.EscapeDataString(path), answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_handed_in_by_the_form_leads_to_its_operation_and_its_receipt()
    {
        using var client = await SignedInAsync();
        using var good = Form("a,b\n1,2\n3,4\n5,6,7\n", "三行");
        var operation = await EndedAsync(client, await HandInAsync(client, good));
        Assert.Contains("已完成", operation, StringComparison.Ordinal);
        var receipt = await client.GetStringAsync(ReceiptLink().Match(operation).Value);
        Assert.Contains("已发布", receipt, StringComparison.Ordinal);
        Assert.Equal(["3", "2", "1", "0"], Figures().Matches(receipt).Select(m => m.Groups["n"].Value));
    }

    [Fact]
    public async Task A_refused_file_says_in_words_what_was_found_and_where()
    {
        using var client = await SignedInAsync();
        using var bad = Form("a,b\n1,2\n\"x,1\n", "坏文件");
        var operation = await EndedAsync(client, await HandInAsync(client, bad));
        Assert.Contains("file.unclosed-quote", operation, StringComparison.Ordinal);
        Assert.Contains("3", Regex.Match(operation, "class=\"notice-title\".*?error-code", RegexOptions.Singleline).Value, StringComparison.Ordinal);
        var receipt = await client.GetStringAsync(ReceiptLink().Match(operation).Value);
        Assert.Contains("已拒收", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_trail_can_be_narrowed_to_an_actor()
    {
        using var client = await SignedInAsync();
        var trail = await client.GetStringAsync("/audit?actor=system%3Aload");
        Assert.Contains("VersionPublished", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("KeyCreated", trail, StringComparison.Ordinal);
    }

    private async Task<string> CitiesAsync() =>
        (await shared.Node.GetAsync("/api/v1/datasets?q=%E5%9F%8E%E5%B8%82")).GetProperty("items")[0].GetProperty("slug").GetString()!;

    private async Task<string> ReadAsync(string path)
    {
        using var answer = await Anyone.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    // A browser that has signed in by the form.
    private async Task<HttpClient> SignedInAsync()
    {
        var key = await shared.Node.Folder.RunAsync("key", "create", "page tests");
        var client = new HttpClient { BaseAddress = Anyone.BaseAddress };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = key.Output.Trim(), ["return"] = "/upload" });
        using var answer = await client.PostAsync("/sign-in", form);
        Assert.Equal("/upload", answer.RequestMessage!.RequestUri!.AbsolutePath);
        return client;
    }

    private static MultipartFormDataContent Form(string file, string title) => new()
    {
        { new StringContent(file), "file", "table.csv" },
        { new StringContent(title), "title" },
    };

    private static async Task<string> HandInAsync(HttpClient client, HttpContent form)
    {
        using var answer = await client.PostAsync("/upload", form);
        Assert.StartsWith("/operations/", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        return answer.RequestMessage.RequestUri.AbsolutePath;
    }

    // The page as it stands when the operation is over.
    private static async Task<string> EndedAsync(HttpClient client, string path)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var page = await client.GetStringAsync(path, guard.Token);
            if (!page.Contains("<gx-operation", StringComparison.Ordinal))
            {
                return page;
            }

            await Task.Delay(100, guard.Token);
        }
    }

    private static string Heading(string page) => HeadingText().Match(page).Groups["text"].Value;

    private static string[] Codes(string page)
    {
        var from = page.IndexOf("<gx-rows", StringComparison.Ordinal);
        return [.. RowHeads().Matches(page[from..page.IndexOf("</gx-rows>", StringComparison.Ordinal)]).Select(m => m.Groups["text"].Value)];
    }

    [GeneratedRegex("<h1[^>]*>(?<text>.*?)</h1>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex HeadingText();

    [GeneratedRegex("<th scope=\"row\">(?<text>[^<]*)</th>", RegexOptions.CultureInvariant)]
    private static partial Regex RowHeads();

    [GeneratedRegex("/submissions/[0-9a-f-]+", RegexOptions.CultureInvariant)]
    private static partial Regex ReceiptLink();

    [GeneratedRegex("<td class=\"figure\"[^>]*>(?<n>[0-9,]+)</td>", RegexOptions.CultureInvariant)]
    private static partial Regex Figures();
}
