namespace Gongxin.Kernel.Tabular;

/// <summary>A time of day as written: 12:30, 12:30:45.123, 12时30分45秒, with an optional zone (Z, +08:00, +0800).</summary>
internal struct ClockText
{
    private const long PerSecond = 1_000_000;
    private const int FractionDigitsMax = 9;
    private const int OffsetHoursMax = 14;

    public long Microseconds;
    public int? OffsetMinutes;

    public bool TryRead(ReadOnlySpan<byte> text)
    {
        var at = 0;
        if (!Part(text, ref at, 1, 23, out var hour) || at == text.Length)
        {
            return false;
        }

        Microseconds = hour * 3600 * PerSecond;
        return text[at] switch
        {
            (byte)':' => ReadColons(text, at + 1),
            CellText.Hour => ReadWords(text, at + 1),
            _ => false,
        };
    }

    private bool ReadColons(ReadOnlySpan<byte> text, int at)
    {
        if (!Part(text, ref at, 2, 59, out var minute))
        {
            return false;
        }

        Microseconds += minute * 60 * PerSecond;
        if (at < text.Length && text[at] == ':')
        {
            at++;
            if (!Part(text, ref at, 2, 59, out var second) || !ReadFraction(text, ref at))
            {
                return false;
            }

            Microseconds += second * PerSecond;
        }

        return ReadZone(text[at..]);
    }

    private bool ReadWords(ReadOnlySpan<byte> text, int at)
    {
        if (at == text.Length)
        {
            return true;
        }

        if (!Part(text, ref at, 1, 59, out var minute) || at == text.Length || text[at++] != CellText.Minute)
        {
            return false;
        }

        Microseconds += minute * 60 * PerSecond;
        if (at == text.Length)
        {
            return true;
        }

        if (!Part(text, ref at, 1, 59, out var second) || at == text.Length || text[at++] != CellText.Second)
        {
            return false;
        }

        Microseconds += second * PerSecond;
        return at == text.Length;
    }

    // What is finer than a microsecond is cut.
    private bool ReadFraction(ReadOnlySpan<byte> text, ref int at)
    {
        if (at == text.Length || text[at] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        at++;
        var start = at;
        var unit = PerSecond / 10;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
        {
            Microseconds += (text[at] - '0') * unit;
            unit /= 10;
            at++;
        }

        return at - start is >= 1 and <= FractionDigitsMax;
    }

    private bool ReadZone(ReadOnlySpan<byte> zone)
    {
        if (zone.Length > 1 && zone[0] == ' ')
        {
            zone = zone[1..];
        }

        if (zone.Length == 0)
        {
            return true;
        }

        if (zone is [(byte)'Z'] or [(byte)'z'])
        {
            OffsetMinutes = 0;
            return true;
        }

        if (zone[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var at = 1;
        var minutes = 0;
        if (!Part(zone, ref at, 2, OffsetHoursMax, out var hours))
        {
            return false;
        }

        if (at < zone.Length)
        {
            at += zone[at] == ':' ? 1 : 0;
            if (!Part(zone, ref at, 2, 59, out minutes))
            {
                return false;
            }
        }

        OffsetMinutes = (zone[0] == '-' ? -1 : 1) * ((hours * 60) + minutes);
        return at == zone.Length;
    }

    private static bool Part(ReadOnlySpan<byte> text, ref int at, int digitsMin, int max, out int value)
    {
        value = 0;
        var start = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9 && at - start < 2)
        {
            value = (value * 10) + text[at] - '0';
            at++;
        }

        return at - start >= digitsMin && value <= max;
    }
}
