using System.Buffers.Text;

namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>A block of cells; rows counted from 1, columns from 0, both ends included.</summary>
internal readonly record struct CellRange(long FirstRow, int FirstColumn, long LastRow, int LastColumn)
{
    /// <summary>Columns of a sheet in the standard: up to XFD.</summary>
    public const int ColumnsMax = 16_384;

    public int Width => LastColumn - FirstColumn + 1;

    public bool Contains(long row, int column) => row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn;

    /// <summary>Reads "B2:D4" or "B2".</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out CellRange range)
    {
        range = default;
        var colon = text.IndexOf((byte)':');
        var first = colon < 0 ? text : text[..colon];
        var last = colon < 0 ? text : text[(colon + 1)..];
        if (!TryParseCell(first, out var firstColumn, out var firstRow) || !TryParseCell(last, out var lastColumn, out var lastRow))
        {
            return false;
        }

        range = new CellRange(firstRow, firstColumn, lastRow, lastColumn);
        return true;
    }

    /// <summary>Reads "AB12".</summary>
    public static bool TryParseCell(ReadOnlySpan<byte> text, out int column, out long row)
    {
        var length = ColumnLength(text, out column);
        var digits = text[length..];
        row = 0;
        return column is >= 0 and < ColumnsMax && Utf8Parser.TryParse(digits, out row, out var used) && used == digits.Length && row is > 0 and <= int.MaxValue;
    }

    /// <summary>How many letters name the column, and which column it is; -1 when there are none or too many.</summary>
    public static int ColumnLength(ReadOnlySpan<byte> text, out int column)
    {
        var number = 0;
        var length = 0;
        while (length < text.Length && length < 4 && (uint)((text[length] | 0x20) - 'a') <= 'z' - 'a')
        {
            number = (number * 26) + (text[length++] | 0x20) - 'a' + 1;
        }

        column = length > 3 ? -1 : number - 1;
        return length;
    }

    /// <summary>The letters that name a column.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            name = (char)('A' + ((rest - 1) % 26)) + name;
        }

        return name;
    }
}
