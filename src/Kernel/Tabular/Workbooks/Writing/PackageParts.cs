using System.Globalization;
using System.Security;
using System.Text;

namespace Gongxin.Kernel.Tabular.Workbooks.Writing;

/// <summary>The parts of a workbook around its sheets.</summary>
internal static class PackageParts
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Every part in XML is a sheet unless it is named, so that the list is known before the sheets are.</summary>
    public const string ContentTypes =
        Declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"" + Sheets + "worksheet+xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + Sheets + "sheet.main+xml\"/>"
        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + Sheets + "styles+xml\"/></Types>";

    public const string Relations =
        Declaration + RelationsStart + "<Relationship Id=\"rId1\" Type=\"" + Office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string RelationsStart = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";

    public static string Workbook(IReadOnlyList<string> sheets)
    {
        var part = new StringBuilder(Declaration);
        part.Append(CultureInfo.InvariantCulture, $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>");
        for (var i = 1; i <= sheets.Count; i++)
        {
            part.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{SecurityElement.Escape(sheets[i - 1])}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>");
        }

        return part.Append("</sheets></workbook>").ToString();
    }

    public static string WorkbookRelations(int sheetCount)
    {
        var part = new StringBuilder(Declaration + RelationsStart);
        for (var i = 1; i <= sheetCount; i++)
        {
            part.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
        }

        return part.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{sheetCount + 1}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>").ToString();
    }
}
