using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Gongxin.Browser.Tests;

// axe, asked for what is wrong only: its own binding opens a second page for each answer, and lists every element that is right.
internal static class Axe
{
    private const string Run = """
        async () => (await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
        })).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join(' | ')}`)
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    public static async Task AssertCleanAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        Assert.Empty(await page.EvaluateAsync<string[]>(Run));
    }
}
