using Gongxin.Running;

namespace Gongxin.Browser.Tests;

// Goal: a form is filled in like a spreadsheet, and nothing that was written is lost. A block is pasted over several rows and columns,
// Enter goes down, the draft is kept by itself, and what is written without a connection is kept when it is back.
public sealed class FormIslandTests(BrowserNode node)
{
    // A valid credit code; the region 990100 does not exist.
    private const string Uscc = "51990100MJ00000507";

    [Fact]
    public async Task A_block_is_pasted_and_kept_also_through_a_dropped_connection()
    {
        var organisation = await ReportingSteps.AdmitAsync(node.Node, Uscc, "测试茶叶协会");
        using var runner = await node.Node.WithKeyAsync("collection.read-submissions", "collection.run-tasks");
        using var clerk = await node.Node.WithKeyAsync("collection.read-submissions", "collection.report");
        var (_, id) = await ReportingSteps.StartAsync(runner, clerk, "茶叶业月报", organisation, needsForwarding: false);
        await using var desk = await node.OpenAsync();
        await desk.SignInAsync(clerk.DefaultRequestHeaders.Authorization!.Parameter!);
        var page = desk.Page;
        await page.GotoAsync($"/collection/submissions/{id}");

        await page.EvaluateAsync("""
            () => {
              const block = new DataTransfer();
              block.setData("text/plain", "100\t200\t300\r\n90\t180\t270\r\n");
              document.querySelector("[name='v.0.0.0']").dispatchEvent(new ClipboardEvent("paste", { clipboardData: block, bubbles: true, cancelable: true }));
            }
            """);
        Assert.Equal(["100", "300", "90", "270"], await Task.WhenAll(new[] { "v.0.0.0", "v.0.0.2", "v.0.1.0", "v.0.1.2" }.Select(n => page.InputValueAsync($"[name='{n}']"))));
        await SaidAsync(desk, "草稿已保存");

        await page.FocusAsync("[name='v.0.0.0']");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("v.0.1.0", await page.EvaluateAsync<string>("() => document.activeElement.name"));

        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("[name='v.0.1.0']", "95");
        await SaidAsync(desk, "网络中断");
        await page.Context.SetOfflineAsync(false);
        await SaidAsync(desk, "草稿已保存");
        await page.ReloadAsync();
        Assert.Equal("95", await page.InputValueAsync("[name='v.0.1.0']"));
        Assert.Equal("300", await page.InputValueAsync("[name='v.0.0.2']"));
        Assert.Null(await page.EvaluateAsync<string?>("() => localStorage.getItem(Object.keys(localStorage).find(k => k.startsWith('gx-form:')) ?? '')"));
    }

    private static Task SaidAsync(OpenPage desk, string text) => desk.Page.Locator("gx-form [role=status]", new() { HasText = text }).WaitForAsync();
}
