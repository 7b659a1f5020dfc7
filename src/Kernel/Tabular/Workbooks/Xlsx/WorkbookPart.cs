namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>What <c>workbook.xml</c> says: the sheets in their order and the date system.</summary>
internal sealed class WorkbookPart
{
    private readonly List<Sheet> _sheets = [];

    public IReadOnlyList<Sheet> Sheets => _sheets;

    public bool Dates1904 { get; private set; }
    public string? StringsPart { get; private set; }
    public string? StylesPart { get; private set; }

    public static WorkbookPart Read(XlsxPackage package, WorkbookLimits limits)
    {
        var part = Relations.Of(package, "").PartOf("officeDocument") ?? "xl/workbook.xml";
        if (part.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || (!package.Has(part) && package.Has("xl/workbook.bin")))
        {
            throw new TabularException(new Finding(null, null, FindingCodes.WorkbookXlsbNotSupported));
        }

        var relations = Relations.Of(package, part);
        var book = new WorkbookPart { StringsPart = relations.PartOf("sharedStrings"), StylesPart = relations.PartOf("styles") };
        using var xml = package.OpenXml(part, small: true);
        while (xml.Read())
        {
            if (xml.Token is XmlToken.Start && xml.Depth == 2 && xml.Name.SequenceEqual("workbookPr"u8))
            {
                book.Dates1904 = IsTrue(xml.Attribute("date1904"u8));
            }
            else if (xml.Token is XmlToken.Start && xml.Depth == 3 && xml.Name.SequenceEqual("sheet"u8))
            {
                book.Add(xml, relations, limits);
            }
        }

        return book;
    }

    public static bool IsTrue(ReadOnlySpan<byte> value) => value.SequenceEqual("1"u8) || value.SequenceEqual("true"u8);

    // Sheets that are charts, dialogs or macros have no cells.
    private void Add(XmlScanner xml, Relations relations, WorkbookLimits limits)
    {
        var id = xml.AttributeText("id"u8, prefixed: true) ?? xml.AttributeText("id"u8);
        if (id is null || relations.Find(id) is not (string kind, string part))
        {
            throw xml.Fault();
        }

        if (!string.Equals(kind, "worksheet", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (_sheets.Count == limits.SheetsMax)
        {
            throw WorkbookFault.TooLarge("sheets", limits.SheetsMax);
        }

        var state = xml.Attribute("state"u8);
        _sheets.Add(new Sheet(xml.AttributeText("name"u8) ?? "", part, state.SequenceEqual("hidden"u8) || state.SequenceEqual("veryHidden"u8)));
    }

    internal sealed record Sheet(string Name, string Part, bool IsHidden);
}
