using System.Runtime.CompilerServices;

namespace Gongxin.Kernel.Tabular;

/// <summary>A number as written: its digits without point or marks, and how it was written.</summary>
internal struct NumberText
{
    private const int DigitsMax = 38;
    private const int ExponentMax = 400;

    /// <summary>All digits as one whole number. Holds only the first 38 digits of a longer one (<see cref="IsTooLong"/>).</summary>
    public UInt128 Digits;

    /// <summary>Digits before the point, leading zeros of "007" included.</summary>
    public int IntegerDigits;

    /// <summary>Digits after the point.</summary>
    public int Scale;

    public int Exponent;
    public bool IsNegative;
    public bool IsPercent;
    public bool IsScientific;
    public bool IsGrouped;
    public bool HasCurrency;
    public bool HasPlus;
    public bool HasLeadingZero;
    public bool IsTooLong;

    public readonly bool IsInteger => Scale == 0 && !IsScientific && !IsPercent;

    /// <summary>
    /// Reads plain ASCII (see <see cref="CellText.TryPlain"/>) such as 12, -1,234.50, +3, .5, 12.5%, 1.2e-3. A point needs
    /// digits after it; thousands marks must be in the right places; parentheses are no minus, because (1) is how lists are numbered.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out NumberText number)
    {
        number = default;
        var at = 0;
        ReadSign(text, ref at, ref number);
        if (at < text.Length && text[at] == CellText.Currency)
        {
            number.HasCurrency = true;
            at++;
            SkipBlanks(text, ref at);
            if (!number.IsNegative && !number.HasPlus)
            {
                ReadSign(text, ref at, ref number);
            }
        }

        if (!ReadInteger(text, ref at, ref number) || !ReadFraction(text, ref at, ref number) || !ReadExponent(text, ref at, ref number))
        {
            return false;
        }

        if (at < text.Length)
        {
            SkipBlanks(text, ref at);
            if (at == text.Length - 1 && text[at] == '%' && !number.IsScientific)
            {
                number.IsPercent = true;
                at++;
            }
        }

        return at == text.Length;
    }

    private static void ReadSign(ReadOnlySpan<byte> text, ref int at, ref NumberText number)
    {
        if (at < text.Length && text[at] is (byte)'-' or (byte)'+')
        {
            number.IsNegative = text[at] == '-';
            number.HasPlus = text[at] == '+';
            at++;
        }
    }

    private static void SkipBlanks(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }

    private static bool ReadInteger(ReadOnlySpan<byte> text, ref int at, ref NumberText number)
    {
        var start = at;
        TakeDigits(text, ref at, ref number);
        var length = at - start;
        number.IntegerDigits = length;
        number.HasLeadingZero = length > 1 && text[start] == '0';
        if (at == text.Length || text[at] != ',')
        {
            return true;
        }

        if (length is 0 or > 3)
        {
            return false;
        }

        number.IsGrouped = true;
        while (at < text.Length && text[at] == ',')
        {
            at++;
            start = at;
            TakeDigits(text, ref at, ref number);
            if (at - start != 3)
            {
                return false;
            }

            number.IntegerDigits += 3;
        }

        return true;
    }

    private static bool ReadFraction(ReadOnlySpan<byte> text, ref int at, ref NumberText number)
    {
        if (at == text.Length || text[at] != '.')
        {
            return number.IntegerDigits > 0;
        }

        at++;
        var start = at;
        TakeDigits(text, ref at, ref number);
        number.Scale = at - start;
        return number.Scale > 0;
    }

    private static bool ReadExponent(ReadOnlySpan<byte> text, ref int at, ref NumberText number)
    {
        if (at == text.Length || text[at] is not ((byte)'e' or (byte)'E'))
        {
            return true;
        }

        at++;
        var negative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is (byte)'-' or (byte)'+')
        {
            at++;
        }

        var start = at;
        var exponent = 0;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
        {
            exponent = Math.Min((exponent * 10) + text[at] - '0', ExponentMax + 1);
            at++;
        }

        number.IsScientific = true;
        number.Exponent = negative ? -exponent : exponent;
        return at > start && exponent <= ExponentMax;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TakeDigits(ReadOnlySpan<byte> text, ref int at, ref NumberText number)
    {
        // Most numbers have fewer than 19 digits: those are gathered in 64 bits.
        var start = at;
        ulong low = 0;
        while (at < text.Length && (uint)(text[at] - '0') <= 9 && at - start < 18)
        {
            low = (low * 10) + (uint)(text[at] - '0');
            at++;
        }

        number.Append(low, at - start);
        if (at < text.Length && (uint)(text[at] - '0') <= 9)
        {
            number.TakeManyDigits(text, ref at);
        }
    }

    private void TakeManyDigits(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
        {
            Append((ulong)(text[at] - '0'), 1);
            at++;
        }
    }

    private void Append(ulong digits, int count)
    {
        if (Digits == UInt128.Zero)
        {
            Digits = digits;
            return;
        }

        if (Digits >= PowersOfTen.Of(DigitsMax - count))
        {
            IsTooLong = true;
            return;
        }

        Digits = (Digits * PowersOfTen.Of(count)) + digits;
    }
}
