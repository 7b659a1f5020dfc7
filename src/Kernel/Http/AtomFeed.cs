using System.Globalization;
using System.Text;
using System.Xml;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Text;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Http;

/// <summary>
/// A page of a feed: things by their last change, newest first (RFC 4287), paged (RFC 5005); what can be had no more stands there as a
/// deleted entry (RFC 6721), so that whoever reads the feed forgets it.
/// </summary>
/// <param name="Title">After the name of the site; null when the feed is the site's own.</param>
/// <param name="UpdatedAt">The newest change, UTC.</param>
/// <param name="Alternate">Path of the page that shows the same.</param>
/// <param name="Page">From 1.</param>
/// <param name="HasMore">Whether older changes follow on the next page.</param>
/// <param name="Items">In the order of the feed.</param>
public sealed record AtomFeed(string? Title, DateTime UpdatedAt, string Alternate, int Page, bool HasMore, IReadOnlyList<AtomItem> Items)
{
    /// <summary>Items of a page.</summary>
    public const int PageSize = 50;

    private const string Space = "http://www.w3.org/2005/Atom";
    private const string TombstoneSpace = "http://purl.org/atompub/tombstones/1.0";
    private const string TermsSpace = "http://purl.org/dc/terms/";
    private const string MediaType = "application/atom+xml";
    private const string SiteTitle = "公信数据目录";

    /// <summary>The page that a request asks for: 1 when it names none, null when what it names is no number from 1 to <paramref name="max"/>.</summary>
    public static int? PageOf(string? text, int max) =>
        string.IsNullOrEmpty(text) ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page >= 1 && page <= max ? page
        : null;

    /// <summary>Answers the request with the page.</summary>
    public async Task SendAsync(HttpContext http, PlatformSettings settings)
    {
        var site = SiteRoot.Of(http.Request);
        using var buffer = new MemoryStream();
        await using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("feed", Space);
            xml.WriteAttributeString("xmlns", "at", null, TombstoneSpace);
            xml.WriteAttributeString("xml", "lang", null, "zh");
            WriteHead(xml, site, http.Request.Path, settings);
            foreach (var item in Items)
            {
                WriteItem(xml, site, item);
            }

            xml.WriteEndElement();
        }

        http.Response.ContentType = MediaType + "; charset=utf-8";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted);
    }

    private void WriteHead(XmlWriter xml, string site, string path, PlatformSettings settings)
    {
        var name = settings.SiteName is { Length: > 0 } set ? set : SiteTitle;
        Element(xml, "id", site + path);
        Element(xml, "title", Title is null ? name : $"{name} · {Title}");
        Element(xml, "updated", Instants.Written(UpdatedAt));
        Person(xml, settings.PublisherName);
        string At(int page) => string.Create(CultureInfo.InvariantCulture, $"{site}{path}{(page == 1 ? "" : $"?page={page}")}");
        Link(xml, "self", MediaType, At(Page));
        Link(xml, "alternate", "text/html", site + Alternate);
        if (Page > 1)
        {
            Link(xml, "previous", MediaType, At(Page - 1));
        }

        if (HasMore)
        {
            Link(xml, "next", MediaType, At(Page + 1));
        }
    }

    private static void WriteItem(XmlWriter xml, string site, AtomItem item)
    {
        if (item is AtomTombstone gone)
        {
            xml.WriteStartElement("at", "deleted-entry", TombstoneSpace);
            xml.WriteAttributeString("ref", $"urn:uuid:{gone.Id}");
            xml.WriteAttributeString("when", Instants.Written(gone.At));
            xml.WriteElementString("at", "comment", TombstoneSpace, XmlCharacters.Clean(gone.Reason));
            Link(xml, "alternate", "text/html", site + gone.Alternate);
            xml.WriteEndElement();
            return;
        }

        var entry = (AtomEntry)item;
        xml.WriteStartElement("entry", Space);
        Element(xml, "id", $"urn:uuid:{entry.Id}");
        Element(xml, "title", entry.Title);
        Element(xml, "updated", Instants.Written(entry.At));
        Element(xml, "published", Instants.Written(entry.PublishedAt));
        Element(xml, "summary", entry.Summary);
        if (entry.Author is { } author)
        {
            Person(xml, author);
        }

        if (entry.Category is { } category)
        {
            xml.WriteStartElement("category", Space);
            xml.WriteAttributeString("term", category.Term);
            xml.WriteAttributeString("label", category.Label);
            xml.WriteEndElement();
        }

        Link(xml, "alternate", "text/html", site + entry.Alternate);
        foreach (var (relation, type, path) in entry.Links)
        {
            Link(xml, relation, type, site + path);
        }

        if (entry.Until is { } until)
        {
            xml.WriteElementString("valid", TermsSpace, string.Create(CultureInfo.InvariantCulture, $"end={until:yyyy-MM-dd}; scheme=W3C-DTF"));
        }

        xml.WriteEndElement();
    }

    private static void Person(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Space);
        Element(xml, "name", name);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Space, XmlCharacters.Clean(text));

    private static void Link(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Space);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}

/// <summary>Something in a feed.</summary>
/// <param name="Id">Stands as <c>urn:uuid:…</c>.</param>
/// <param name="At">Its last change, UTC.</param>
/// <param name="Alternate">Path of its page.</param>
public abstract record AtomItem(Guid Id, DateTime At, string Alternate);

/// <summary>Something that can be had no more.</summary>
/// <param name="Reason">As everybody may read it.</param>
public sealed record AtomTombstone(Guid Id, DateTime At, string Alternate, string Reason) : AtomItem(Id, At, Alternate);

/// <summary>Something that changed.</summary>
public sealed record AtomEntry(Guid Id, DateTime At, string Alternate, string Title, string Summary, DateTime PublishedAt) : AtomItem(Id, At, Alternate)
{
    /// <summary>Who answers for it; null when the site does.</summary>
    public string? Author { get; init; }

    /// <summary>What it is about.</summary>
    public (string Term, string Label)? Category { get; init; }

    /// <summary>Where else it can be had: relation, media type, path.</summary>
    public IReadOnlyList<(string Relation, string Type, string Path)> Links { get; init; } = [];

    /// <summary>The last day on which it is public (dcterms:valid); null without an end.</summary>
    public DateOnly? Until { get; init; }
}
