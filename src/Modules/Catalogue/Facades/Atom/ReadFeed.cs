using System.Globalization;
using System.Text;
using System.Xml;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Atom;

// /feeds/datasets.atom: datasets by their last change, newest first (RFC 4287), paged (RFC 5005); what was withdrawn stands
// there as a deleted entry (RFC 6721), so that who reads the feed forgets it.
internal static class ReadFeed
{
    private const string Space = "http://www.w3.org/2005/Atom";
    private const string TombstoneSpace = "http://purl.org/atompub/tombstones/1.0";
    private const int PageSize = 50;
    private const int PageMax = 100_000;
    private const string Title = "公信数据目录";

    public static Task Handle(HttpContext http, ChangeReads changes, RecordReads records, PlatformSettings settings) =>
        WriteAsync(http, null, changes, records, settings);

    public static Task HandleTheme(string theme, HttpContext http, ChangeReads changes, RecordReads records, PlatformSettings settings) =>
        WriteAsync(http, Themes.IsKnown(theme) ? theme : throw CatalogueRefusals.GroupNotFound(theme), changes, records, settings);

    private static async Task WriteAsync(HttpContext http, string? theme, ChangeReads changes, RecordReads records, PlatformSettings settings)
    {
        var ct = http.RequestAborted;
        var page = PageOf(http.Request.Query["page"].ToString());
        var state = await records.StateAsync(ct);
        if (Freshness.IsKnown(http, state))
        {
            return;
        }

        var entries = await changes.NewestAsync(theme, (page - 1) * PageSize, PageSize + 1, ct);
        var site = SiteAddress.Of(http.Request);
        var self = site.Root + http.Request.Path;
        using var buffer = new MemoryStream();
        await using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("feed", Space);
            xml.WriteAttributeString("xmlns", "at", null, TombstoneSpace);
            xml.WriteAttributeString("xml", "lang", null, "zh");
            Element(xml, "id", self);
            var name = settings.SiteName is { Length: > 0 } set ? set : Title;
            Element(xml, "title", theme is null ? name : $"{name} · {Themes.NamesOf(theme)[0]}");
            Element(xml, "updated", Instants.Written(state.ModifiedAt ?? DateTime.UnixEpoch));
            xml.WriteStartElement("author", Space);
            Element(xml, "name", ContactPoint.NameOf(settings));
            xml.WriteEndElement();
            Link(xml, "self", "application/atom+xml", page == 1 ? self : At(self, page));
            Link(xml, "alternate", "text/html", site.Root + "/catalogue");
            if (page > 1)
            {
                Link(xml, "previous", "application/atom+xml", page == 2 ? self : At(self, page - 1));
            }

            if (entries.Count > PageSize)
            {
                Link(xml, "next", "application/atom+xml", At(self, page + 1));
            }

            foreach (var entry in entries.Take(PageSize))
            {
                WriteEntry(xml, entry, site);
            }

            xml.WriteEndElement();
        }

        http.Response.ContentType = "application/atom+xml; charset=utf-8";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), ct);
    }

    private static void WriteEntry(XmlWriter xml, FeedEntry entry, SiteAddress site)
    {
        if (entry.Record is not { } record)
        {
            xml.WriteStartElement("at", "deleted-entry", TombstoneSpace);
            xml.WriteAttributeString("ref", $"urn:uuid:{entry.Id}");
            xml.WriteAttributeString("when", Instants.Written(entry.At));
            xml.WriteElementString("at", "comment", TombstoneSpace, Clean(entry.Reason ?? ""));
            Link(xml, "alternate", "text/html", site.Dataset(entry.Slug));
            xml.WriteEndElement();
            return;
        }

        xml.WriteStartElement("entry", Space);
        Element(xml, "id", $"urn:uuid:{record.Id}");
        Element(xml, "title", record.Title);
        Element(xml, "updated", Instants.Written(record.ModifiedAt));
        Element(xml, "published", Instants.Written(record.CreatedAt));
        Element(xml, "summary", record.Description);
        if (record.Provider is { } provider)
        {
            xml.WriteStartElement("author", Space);
            Element(xml, "name", provider);
            xml.WriteEndElement();
        }

        if (record.Theme is { } theme)
        {
            xml.WriteStartElement("category", Space);
            xml.WriteAttributeString("term", theme);
            xml.WriteAttributeString("label", Themes.NamesOf(theme)[0]);
            xml.WriteEndElement();
        }

        Link(xml, "alternate", "text/html", site.Dataset(record.Slug));
        Link(xml, "enclosure", ResourceKind.Csv.MediaType, ResourceKind.Csv.AddressOf(site, record.Slug));
        Link(xml, "describedby", "application/json", $"{site.Dataset(record.Slug)}/{Metadata.DataPackage.FileName}");
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Space, Clean(text));

    private static void Link(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Space);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string At(string self, int page) => string.Create(CultureInfo.InvariantCulture, $"{self}?page={page}");

    private static int PageOf(string text) =>
        text.Length == 0 ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= PageMax ? page
        : throw CatalogueRefusals.QueryNotReadable("page", text);

    private static string Clean(string text) => Records.XmlText.Clean(text);
}
