using System.Globalization;
using System.Xml;
using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Http;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Portal.SiteMap;

// robots.txt and the sitemaps protocol (sitemaps.org): an index, the fixed pages, and datasets in files of bounded size.
internal static class RobotFiles
{
    private const string Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    // The protocol allows 50,000 addresses and 50 MB in a file; each address stands in two languages.
    internal const int DatasetsPerFile = 10_000;

    public static ContentHttpResult Robots(HttpRequest request) => TypedResults.Text(
        $"""
        User-agent: *
        Disallow: /api/
        Disallow: /operations
        Disallow: /preferences/
        Disallow: /sign-in
        Disallow: /upload

        Sitemap: {SiteRoot.Of(request)}/sitemap.xml

        """.ReplaceLineEndings("\n"),
        "text/plain; charset=utf-8");

    public static async Task Index(HttpContext http, ICatalogueReads catalogue)
    {
        var figures = await catalogue.FiguresAsync(http.RequestAborted);
        await WriteAsync(http, "sitemapindex", async xml =>
        {
            await WriteFileAsync(xml, $"{SiteRoot.Of(http.Request)}/sitemaps/pages.xml");
            for (var file = 1; (file - 1L) * DatasetsPerFile < figures.DatasetCount; file++)
            {
                await WriteFileAsync(xml, string.Create(CultureInfo.InvariantCulture, $"{SiteRoot.Of(http.Request)}/sitemaps/datasets-{file}.xml"));
            }
        });
    }

    public static Task Pages(HttpContext http, Menu menu) => WriteAsync(http, "urlset", async xml =>
    {
        foreach (var path in menu.All.Where(p => p.IsPublic).Select(p => p.Href).Prepend("/").Distinct(StringComparer.Ordinal))
        {
            await WritePageAsync(xml, SiteRoot.Of(http.Request) + path, null);
        }
    });

    public static async Task<Results<NotFound, EmptyHttpResult>> Datasets(int file, HttpContext http, ICatalogueReads catalogue)
    {
        var ct = http.RequestAborted;
        var first = (file - 1L) * DatasetsPerFile;
        if (file < 1 || (file > 1 && first >= (await catalogue.FiguresAsync(ct)).DatasetCount))
        {
            return TypedResults.NotFound();
        }

        await WriteAsync(http, "urlset", async xml =>
        {
            var at = 0L;
            await foreach (var (slug, publishedAt) in catalogue.SlugsAsync(ct))
            {
                if (at >= first + DatasetsPerFile)
                {
                    break;
                }

                if (at++ >= first)
                {
                    await WritePageAsync(xml, $"{SiteRoot.Of(http.Request)}/datasets/{slug}", publishedAt);
                }
            }
        });
        return TypedResults.Empty;
    }


    private static async Task WriteAsync(HttpContext http, string root, Func<XmlWriter, Task> write)
    {
        http.Response.ContentType = "application/xml; charset=utf-8";
        await using var xml = XmlWriter.Create(http.Response.Body, new XmlWriterSettings { Async = true, Encoding = new System.Text.UTF8Encoding(false) });
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, root, Protocol);
        await write(xml);
        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
    }

    private static async Task WriteFileAsync(XmlWriter xml, string address)
    {
        await xml.WriteStartElementAsync(null, "sitemap", Protocol);
        await xml.WriteElementStringAsync(null, "loc", Protocol, address);
        await xml.WriteEndElementAsync();
    }

    private static async Task WritePageAsync(XmlWriter xml, string address, DateTime? changedAt)
    {
        await xml.WriteStartElementAsync(null, "url", Protocol);
        await xml.WriteElementStringAsync(null, "loc", Protocol, address);
        if (changedAt is { } at)
        {
            await xml.WriteElementStringAsync(null, "lastmod", Protocol, Ui.Words.Format.Machine(at));
        }

        foreach (var language in Languages.All)
        {
            await xml.WriteStartElementAsync("xhtml", "link", Xhtml);
            await xml.WriteAttributeStringAsync(null, "rel", null, "alternate");
            await xml.WriteAttributeStringAsync(null, "hreflang", null, language.Name);
            await xml.WriteAttributeStringAsync(null, "href", null, $"{address}?lang={language.Name}");
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
    }
}
