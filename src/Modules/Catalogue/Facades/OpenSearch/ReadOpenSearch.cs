using Gongxin.Kernel.Text;
using System.Xml.Linq;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Facades.OpenSearch;

// /opensearch.xml: how browsers and programs search this catalogue (OpenSearch 1.1).
internal static class ReadOpenSearch
{
    public const string MediaType = "application/opensearchdescription+xml";

    private const int ShortNameMax = 16;
    private const string Title = "公信数据目录";

    private static readonly XNamespace Space = "http://a9.com/-/spec/opensearch/1.1/";

    public static ContentHttpResult Handle(HttpRequest request, PlatformSettings settings)
    {
        var site = SiteAddress.Of(request);
        var name = XmlText(settings.SiteName is { Length: > 0 } set ? set : Title);
        var description = new XElement(
            Space + "OpenSearchDescription",
            new XElement(Space + "ShortName", name.Length <= ShortNameMax ? name : name[..ShortNameMax]),
            new XElement(Space + "Description", $"{name}: 数据集检索 / dataset search"),
            new XElement(Space + "InputEncoding", "UTF-8"),
            new XElement(Space + "Language", "zh-Hans"),
            Url("text/html", site.Root + "/catalogue?q={searchTerms}"),
            Url("application/json", site.Root + "/api/v1/datasets?q={searchTerms}&limit={count?}"),
            Url("application/opensearchdescription+xml", site.Root + "/opensearch.xml", "self"));
        return TypedResults.Text("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + description, MediaType + "; charset=utf-8");
    }

    private static XElement Url(string type, string template, string? relation = null) =>
        new(Space + "Url", new XAttribute("type", type), new XAttribute("template", template), relation is null ? null : new XAttribute("rel", relation));

    private static string XmlText(string text) => XmlCharacters.Clean(text);
}
