using System.Buffers.Text;
using Gongxin.Kernel.Tabular.Workbooks.Numbers;

namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>Reads one cell element, <c>c</c>, into the row.</summary>
internal sealed class XlsxCell(XlsxWorkbook book, XmlScanner xml, RowCells row)
{
    private const int ValueDepth = 5;

    private readonly SharedStrings.Lookup _strings = book.Strings.OpenLookup();
    private readonly int _lengthMax = book.Bounds.CellBytesMax;

    private enum ValueType
    {
        Number,
        Shared,
        Inline,
        Formula,
        Boolean,
        Error,
        IsoTime,
    }

    /// <summary>Reads the cell that has just started, to its end.</summary>
    /// <param name="column">Column of the cell before; becomes that of this one.</param>
    public void Read(ref int column)
    {
        column = ColumnAfter(column);
        var style = Style();
        var type = TypeOf(xml.Attribute("t"u8));
        var start = row.Text.Length;
        var (hasFormula, depth) = (false, xml.Depth);
        while (xml.Read() && !(xml.Token is XmlToken.End && xml.Depth == depth))
        {
            if (xml.Token is not XmlToken.Start || xml.Depth != ValueDepth)
            {
                continue;
            }

            if (xml.Name.SequenceEqual("v"u8))
            {
                row.IsTooLong |= !RichText.TryAppendText(xml, row.Text, start + _lengthMax);
            }
            else if (xml.Name.SequenceEqual("is"u8))
            {
                type = ValueType.Inline;
                row.IsTooLong |= !RichText.TryAppend(xml, row.Text, _lengthMax);
            }
            else if (xml.Name.SequenceEqual("f"u8))
            {
                hasFormula = true;
                xml.Skip();
            }
        }

        if (!row.IsTooLong)
        {
            row.Add(column, start, Convert(type, start, style, hasFormula));
        }
    }

    private CellKind Convert(ValueType type, int start, int style, bool hasFormula)
    {
        if (row.Text.Length == start)
        {
            return hasFormula && type is not ValueType.Formula ? CellKind.Uncalculated : CellKind.Text;
        }

        switch (type)
        {
            case ValueType.Number:
                return CellNumber.Rewrite(row.Text, start, book.FormatOf(style), book.Dates1904);
            case ValueType.Shared:
                Look(start);
                return CellKind.Text;
            case ValueType.Formula:
                RichText.Unescape(row.Text, start);
                return CellKind.Text;
            case ValueType.Boolean:
                var isTrue = WorkbookPart.IsTrue(row.Text.Written[start..]);
                row.Text.Truncate(start);
                row.Text.Append(isTrue ? "true"u8 : "false"u8);
                return CellKind.Boolean;
            case ValueType.Error:
                return CellKind.Error;
            case ValueType.IsoTime:
                return CellNumber.RewriteIsoTime(row.Text, start, book.FormatOf(style));
            default:
                return CellKind.Text;
        }
    }

    // A number that leads nowhere would be a lost value: the file is damaged.
    private void Look(int start)
    {
        var number = row.Text.Written[start..];
        if (!Utf8Parser.TryParse(number, out int index, out var used) || used != number.Length || (uint)index >= (uint)book.Strings.Count)
        {
            throw xml.Fault();
        }

        row.Text.Truncate(start);
        row.Text.Append(_strings[index]);
    }

    // Without letters to name it a cell is the one after the last.
    private int ColumnAfter(int column)
    {
        var reference = xml.Attribute("r"u8);
        column = CellRange.ColumnLength(reference, out var named) > 0 ? named : column + 1;
        return column is >= 0 and < CellRange.ColumnsMax ? column : throw xml.Fault();
    }

    private int Style()
    {
        var style = xml.Attribute("s"u8);
        return !style.IsEmpty && Utf8Parser.TryParse(style, out int number, out _) ? number : 0;
    }

    private static ValueType TypeOf(ReadOnlySpan<byte> type) => type switch
    {
        [] or [(byte)'n'] => ValueType.Number,
        [(byte)'s'] => ValueType.Shared,
        [(byte)'b'] => ValueType.Boolean,
        [(byte)'e'] => ValueType.Error,
        [(byte)'d'] => ValueType.IsoTime,
        [(byte)'s', (byte)'t', (byte)'r'] => ValueType.Formula,
        _ => ValueType.Inline,
    };
}
