using Microsoft.Playwright;

namespace Gongxin.Browser.Tests;

// Goal: suggestions while typing can be walked, taken and left by keyboard alone, are told to screen readers, and the field works
// without them.
public sealed class SuggestTests(BrowserNode node)
{
    [Fact]
    public async Task A_dataset_is_found_by_pinyin_and_opened_with_the_keyboard()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/catalogue");
        var field = open.Page.Locator("#words");
        await field.FocusAsync();
        await open.Page.Keyboard.TypeAsync("chanliang");
        var list = open.Page.Locator("#words-suggestions");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(list.GetByRole(AriaRole.Option).First).ToContainTextAsync("分地区产量");
        await Assertions.Expect(open.Page.Locator("gx-suggest:has(#words) [role=status]")).ToContainTextAsync("1");

        await open.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-activedescendant", "words-suggestions-0");
        await Assertions.Expect(list.GetByRole(AriaRole.Option).First).ToHaveAttributeAsync("aria-selected", "true");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.WaitForURLAsync("**/datasets/figures");
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task An_answer_that_comes_late_does_not_take_the_place_of_who_walks()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/catalogue");
        var field = open.Page.Locator("#words");
        await field.FocusAsync();
        await open.Page.Keyboard.TypeAsync("chan");
        await Assertions.Expect(open.Page.Locator("#words-suggestions")).ToBeVisibleAsync();

        // The answer to the whole word stays under way.
        await open.Page.RouteAsync("**/*q=chanliang*", _ => Task.CompletedTask);
        var dropped = new TaskCompletionSource();
        open.Page.RequestFailed += (_, request) => dropped.TrySetResult();
        var asked = open.Page.WaitForRequestAsync("**/*q=chanliang*");
        await open.Page.Keyboard.TypeAsync("liang");
        await asked;
        await open.Page.Keyboard.PressAsync("ArrowDown");
        await dropped.Task.WaitAsync(TimeSpan.FromSeconds(5));
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-activedescendant", "words-suggestions-0");
    }

    [Fact]
    public async Task Escape_closes_the_list_and_Enter_sends_the_words()
    {
        await using var open = await node.OpenAsync();
        await open.Page.GotoAsync("/catalogue");
        await open.Page.Locator("#words").FocusAsync();
        await open.Page.Keyboard.TypeAsync("产量");
        var list = open.Page.Locator("#words-suggestions");
        await Assertions.Expect(list).ToBeVisibleAsync();
        await open.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(open.Page.Locator("#words")).ToHaveAttributeAsync("aria-activedescendant", new System.Text.RegularExpressions.Regex("^words-suggestions-"));
        await open.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(list).ToBeHiddenAsync();
        await Assertions.Expect(open.Page.Locator("#words")).ToHaveValueAsync("产量");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.WaitForURLAsync("**/catalogue?q=*");
        Assert.Equal("产量", await open.Page.Locator("main mark").First.InnerTextAsync());
    }

    [Fact]
    public async Task Without_script_the_field_sends_its_words()
    {
        await using var open = await node.OpenAsync(script: false);
        await open.Page.GotoAsync("/catalogue");
        await open.Page.Locator("#words").FillAsync("chanliang");
        await open.Page.Locator("#words").PressAsync("Enter");
        await open.Page.WaitForURLAsync("**/catalogue?q=chanliang");
        Assert.Equal(1, await open.Page.Locator("main .results > li").CountAsync());
    }
}
