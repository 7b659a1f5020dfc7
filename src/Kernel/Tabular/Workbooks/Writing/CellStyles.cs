using System.Globalization;
using System.Text;

namespace Gongxin.Kernel.Tabular.Workbooks.Writing;

/// <summary>How a cell looks: a place in the list of <c>styles.xml</c>.</summary>
/// <param name="Attribute">The end of the cell's reference and the attribute that names the style.</param>
internal sealed record CellStyle(byte[] Attribute);

/// <summary>The styles of an export: a header, days and times in ISO 8601, decimals with the digits of their column.</summary>
internal static class CellStyles
{
    private const int FirstDecimal = 6;
    private const int FirstFormat = 164;
    private const int ScaleMax = 15;

    public static readonly CellStyle Plain = new("\""u8.ToArray());
    public static readonly CellStyle Header = Of(1);
    public static readonly CellStyle Date = Of(2);
    public static readonly CellStyle DateTime = Of(3);
    public static readonly CellStyle DateTimeMilliseconds = Of(4);
    public static readonly CellStyle YearMonth = Of(5);

    private static readonly string[] Formats = ["yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss", "yyyy\\-mm\\-dd\\ hh:mm:ss.000", "yyyy\\-mm"];

    private static readonly CellStyle[] Decimals = [.. Enumerable.Range(FirstDecimal, ScaleMax + 1).Select(Of)];

    public static readonly string Part = MakePart();

    /// <summary>A number with so many digits after the point.</summary>
    public static CellStyle Decimal(int scale) => Decimals[Math.Clamp(scale, 0, ScaleMax)];

    private static CellStyle Of(int style) => new(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\" s=\"{style}\"")));

    private static string MakePart()
    {
        var formats = Formats.Concat(Enumerable.Range(0, ScaleMax + 1).Select(scale => scale == 0 ? "0" : $"0.{new string('0', scale)}")).ToList();
        var part = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        part.Append(CultureInfo.InvariantCulture, $"<styleSheet xmlns=\"{PackageParts.Main}\"><numFmts count=\"{formats.Count}\">");
        for (var i = 0; i < formats.Count; i++)
        {
            part.Append(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{FirstFormat + i}\" formatCode=\"{formats[i]}\"/>");
        }

        part.Append("</numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>");
        part.Append("<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>");
        part.Append("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8EEF5\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>");
        part.Append("<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>");
        part.Append("<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>");
        part.Append(CultureInfo.InvariantCulture, $"<cellXfs count=\"{formats.Count + 2}\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>");
        part.Append("<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\"/>");
        for (var i = 0; i < formats.Count; i++)
        {
            part.Append(CultureInfo.InvariantCulture, $"<xf numFmtId=\"{FirstFormat + i}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>");
        }

        return part.Append("</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>").ToString();
    }
}
