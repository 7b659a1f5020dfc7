using Gongxin.Catalogue.Versions.Bundles;
using Gongxin.Kernel.Ledger.Notes;
using Microsoft.Playwright;

namespace Gongxin.Browser.Tests;

// Goal: without a mouse a reader finds a dataset by its pinyin, charts it, takes the code that embeds the chart, downloads the whole
// and verifies it offline. Every step is Tab, typing and Enter; what cannot be reached so fails.
public sealed class KeyboardJourneyTests(BrowserNode node)
{
    private const int TabsMax = 250;

    [Fact]
    public async Task A_dataset_is_found_charted_embedded_downloaded_and_verified_by_keyboard_alone()
    {
        await using var open = await node.OpenAsync();
        var page = open.Page;
        await page.GotoAsync("/");
        await TabToAsync(page, "main input[name=q]");
        await page.Keyboard.TypeAsync("chanliang");
        await page.Keyboard.PressAsync("Escape");
        await FollowAsync(page, "Enter", "**/catalogue?*");
        await TabToAsync(page, "main a[href='/datasets/figures']");
        await FollowAsync(page, "Enter", "**/datasets/figures");

        await TabToAsync(page, "main a[href^='/datasets/figures/chart']");
        await FollowAsync(page, "Enter", "**/datasets/figures/chart*");
        await TabToAsync(page, "select[name='view.type']");
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("Bar", await page.InputValueAsync("select[name='view.type']"));
        await TabToAsync(page, "main form button[type=submit]");
        await FollowAsync(page, "Enter", "**/datasets/figures/chart?*view.type=Bar*");
        var code = await page.Locator("#embed textarea, #embed code, .embed code, .embed textarea").First.EvaluateAsync<string>("e => e.value ?? e.textContent");
        Assert.Contains("<iframe", code);
        Assert.Contains("view.type=Bar", System.Net.WebUtility.HtmlDecode(code));
        await using (var framed = await node.OpenAsync())
        {
            var source = System.Text.RegularExpressions.Regex.Match(System.Net.WebUtility.HtmlDecode(code), "src=\"(?<src>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture).Groups["src"].Value;
            Assert.Equal(200, (await framed.Page.GotoAsync(source))!.Status);
            Assert.True(await framed.Page.Locator("table").CountAsync() > 0);
        }

        // By the way that the page says it lies on.
        await TabToAsync(page, "nav a[href='/datasets/figures']");
        await FollowAsync(page, "Enter", "**/datasets/figures");
        await TabToAsync(page, "main a[href*='/bundle']");
        await FollowAsync(page, "Enter", "**/bundle");
        for (var look = 0; look < 100 && await page.Locator("a[download]").CountAsync() == 0; look++)
        {
            await Task.Delay(200);
            await page.ReloadAsync();
        }

        await TabToAsync(page, "main a[download]");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        var file = Path.Combine(Path.GetTempPath(), $"gongxin-{Guid.CreateVersion7():N}.zip");
        await download.SaveAsAsync(file);
        try
        {
            var keys = await node.Node.GetAsync("/api/v1/ledger/keys");
            var trusted = NoteKey.TryParse(keys.GetProperty("items").EnumerateArray().Last().GetProperty("key").GetString()!)!;
            var verdict = CheckBundle.Run(file, [trusted]);
            Assert.Empty(verdict.Faults.Select(f => f.Code));
            Assert.Equal("dataset:figures/1", verdict.Proof!.Entry!.Subject);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Empty(open.Faults);
    }

    // Until the focus stands on the first element of this kind; the focus must be seen there.
    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var tabs = 0; tabs < TabsMax; tabs++)
        {
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
            {
                Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.matches(':focus-visible')"), $"The focus on {selector} cannot be seen.");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} is not reached by {TabsMax} tabs on {page.Url}.");
    }

    private static async Task FollowAsync(IPage page, string key, string address)
    {
        await page.Keyboard.PressAsync(key);
        await page.WaitForURLAsync(address);
    }
}
