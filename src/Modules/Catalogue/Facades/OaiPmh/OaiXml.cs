using Gongxin.Kernel.Text;
using System.Globalization;
using System.Text;
using System.Xml;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Atom;
using Gongxin.Catalogue.Facades.Dcat;
using Gongxin.Catalogue.Facades.Rdf;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;

namespace Gongxin.Catalogue.Facades.OaiPmh;

// The protocol's envelope, headers and records.
internal sealed class OaiXml : IDisposable
{
    public const string DublinCoreSpace = "http://www.openarchives.org/OAI/2.0/oai_dc/";
    public const string DcatSpace = "http://www.w3.org/ns/dcat#";
    private const string Space = "http://www.openarchives.org/OAI/2.0/";
    private const string Elements = "http://purl.org/dc/elements/1.1/";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly MemoryStream _buffer = new();
    private readonly XmlWriter _xml;

    public OaiXml() => _xml = XmlWriter.Create(_buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });

    public void Begin(DateTime now, string address, OaiRequest? request)
    {
        _xml.WriteStartDocument();
        _xml.WriteStartElement("OAI-PMH", Space);
        _xml.WriteAttributeString("xsi", "schemaLocation", Instance, $"{Space} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
        Text("responseDate", Instants.Second(now));
        _xml.WriteStartElement("request", Space);
        if (request is not null)
        {
            _xml.WriteAttributeString("verb", request.Verb);
            foreach (var (name, value) in request.Arguments)
            {
                _xml.WriteAttributeString(name, XmlText(value));
            }
        }

        _xml.WriteString(address);
        _xml.WriteEndElement();
    }

    public void Error(OaiError error)
    {
        _xml.WriteStartElement("error", Space);
        _xml.WriteAttributeString("code", error.Code);
        _xml.WriteString(XmlText(error.Message));
        _xml.WriteEndElement();
    }

    public void Open(string name) => _xml.WriteStartElement(name, Space);

    public void Close() => _xml.WriteEndElement();

    public void Text(string name, string text) => _xml.WriteElementString(name, Space, XmlText(text));

    public void Header(FeedEntry entry, string authority, string? theme)
    {
        Open("header");
        if (entry.Record is null)
        {
            _xml.WriteAttributeString("status", "deleted");
        }

        Text("identifier", $"oai:{authority}:{entry.Id}");
        Text("datestamp", Instants.Second(entry.At));
        if (theme is not null)
        {
            Text("setSpec", OaiRequest.SetPrefix + theme);
        }

        Close();
    }

    public void Record(FeedEntry entry, string authority, string prefix, DcatCatalogue catalogue, SiteAddress site)
    {
        Open("record");
        Header(entry, authority, entry.Record?.Theme);
        if (entry.Record is { } record)
        {
            Open("metadata");
            if (prefix == OaiRequest.DublinCore)
            {
                DublinCore(record, site);
            }
            else
            {
                var rdf = RdfWriter.Of(RdfFormat.ByExtension("rdf")!);
                rdf.Begin();
                rdf.Write(catalogue.Dataset(record));
                rdf.End();
                using var text = XmlReader.Create(new MemoryStream(rdf.Take()));
                text.MoveToContent();
                _xml.WriteNode(text, defattr: true);
            }

            Close();
        }

        Close();
    }

    // An empty token ends a list that was resumed.
    public void Resumption(ResumptionToken? next, int cursor, int size)
    {
        Open("resumptionToken");
        _xml.WriteAttributeString("completeListSize", size.ToString(CultureInfo.InvariantCulture));
        _xml.WriteAttributeString("cursor", cursor.ToString(CultureInfo.InvariantCulture));
        _xml.WriteString(next?.ToString() ?? "");
        Close();
    }

    public ReadOnlyMemory<byte> End()
    {
        _xml.WriteEndElement();
        _xml.WriteEndDocument();
        _xml.Flush();
        return _buffer.GetBuffer().AsMemory(0, (int)_buffer.Length);
    }

    public void Dispose()
    {
        _xml.Dispose();
        _buffer.Dispose();
    }

    private void DublinCore(CatalogueRecord record, SiteAddress site)
    {
        _xml.WriteStartElement("oai_dc", "dc", DublinCoreSpace);
        _xml.WriteAttributeString("xmlns", "dc", null, Elements);
        _xml.WriteAttributeString("xsi", "schemaLocation", Instance, $"{DublinCoreSpace} http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
        Dublin("title", record.Title, Vocabulary.Chinese);
        Dublin("title", record.TitleEn, Vocabulary.English);
        Dublin("creator", record.Provider, null);
        foreach (var keyword in record.Keywords)
        {
            Dublin("subject", keyword, null);
        }

        Dublin("description", record.Description, Vocabulary.Chinese);
        Dublin("description", record.SummaryEn, Vocabulary.English);
        Dublin("publisher", record.Provider, null);
        Dublin("date", Instants.Second(record.PublishedAt), null);
        Dublin("type", "Dataset", null);
        foreach (var kind in ResourceKind.Downloads)
        {
            Dublin("format", kind.MediaType, null);
        }

        Dublin("identifier", site.Dataset(record.Slug), null);
        Dublin("source", record.Source, null);
        Dublin("language", "zh", null);
        Dublin("rights", LicenceFacts.Of(record.Licence) is { } licence ? licence.Url ?? licence.Title : null, null);
        _xml.WriteEndElement();
    }

    private void Dublin(string name, string? text, string? language)
    {
        if (text is not { Length: > 0 })
        {
            return;
        }

        _xml.WriteStartElement("dc", name, Elements);
        if (language is not null)
        {
            _xml.WriteAttributeString("xml", "lang", null, language);
        }

        _xml.WriteString(XmlText(text));
        _xml.WriteEndElement();
    }

    private static string XmlText(string text) => XmlCharacters.Clean(text);
}
