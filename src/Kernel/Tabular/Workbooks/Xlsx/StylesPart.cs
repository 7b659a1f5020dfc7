using System.Buffers.Text;
using System.Globalization;
using Gongxin.Kernel.Tabular.Workbooks.Numbers;

namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>How the numbers of each cell style are to be read.</summary>
internal static class StylesPart
{
    /// <summary>A format for each cell style, in the order in which cells refer to them.</summary>
    public static NumberFormat[] Read(XlsxPackage package, string? part, WorkbookLimits limits)
    {
        if (part is null || !package.Has(part))
        {
            return [];
        }

        var custom = new Dictionary<int, NumberFormat>();
        var ids = new List<int>();
        var inCells = false;
        using var xml = package.OpenXml(part, small: true);
        while (xml.Read())
        {
            if (xml.Depth == 2)
            {
                inCells = xml.Token is XmlToken.Start && xml.Name.SequenceEqual("cellXfs"u8);
            }
            else if (xml.Token is XmlToken.Start && xml.Depth == 3 && inCells && xml.Name.SequenceEqual("xf"u8))
            {
                ids.Add(Id(xml));
            }
            else if (xml.Token is XmlToken.Start && xml.Depth == 3 && xml.Name.SequenceEqual("numFmt"u8))
            {
                custom[Id(xml)] = NumberFormat.Parse(xml.AttributeText("formatCode"u8) ?? "");
            }

            if (ids.Count > limits.StylesMax || custom.Count > limits.StylesMax)
            {
                throw WorkbookFault.TooLarge(part, limits.StylesMax);
            }
        }

        return [.. ids.Select(id => custom.TryGetValue(id, out var format) ? format : NumberFormat.BuiltIn(id))];
    }

    private static int Id(XmlScanner xml)
    {
        var text = xml.Attribute("numFmtId"u8);
        return Utf8Parser.TryParse(text, out int id, out var used) && used == text.Length ? id : 0;
    }
}
