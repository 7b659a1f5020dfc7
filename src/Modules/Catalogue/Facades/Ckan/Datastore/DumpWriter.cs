using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Gongxin.Catalogue.Metadata;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Facades.Ckan.Datastore;

// Writes pages of rows in one of the formats of a dump; a page at a time is in memory.
internal abstract class DumpWriter(string mediaType) : IDisposable
{
    public string MediaType { get; } = mediaType;

    public bool WithRowId { get; set; }

    protected MemoryStream Buffer { get; } = new();

    public abstract void Begin(RowPage page);

    public abstract void Write(RowPage page);

    public virtual void End()
    {
    }

    public async Task SendAsync(Stream to, CancellationToken ct)
    {
        Flush();
        await to.WriteAsync(Buffer.GetBuffer().AsMemory(0, (int)Buffer.Length), ct);
        Buffer.SetLength(0);
    }

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        Buffer.Dispose();
    }

    protected abstract void Flush();
}

internal sealed class TextDump(char separator, string mediaType, bool bom) : DumpWriter(mediaType)
{
    private readonly StringBuilder _text = new(bom ? "\uFEFF" : "");

    public override void Begin(RowPage page) => DatastoreText.AppendHead(_text, page.Columns.Select(c => c.Name), WithRowId, separator);

    public override void Write(RowPage page)
    {
        foreach (var row in page.Rows)
        {
            DatastoreText.AppendRow(_text, row, WithRowId, separator);
        }
    }

    protected override void Flush()
    {
        Buffer.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        _text.Clear();
    }
}

internal sealed class JsonDump : DumpWriter
{
    private readonly Utf8JsonWriter _json;

    public JsonDump()
        : base("application/json") => _json = new Utf8JsonWriter(Buffer, WrittenJson.Compact);

    public override void Begin(RowPage page)
    {
        _json.WriteStartObject();
        DatastoreJson.WriteFields(_json, WithRowId, page.Columns.Select(c => c.Schema!));
        _json.WriteStartArray("records");
    }

    public override void Write(RowPage page)
    {
        foreach (var row in page.Rows)
        {
            DatastoreJson.WriteList(_json, page, row, WithRowId);
        }
    }

    public override void End()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    public override void Dispose()
    {
        _json.Dispose();
        base.Dispose();
    }

    protected override void Flush() => _json.Flush();
}

internal sealed class XmlDump : DumpWriter
{
    private readonly XmlWriter _xml;

    public XmlDump()
        : base("text/xml") => _xml = XmlWriter.Create(Buffer, new XmlWriterSettings { CheckCharacters = false, Encoding = new UTF8Encoding(false) });

    public override void Begin(RowPage page) => _xml.WriteStartElement("data");

    public override void Write(RowPage page)
    {
        foreach (var row in page.Rows)
        {
            _xml.WriteStartElement("row");
            if (WithRowId)
            {
                _xml.WriteAttributeString(DatastoreTable.RowId, row.Row!.Value.ToString(CultureInfo.InvariantCulture));
            }

            for (var at = 0; at < row.Cells.Count; at++)
            {
                _xml.WriteElementString(XmlConvert.EncodeLocalName(page.Columns[at].Name), row.Cells[at] ?? "");
            }

            _xml.WriteEndElement();
        }
    }

    public override void End() => _xml.WriteEndElement();

    public override void Dispose()
    {
        _xml.Dispose();
        base.Dispose();
    }

    protected override void Flush() => _xml.Flush();
}
