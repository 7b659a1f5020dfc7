using System.Globalization;
using System.Xml;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Grids;

namespace Gongxin.Collection.Templates;

// One sheet of a blank form.
internal static class FormSheetXml
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int TextMax = 32_767;

    // Places in FormParts.Styles.
    private const int Plain = 0;
    private const int Title = 1;
    private const int Header = 2;
    private const int Input = 3;
    private const int InputDay = 4;
    private const int Shut = 5;
    private const int InputText = 6;

    public static void Write(XmlWriter xml, TemplateForm form, TemplateSheet sheet, BlankForm.CodeColumns codes)
    {
        var first = BlankForm.FirstColumn(sheet);
        xml.WriteStartElement("worksheet", Main);
        WriteView(xml, first);
        WriteWidths(xml, sheet, first);
        xml.WriteStartElement("sheetData");
        WriteRow(xml, 1, [(0, sheet.Name == form.Content.Title ? sheet.Name : $"{form.Content.Title} · {sheet.Name}", Title)]);
        WriteRow(xml, 2, [(0, MarksOf(form), Plain)]);
        WriteRow(xml, BlankForm.HeaderRow, HeaderOf(sheet, first));
        var rows = sheet.Rows.Count == 0 ? BlankForm.ListRows : sheet.Rows.Count;
        for (var r = 0; r < rows; r++)
        {
            WriteRow(xml, BlankForm.FirstRow + r, RowOf(sheet, r, first));
        }

        xml.WriteEndElement();

        // Without a password: it keeps people from typing beside the form, not from changing it.
        xml.WriteStartElement("sheetProtection");
        xml.WriteAttributeString("sheet", "1");
        xml.WriteAttributeString("formatColumns", "0");
        xml.WriteEndElement();
        WriteValidations(xml, sheet, first, BlankForm.FirstRow + rows - 1, codes);
        xml.WriteEndElement();
    }

    public static void WriteRows(XmlWriter xml, IEnumerable<IReadOnlyList<string>> rows)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData");
        var number = 0;
        foreach (var row in rows)
        {
            WriteRow(xml, ++number, [.. row.Select((text, i) => (i, text, Plain)).Where(c => c.text.Length > 0)]);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // The marks that a survey must carry before anybody may be asked to answer it are written in when it is approved.
    private static string MarksOf(TemplateForm form) => form.Content.Marks is { } marks
        ? string.Create(CultureInfo.InvariantCulture, $"表　　号：{marks.Number}　　制定机关：{marks.Issuer}　　批准文号：{marks.Approval}　　有效期至：{marks.ValidUntil:yyyy-MM-dd}")
        : form.Content.IsSurvey
        ? "表　　号：　　　　　　制定机关：　　　　　　批准文号：　　　　　　有效期至：　　　年　　月"
        : string.Create(CultureInfo.InvariantCulture, $"{form.Content.Code} · {form.Content.Edition}");

    private static List<(int Column, string Text, int Style)> HeaderOf(TemplateSheet sheet, int first)
    {
        var header = new List<(int, string, int)>();
        if (first > 0)
        {
            header.AddRange([(0, "指标名称", Header), (1, "计量单位", Header)]);
        }

        header.AddRange(sheet.Columns.Select((c, i) => (first + i, c.Unit is null ? c.Name : $"{c.Name}（{c.Unit}）", Header)));
        return header;
    }

    private static List<(int Column, string Text, int Style)> RowOf(TemplateSheet sheet, int row, int first)
    {
        var cells = new List<(int, string, int)>();
        if (first > 0)
        {
            cells.AddRange([(0, sheet.Rows[row].Name, Header), (1, sheet.Rows[row].Unit ?? "", Header)]);
        }

        for (var c = 0; c < sheet.Columns.Count; c++)
        {
            var column = sheet.Columns[c];
            cells.Add((first + c, "", first > 0 && sheet.Rows[row].Closed.Contains(column.Name) ? Shut : StyleOf(column.Type)));
        }

        return cells;
    }

    private static int StyleOf(ColumnType type) => type switch
    {
        ColumnType.Date => InputDay,
        ColumnType.Integer or ColumnType.Decimal or ColumnType.Number => Input,
        _ => InputText,
    };

    private static void WriteView(XmlWriter xml, int first)
    {
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        xml.WriteAttributeString("workbookViewId", "0");
        xml.WriteStartElement("pane");
        if (first > 0)
        {
            xml.WriteAttributeString("xSplit", "1");
        }

        xml.WriteAttributeString("ySplit", BlankForm.HeaderRow.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("topLeftCell", SheetGrid.AddressOf(BlankForm.FirstRow, first > 0 ? 1 : 0));
        xml.WriteAttributeString("activePane", first > 0 ? "bottomRight" : "bottomLeft");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteWidths(XmlWriter xml, TemplateSheet sheet, int first)
    {
        xml.WriteStartElement("cols");
        for (var c = 0; c < first + sheet.Columns.Count; c++)
        {
            var number = (c + 1).ToString(CultureInfo.InvariantCulture);
            xml.WriteStartElement("col");
            xml.WriteAttributeString("min", number);
            xml.WriteAttributeString("max", number);
            xml.WriteAttributeString("width", first > 0 && c == 0 ? "32" : first > 0 && c == 1 ? "12" : "20");
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteRow(XmlWriter xml, int number, IReadOnlyList<(int Column, string Text, int Style)> cells)
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        foreach (var (column, text, style) in cells)
        {
            xml.WriteStartElement("c");
            xml.WriteAttributeString("r", SheetGrid.AddressOf(number, column));
            xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
            if (text.Length > 0)
            {
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is");
                xml.WriteStartElement("t");
                xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(text);
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteValidations(XmlWriter xml, TemplateSheet sheet, int first, int last, BlankForm.CodeColumns codes)
    {
        var bounded = sheet.Columns.Select((column, i) => (i, Of: ValidationOf(column, codes))).Where(v => v.Of is not null).ToList();
        if (bounded.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("dataValidations");
        xml.WriteAttributeString("count", bounded.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var (i, validation) in bounded)
        {
            var (type, from, to) = validation!.Value;
            xml.WriteStartElement("dataValidation");
            xml.WriteAttributeString("type", type);
            xml.WriteAttributeString("allowBlank", "1");
            xml.WriteAttributeString("showErrorMessage", "1");
            xml.WriteAttributeString("sqref", $"{SheetGrid.AddressOf(BlankForm.FirstRow, first + i)}:{SheetGrid.AddressOf(last, first + i)}");
            xml.WriteElementString("formula1", from);
            if (to is not null)
            {
                xml.WriteElementString("formula2", to);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // Numbers without bounds are still numbers: a spreadsheet wants bounds for that.
    private static (string Type, string From, string? To)? ValidationOf(TemplateColumn column, BlankForm.CodeColumns codes)
    {
        if (codes.RangeOf(column) is { } range)
        {
            return ("list", range, null);
        }

        static string Number(decimal? bound, string plain) => bound is { } value ? value.ToString(CultureInfo.InvariantCulture) : plain;
        return column.Type switch
        {
            ColumnType.Integer => ("whole", Number(column.Minimum, "-999999999999999"), Number(column.Maximum, "999999999999999")),
            ColumnType.Decimal or ColumnType.Number => ("decimal", Number(column.Minimum, "-999999999999999"), Number(column.Maximum, "999999999999999")),
            ColumnType.Date => ("date", "1", "2958465"),
            ColumnType.Text => ("textLength", "0", (column.LengthMax ?? TextMax).ToString(CultureInfo.InvariantCulture)),
            _ => null,
        };
    }
}
