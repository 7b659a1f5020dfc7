using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Grids;

namespace Gongxin.Collection.Templates;

// A template as an empty workbook to fill in: cells that take a value are coloured and unlocked, the rest is locked (without
// a password); values of a code list are chosen, numbers, days and lengths are bounded. A hidden sheet says which form it is.
//
//   row 1  title            row 2  marks of the survey, or the code of the form        row 3  header        from row 4 on  rows
internal static class BlankForm
{
    public const int HeaderRow = 3;
    public const int FirstRow = 4;

    // Rows of a list that are prepared; more can be added by hand.
    public const int ListRows = 200;

    // Names of the sheets that nobody sees; no sheet of a template begins so.
    public const string FormSheet = "_form";
    public const string CodeSheet = "_codes";

    // Written into the file instead of the time, so that the same form is always the same bytes.
    private static readonly DateTimeOffset Written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(TemplateForm form, Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var sheets = form.Content.Sheets;
        var codes = new CodeColumns(form);
        Put(zip, "[Content_Types].xml", FormParts.ContentTypes(sheets.Count + 2));
        Put(zip, "_rels/.rels", FormParts.Relations);
        Put(zip, "xl/workbook.xml", FormParts.Workbook([.. sheets.Select(s => s.Name)]));
        Put(zip, "xl/_rels/workbook.xml.rels", FormParts.WorkbookRelations(sheets.Count + 2));
        Put(zip, "xl/styles.xml", FormParts.Styles);
        for (var s = 0; s < sheets.Count; s++)
        {
            Put(zip, $"xl/worksheets/sheet{s + 1}.xml", xml => FormSheetXml.Write(xml, form, sheets[s], codes));
        }

        Put(zip, $"xl/worksheets/sheet{sheets.Count + 1}.xml", xml => FormSheetXml.WriteRows(xml, [[form.Content.Code, form.Content.Edition.ToString(CultureInfo.InvariantCulture), form.Digest]]));
        Put(zip, $"xl/worksheets/sheet{sheets.Count + 2}.xml", xml => FormSheetXml.WriteRows(xml, codes.Rows));
    }

    // Name and unit stand before the values of a row of cells.
    public static int FirstColumn(TemplateSheet sheet) => sheet.Rows.Count == 0 ? 0 : 2;

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var part = Open(zip, name);
        part.Write(Encoding.UTF8.GetBytes(text));
    }

    private static void Put(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        using var part = Open(zip, name);
        using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        write(xml);
    }

    private static Stream Open(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = Written;
        return entry.Open();
    }

    // The codes of every list that the form uses, a column each, as "code name"; drop-downs point at them.
    internal sealed class CodeColumns
    {
        private readonly List<string> _lists = [];
        private readonly List<IReadOnlyList<string>> _values = [];

        public CodeColumns(TemplateForm form)
        {
            foreach (var column in form.Content.Sheets.SelectMany(s => s.Columns))
            {
                if (form.ListOf(column) is { } list && !_lists.Contains(list.Slug))
                {
                    _lists.Add(list.Slug);
                    _values.Add([.. list.Items.Select(i => $"{i.Code} {i.Name.Zh}")]);
                }
            }
        }

        public IEnumerable<IReadOnlyList<string>> Rows =>
            Enumerable.Range(0, _values.Count == 0 ? 0 : _values.Max(v => v.Count)).Select(r => (IReadOnlyList<string>)[.. _values.Select(v => r < v.Count ? v[r] : "")]);

        public string? RangeOf(TemplateColumn column)
        {
            var at = column.CodeList is null ? -1 : _lists.IndexOf(column.CodeList);
            return at < 0 ? null : $"{CodeSheet}!${SheetGrid.ColumnNameOf(at)}$1:${SheetGrid.ColumnNameOf(at)}${_values[at].Count}";
        }
    }
}
