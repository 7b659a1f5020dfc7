using System.Buffers.Text;
using System.Globalization;
using Gongxin.Kernel.Tabular.Workbooks.Numbers;

namespace Gongxin.Kernel.Tabular.Workbooks.Writing;

/// <summary>Cells with numbers. A number with more digits than a spreadsheet keeps is a text, so that none is lost.</summary>
internal static class NumberCell
{
    private const long KeptMax = 999_999_999_999_999;
    private const int LengthMax = 64;

    public static void Write(SheetStream sheet, long value, int scale)
    {
        Span<byte> room = stackalloc byte[LengthMax];
        Write(sheet, room[..Format(value, scale, room)], value is >= -KeptMax and <= KeptMax, scale);
    }

    public static void Write(SheetStream sheet, Int128 value, int scale)
    {
        if (value >= -KeptMax && value <= KeptMax)
        {
            Write(sheet, (long)value, scale);
            return;
        }

        Span<byte> room = stackalloc byte[LengthMax];
        Write(sheet, room[..Format(value, scale, room)], false, scale);
    }

    public static void Write(SheetStream sheet, double value)
    {
        Span<byte> room = stackalloc byte[LengthMax];
        value.TryFormat(room, out var length, "R", CultureInfo.InvariantCulture);
        if (double.IsFinite(value))
        {
            sheet.WriteCell(default, CellStyles.Plain, room[..length]);
        }
        else
        {
            sheet.WriteText(room[..length], CellStyles.Plain);
        }
    }

    private static void Write(SheetStream sheet, ReadOnlySpan<byte> written, bool isKept, int scale)
    {
        if (isKept)
        {
            sheet.WriteCell(default, CellStyles.Decimal(scale), written);
        }
        else
        {
            sheet.WriteText(written, CellStyles.Plain);
        }
    }

    private static int Format(long value, int scale, Span<byte> to)
    {
        Utf8Formatter.TryFormat(value, to, out var length);
        return Point(to, length, scale);
    }

    private static int Format(Int128 value, int scale, Span<byte> to)
    {
        value.TryFormat(to, out var length, default, CultureInfo.InvariantCulture);
        return Point(to, length, scale);
    }

    // Puts the point into a whole number, with zeros in front where there are too few digits.
    private static int Point(Span<byte> to, int length, int scale)
    {
        if (scale <= 0)
        {
            return length;
        }

        var sign = to[0] == '-' ? 1 : 0;
        var missing = Math.Max(0, scale + 1 - (length - sign));
        to[sign..length].CopyTo(to[(sign + missing)..]);
        to.Slice(sign, missing).Fill((byte)'0');
        length += missing;
        to[(length - scale)..length].CopyTo(to[(length - scale + 1)..]);
        to[length - scale] = (byte)'.';
        return length + 1;
    }
}
