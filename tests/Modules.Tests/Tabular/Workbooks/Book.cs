using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Workbooks;

namespace Gongxin.Modules.Tests.Tabular.Workbooks;

// Writes XLSX files part by part, so that a test can write what a spreadsheet program would not. Not thread-safe.
internal sealed class Book : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string State, string Xml)> _sheets = [];
    private readonly List<string> _formats = [];
    private readonly Dictionary<string, byte[]> _parts = [];
    private readonly HashSet<string> _without = [];

    public bool Dates1904 { get; init; }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"gongxin-{Guid.CreateVersion7():N}.xlsx");

    public static Book Of(params object?[][] rows) => new Book().Sheet("Sheet1", rows);

    public static Book OfXml(string sheetData, string after = "", string before = "") => new Book().SheetXml("Sheet1", sheetData, after, before);

    public Book Sheet(string name, object?[][] rows, string state = "visible", params string[] merges)
    {
        var data = new StringBuilder();
        for (var row = 0; row < rows.Length; row++)
        {
            data.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
            for (var column = 0; column < rows[row].Length; column++)
            {
                data.Append(Cell($"{CellRange.ColumnName(column)}{row + 1}", rows[row][column]));
            }

            data.Append("</row>");
        }

        var merged = merges.Length == 0 ? "" : $"<mergeCells count=\"{merges.Length}\">{string.Concat(merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
        return SheetXml(name, data.ToString(), merged, state: state);
    }

    public Book SheetXml(string name, string sheetData, string after = "", string before = "", string state = "visible")
    {
        _sheets.Add((name, state, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"{Main}\">{before}<sheetData>{sheetData}</sheetData>{after}</worksheet>"));
        return this;
    }

    public Book Strings(params string[] texts) =>
        Part("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(texts.Select(t => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(t)}</t></si>"))}</sst>");

    // The style number of a format; 0 is General.
    public int Format(string code)
    {
        _formats.Add(code);
        return _formats.Count;
    }

    public Book Part(string name, string content) => Part(name, Encoding.UTF8.GetBytes(content));

    public Book Part(string name, byte[] content)
    {
        _parts[name] = content;
        return this;
    }

    public Book Without(string part)
    {
        _without.Add(part);
        return this;
    }

    public string Save()
    {
        using var zip = new ZipArchive(File.Create(Path), ZipArchiveMode.Create);
        foreach (var (name, content) in Parts().Where(p => !_without.Contains(p.Key)))
        {
            using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            stream.Write(content);
        }

        return Path;
    }

    public byte[] SaveBytes() => File.ReadAllBytes(Save());

    public TabularFixture.ReadTable Read(TabularLimits? limits = null)
    {
        using var file = TabularReader.Open(Save(), "book.xlsx", limits);
        return TabularFixture.ReadFirst(file);
    }

    public Finding Refused() => TabularFixture.Refused(() => Read());

    public void Dispose() => File.Delete(Path);

    private Dictionary<string, byte[]> Parts()
    {
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            ["_rels/.rels"] = Relations([("r1", "officeDocument", "xl/workbook.xml")]),
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr date1904=\"{(Dates1904 ? 1 : 0)}\"/><sheets>"
                + string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"s{i}\"/>")) + "</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = Relations(
                [.. _sheets.Select((_, i) => ($"s{i}", "worksheet", $"worksheets/sheet{i}.xml")), ("strings", "sharedStrings", "sharedStrings.xml"), ("styles", "styles", "/xl/styles.xml")]),
            ["xl/styles.xml"] = Styles(),
        };
        for (var i = 0; i < _sheets.Count; i++)
        {
            parts[$"xl/worksheets/sheet{i}.xml"] = _sheets[i].Xml;
        }

        var bytes = parts.ToDictionary(p => p.Key, p => Encoding.UTF8.GetBytes(p.Value));
        foreach (var (name, content) in _parts)
        {
            bytes[name] = content;
        }

        return bytes;
    }

    // A format that is a number is one of those built in.
    private string Styles()
    {
        var custom = _formats.Select((code, i) => (code, id: code[0] != '0' && int.TryParse(code, CultureInfo.InvariantCulture, out var builtIn) ? builtIn : 164 + i)).ToList();
        return $"<styleSheet xmlns=\"{Main}\"><numFmts>"
            + string.Concat(custom.Where(c => c.id >= 164).Select(c => $"<numFmt numFmtId=\"{c.id}\" formatCode=\"{SecurityElement.Escape(c.code)}\"/>"))
            + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
            + string.Concat(custom.Select(c => $"<xf numFmtId=\"{c.id}\"/>")) + "</cellXfs></styleSheet>";
    }

    private static string Relations(IEnumerable<(string Id, string Kind, string Target)> relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Office}/{r.Kind}\" Target=\"{r.Target}\"/>")) + "</Relationships>";

    private static string Cell(string at, object? value) => value switch
    {
        null => "",
        string text => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        bool isTrue => $"<c r=\"{at}\" t=\"b\"><v>{(isTrue ? 1 : 0)}</v></c>",
        Raw raw => $"<c r=\"{at}\" {raw.Attributes}>{raw.Content}</c>",
        IFormattable number => $"<c r=\"{at}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    // A cell as it is to stand in the file.
    public sealed record Raw(string Attributes, string Content)
    {
        public static Raw Number(string written, int style = 0) => new($"s=\"{style}\"", $"<v>{written}</v>");
    }
}
