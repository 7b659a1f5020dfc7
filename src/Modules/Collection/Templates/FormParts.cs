using System.Globalization;
using System.Security;
using System.Text;

namespace Gongxin.Collection.Templates;

// The parts of a workbook around the sheets of a blank form.
internal static class FormParts
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    public const string Relations =
        Head + "<Relationships xmlns=\"" + Package + "/relationships\"><Relationship Id=\"rId1\" Type=\"" + Office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

    // Fonts: text, title, header. Fills: none, grey, header, input, shut. Only inputs are unlocked.
    public const string Styles = Head + "<styleSheet xmlns=\"" + Main + "\">"
        + "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
        + "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"宋体\"/></font><font><b/><sz val=\"16\"/><name val=\"宋体\"/></font><font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
        + "<fills count=\"5\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8EEF5\"/></patternFill></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFF8E1\"/></patternFill></fill>"
        + "<fill><patternFill patternType=\"darkUp\"><fgColor rgb=\"FFB0B8C0\"/></patternFill></fill></fills>"
        + "<borders count=\"2\"><border/><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"7\"><xf xfId=\"0\"/>"
        + "<xf fontId=\"1\" xfId=\"0\" applyFont=\"1\"/>"
        + "<xf fontId=\"2\" fillId=\"2\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment wrapText=\"1\"/></xf>"
        + "<xf fillId=\"3\" borderId=\"1\" xfId=\"0\" applyFill=\"1\" applyBorder=\"1\" applyProtection=\"1\"><protection locked=\"0\"/></xf>"
        + "<xf numFmtId=\"164\" fillId=\"3\" borderId=\"1\" xfId=\"0\" applyNumberFormat=\"1\" applyFill=\"1\" applyBorder=\"1\" applyProtection=\"1\"><protection locked=\"0\"/></xf>"
        + "<xf fillId=\"4\" borderId=\"1\" xfId=\"0\" applyFill=\"1\" applyBorder=\"1\"/>"
        + "<xf numFmtId=\"49\" fillId=\"3\" borderId=\"1\" xfId=\"0\" applyNumberFormat=\"1\" applyFill=\"1\" applyBorder=\"1\" applyProtection=\"1\"><protection locked=\"0\"/></xf>"
        + "</cellXfs></styleSheet>";

    public static string ContentTypes(int sheets)
    {
        var part = new StringBuilder(Head + "<Types xmlns=\"" + Package + "/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        part.Append("<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + Kind + "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" + Kind + "styles+xml\"/>");
        for (var s = 1; s <= sheets; s++)
        {
            part.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/worksheets/sheet{s}.xml\" ContentType=\"{Kind}worksheet+xml\"/>");
        }

        return part.Append("</Types>").ToString();
    }

    public static string Workbook(IReadOnlyList<string> sheets)
    {
        var part = new StringBuilder(Head + "<workbook xmlns=\"" + Main + "\" xmlns:r=\"" + Office + "\"><sheets>");
        foreach (var (name, number) in sheets.Append(BlankForm.FormSheet).Append(BlankForm.CodeSheet).Select((n, i) => (n, i + 1)))
        {
            var hidden = number > sheets.Count ? " state=\"hidden\"" : "";
            part.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{SecurityElement.Escape(name)}\" sheetId=\"{number}\"{hidden} r:id=\"rId{number}\"/>");
        }

        return part.Append("</sheets></workbook>").ToString();
    }

    public static string WorkbookRelations(int sheets)
    {
        var part = new StringBuilder(Head + "<Relationships xmlns=\"" + Package + "/relationships\">");
        for (var s = 1; s <= sheets; s++)
        {
            part.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{s}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{s}.xml\"/>");
        }

        return part.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{sheets + 1}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>").ToString();
    }
}
