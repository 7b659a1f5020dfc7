using System.Buffers.Text;

namespace Gongxin.Kernel.Tabular.Workbooks.Numbers;

/// <summary>
/// A number as its decimal digits, to be written in the shortest plain form. Spreadsheets store binary numbers with up to 17
/// digits and show 15: 0.30000000000000004 is 0.3 to everybody who looks at the sheet.
/// </summary>
internal ref struct DecimalText
{
    /// <summary>Digits that a spreadsheet keeps.</summary>
    public const int DigitsKept = 15;

    /// <summary>Room that the longest written number needs.</summary>
    public const int LengthMax = 64;

    private const int DigitsMax = 40;
    private const int PlainZerosMax = 20;

    private readonly Span<byte> _digits;
    private int _count;
    private int _point;
    private bool _negative;

    private DecimalText(Span<byte> room) => _digits = room;

    /// <summary>True when it has more digits than are shown. Whole numbers without exponent are as somebody wrote them and are not.</summary>
    public bool IsNoisy { get; private set; }

    public readonly int DigitsBeforePoint => _count == 0 ? 0 : Math.Max(_point, 0);

    /// <summary>Reads a number as it stands in a file; false when it is none.</summary>
    /// <param name="room">At least <see cref="LengthMax"/> bytes to work in.</param>
    public static bool TryRead(ReadOnlySpan<byte> written, Span<byte> room, out DecimalText number)
    {
        number = new DecimalText(room[..DigitsMax]);
        var rest = written;
        if (rest.Length > 0 && rest[0] is (byte)'-' or (byte)'+')
        {
            number._negative = rest[0] == '-';
            rest = rest[1..];
        }

        var (pointSeen, any) = (false, false);
        var at = 0;
        for (; at < rest.Length; at++)
        {
            var letter = rest[at];
            if (letter == '.' && !pointSeen)
            {
                pointSeen = true;
                continue;
            }

            if (letter is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            any = true;
            number.AddDigit(letter, pointSeen);
        }

        var exponent = 0;
        if (!any || !TryExponent(rest[at..], out exponent))
        {
            return false;
        }

        number._point += exponent;
        number.TrimZeros();
        number.IsNoisy = number._count > DigitsKept && (pointSeen || at < rest.Length || number._count == DigitsMax);
        return true;
    }

    /// <summary>Moves the point, to make 12.5 of 0.125.</summary>
    public void Shift(int places) => _point += places;

    /// <summary>Writes it, with zeros in front up to a number of digits before the point.</summary>
    public readonly int Write(Span<byte> to, int padding = 0)
    {
        if (_count == 0)
        {
            var zeros = Math.Max(1, padding);
            to[..zeros].Fill((byte)'0');
            return zeros;
        }

        var at = 0;
        if (_negative)
        {
            to[at++] = (byte)'-';
        }

        if (_point > DigitsMax || _point < -PlainZerosMax || (_point > PlainZerosMax && _count < _point))
        {
            return WriteExponent(to, at);
        }

        for (var missing = padding - Math.Max(_point, 0); missing > 0; missing--)
        {
            to[at++] = (byte)'0';
        }

        at = WriteWhole(to, at, padding);
        return WriteFraction(to, at);
    }

    private readonly int WriteWhole(Span<byte> to, int at, int padding)
    {
        if (_point <= 0)
        {
            if (padding == 0)
            {
                to[at++] = (byte)'0';
            }

            return at;
        }

        for (var i = 0; i < _point; i++)
        {
            to[at++] = i < _count ? _digits[i] : (byte)'0';
        }

        return at;
    }

    private readonly int WriteFraction(Span<byte> to, int at)
    {
        if (_point >= _count)
        {
            return at;
        }

        to[at++] = (byte)'.';
        for (var i = _point; i < _count; i++)
        {
            to[at++] = i < 0 ? (byte)'0' : _digits[i];
        }

        return at;
    }

    private readonly int WriteExponent(Span<byte> to, int at)
    {
        to[at++] = _digits[0];
        if (_count > 1)
        {
            to[at++] = (byte)'.';
            _digits[1.._count].CopyTo(to[at..]);
            at += _count - 1;
        }

        to[at++] = (byte)'E';
        to[at++] = (byte)(_point > 0 ? '+' : '-');
        Utf8Formatter.TryFormat(Math.Abs(_point - 1), to[at..], out var written);
        return at + written;
    }

    // Digits beyond the most that are kept cannot matter to a binary number.
    private void AddDigit(byte digit, bool afterPoint)
    {
        if (_count == 0 && digit == '0')
        {
            _point -= afterPoint ? 1 : 0;
            return;
        }

        _point += afterPoint ? 0 : 1;
        if (_count < DigitsMax)
        {
            _digits[_count++] = digit;
        }
    }

    private static bool TryExponent(ReadOnlySpan<byte> rest, out int exponent)
    {
        exponent = 0;
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] is not ((byte)'E' or (byte)'e') || rest.Length is < 2 or > 6)
        {
            return false;
        }

        var digits = rest[1] == '+' ? rest[2..] : rest[1..];
        return Utf8Parser.TryParse(digits, out exponent, out var used) && used == digits.Length;
    }

    private void TrimZeros()
    {
        while (_count > 0 && _digits[_count - 1] == '0')
        {
            _count--;
        }
    }
}
