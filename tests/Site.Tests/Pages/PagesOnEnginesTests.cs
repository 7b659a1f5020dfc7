using System.Net;
using System.Xml.Linq;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Pages;

// Goal: every page that robots may find answers on both engines. On SQLite a query is over when it returns, so only PostgreSQL
// shows a page that is rendered before its data is there.
public sealed class PagesOnEnginesTests
{
    private static readonly string[] More = ["/datasets/numbers/versions/1", "/datasets/numbers?n__gt=1&sort=-n&view.x=n", "/ledger/1", "/status", "/sign-in"];

    [Theory, ClassData(typeof(Engines))]
    public async Task Every_public_page_answers(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await folder.LoadAsync(folder.Write("numbers.csv", "n\n1\n2\n"), "numbers");
        await using var node = await RunningNode.StartAsync(folder);
        var pages = new List<string>(More);
        foreach (var file in await LocationsAsync(node, "/sitemap.xml"))
        {
            pages.AddRange(await LocationsAsync(node, file));
        }

        Assert.True(pages.Count > More.Length + 10, $"Only {pages.Count} pages: was the site map read?");
        foreach (var page in pages)
        {
            using var answer = await node.Anyone.GetAsync(page);
            Assert.Equal((page, HttpStatusCode.OK), (page, answer.StatusCode));
        }
    }

    private static async Task<IEnumerable<string>> LocationsAsync(RunningNode node, string file) =>
        XDocument.Parse(await node.Anyone.GetStringAsync(file)).Descendants(XName.Get("loc", "http://www.sitemaps.org/schemas/sitemap/0.9")).Select(l => l.Value);
}
