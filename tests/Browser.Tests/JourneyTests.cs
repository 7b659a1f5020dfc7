using Microsoft.Playwright;

namespace Gongxin.Browser.Tests;

// What people come for, done as they do it.
public sealed class JourneyTests(BrowserNode node)
{
    [Fact]
    public async Task A_reader_finds_a_dataset_and_sees_its_rows()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/");
        await open.Page.Locator("main input[type=search], main input[name=q]").First.FillAsync("产量");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Locator("main a[href*='/datasets/figures']").First.ClickAsync();
        await open.Page.WaitForURLAsync("**/datasets/figures*");
        Assert.Contains("分地区产量", await open.Page.Locator("h1").InnerTextAsync());
        Assert.True(await open.Page.Locator("main table").First.Locator("tbody tr").CountAsync() > 5);
        Assert.Empty(open.Faults);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_with_a_key_hands_in_a_file_and_reads_its_receipt(bool script)
    {
        await using var open = await node.OpenAsync(script: script);
        await open.SignInAsync(node.Key);
        await open.Page.GotoAsync("/upload");
        await open.Page.Locator("main input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "members.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes("name,since\nA,2024-01-01\nB,2024-02-30\n" + string.Concat(Enumerable.Repeat("C,2024-03-01\n", 40))),
        });
        var slug = script ? "members-script" : "members-plain";
        await open.Page.Locator("main input[name=dataset]").FillAsync(slug);
        await open.Page.Locator("main form button[type=submit]").Last.ClickAsync();
        for (var tries = 0; tries < 120 && await open.Page.Locator($"a[href*='/submissions/'], a[href*='/datasets/{slug}']").CountAsync() == 0; tries++)
        {
            await Task.Delay(500);
            if (!script)
            {
                await open.Page.ReloadAsync();
            }
        }

        await open.Page.Locator("a[href*='/submissions/']").First.ClickAsync();
        await open.Page.WaitForURLAsync("**/submissions/*");
        var receipt = await open.Page.Locator("main").InnerTextAsync();
        Assert.Contains("members.csv", receipt);
        Assert.Contains("42", receipt);
        await open.Page.GotoAsync($"/datasets/{slug}");
        Assert.Contains("2024-02-30", await open.Page.ContentAsync() + await (await open.Page.GotoAsync($"/datasets/{slug}/versions/1"))!.TextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_compares_two_versions_from_the_list_of_versions(bool script)
    {
        await using var open = await node.OpenAsync(script: script);
        await open.Page.GotoAsync("/datasets/stations");
        Assert.Contains("更正西山读数", await open.Page.Locator("#versions").InnerTextAsync());
        await open.Page.Locator("#versions a[href*='/diff?']").First.ClickAsync();
        await open.Page.WaitForURLAsync("**/datasets/stations/diff?from=1&to=2");
        Assert.Equal(4, await open.Page.Locator("#rows tbody tr").CountAsync());

        await open.Page.Locator("input[name=key]").FillAsync("站点");
        await open.Page.Locator("main form button[type=submit]").First.ClickAsync();
        await open.Page.WaitForURLAsync("**key=*");
        Assert.Equal(3, await open.Page.Locator("#rows tbody tr").CountAsync());
        await open.Page.Locator("main .figures a[href*='change=changed']").ClickAsync();
        var row = await open.Page.Locator("#rows tbody tr").InnerTextAsync();
        Assert.Contains("60", row);
        Assert.Contains("66", row);

        var file = await open.Page.Locator("main a[download][href*='diff.csv']").GetAttributeAsync("href");
        Assert.Contains("changed,3,3,西山,西山,66,60", await node.Node.Anyone.GetStringAsync(file));
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task The_language_switch_keeps_the_page()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/catalogue");
        await open.Page.Locator("header a[href*='to=en']").ClickAsync();
        await open.Page.WaitForURLAsync("**/catalogue*");
        Assert.Equal("en", await open.Page.Locator("html").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task A_page_can_be_walked_with_the_keyboard()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/datasets/figures");
        await open.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await open.Page.EvaluateAsync<string>("() => document.activeElement.className"));
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await open.Page.EvaluateAsync<string>("() => document.activeElement.id"));
    }
}
