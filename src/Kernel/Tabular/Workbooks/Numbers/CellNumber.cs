using System.Buffers.Text;
using System.Globalization;

namespace Gongxin.Kernel.Tabular.Workbooks.Numbers;

/// <summary>Turns the number of a cell into what the cell says.</summary>
internal static class CellNumber
{
    // Longer numbers are quantities in scientific notation, not codes that lost digits.
    private const int CodeDigitsMax = 20;

    /// <summary>Replaces the number at the end of the text, as the file writes it, by its meaning in a format.</summary>
    public static CellKind Rewrite(Utf8Buffer text, int start, NumberFormat format, bool dates1904)
    {
        var written = text.Written[start..];
        if (format.Kind is NumberKind.Plain && IsShortWhole(written))
        {
            return CellKind.Number;
        }

        Span<byte> result = stackalloc byte[DecimalText.LengthMax];
        if (format.IsTime && Utf8Parser.TryParse(written, out double days, out var used) && used == written.Length
            && TimeNumber.TryWrite(days, format, dates1904, result, out var length))
        {
            Replace(text, start, result[..length]);
            return CellKind.Time;
        }

        Span<byte> room = stackalloc byte[DecimalText.LengthMax];
        if (!DecimalText.TryRead(written, room, out var number) || (number.IsNoisy && !TryRound(written, result, room, out number)))
        {
            return CellKind.Text;
        }

        length = Write(ref number, format, result);
        Replace(text, start, result[..length]);
        return number.DigitsBeforePoint is > DecimalText.DigitsKept and <= CodeDigitsMax ? CellKind.LongNumber : CellKind.Number;
    }

    /// <summary>Replaces a day or time that the file writes in the form of ISO 8601.</summary>
    public static CellKind RewriteIsoTime(Utf8Buffer text, int start, NumberFormat format)
    {
        var written = System.Text.Encoding.UTF8.GetString(text.Written[start..]);
        if (!DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            return CellKind.Text;
        }

        var shown = format.IsTime ? format : new NumberFormat(written.Contains('T', StringComparison.Ordinal) ? NumberKind.DateTime : NumberKind.Date);
        Span<byte> result = stackalloc byte[DecimalText.LengthMax];
        Replace(text, start, result[..TimeNumber.Write(time, shown, result)]);
        return CellKind.Time;
    }

    // Rounded from the binary number, as spreadsheets do, and not from the digits in which it is written.
    private static bool TryRound(ReadOnlySpan<byte> written, Span<byte> result, Span<byte> room, out DecimalText number)
    {
        number = default;
        return Utf8Parser.TryParse(written, out double value, out var used) && used == written.Length && double.IsFinite(value)
            && value.TryFormat(result, out var length, "E14", CultureInfo.InvariantCulture)
            && DecimalText.TryRead(result[..length], room, out number);
    }

    private static int Write(ref DecimalText number, NumberFormat format, Span<byte> to)
    {
        switch (format.Kind)
        {
            case NumberKind.Percent:
                number.Shift(2);
                var length = number.Write(to);
                to[length] = (byte)'%';
                return length + 1;
            case NumberKind.Padded:
                return number.Write(to, Math.Min(format.Digits, CodeDigitsMax));
            default:
                return number.Write(to);
        }
    }

    private static void Replace(Utf8Buffer text, int start, ReadOnlySpan<byte> result)
    {
        text.Truncate(start);
        text.Append(result);
    }

    // The commonest number needs no work.
    private static bool IsShortWhole(ReadOnlySpan<byte> written) =>
        written.Length is > 0 and <= DecimalText.DigitsKept && (written[0] != '0' || written.Length == 1)
        && written.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
