namespace Gongxin.Kernel.Tabular;

/// <summary>What kind of time a cell writes.</summary>
internal enum TimeKind
{
    None,
    Date,
    DateTime,
    YearMonth,
    Year,
}

/// <summary>In which order 3/1/2024 is written. Unless a column proves one of them, such cells are no dates.</summary>
public enum DateOrder
{
    /// <summary>Year first; no other form is a date.</summary>
    YearFirst,

    /// <summary>3/31/2024.</summary>
    MonthFirst,

    /// <summary>31/3/2024.</summary>
    DayFirst,
}

/// <summary>A day, moment, month or year as written in plain ASCII (see <see cref="CellText.TryPlain"/>).</summary>
internal struct TimeText
{
    private const int CompactYearMin = 1900;
    private const int CompactYearMax = 2100;
    private const int MonthYearMin = 1800;
    private const int MonthYearMax = 2200;

    public TimeKind Kind;
    public int Year;
    public int Month;
    public int Day;
    public long Microseconds;

    /// <summary>Minutes east of Greenwich when the cell names a zone; the time itself is kept as written.</summary>
    public int? OffsetMinutes;

    /// <summary>For 3/1/2024: the two leading numbers, which only the column as a whole can put in order.</summary>
    public int First;
    public int Second;

    /// <summary>True for 3/1/2024 and 31/3/2024.</summary>
    public bool IsYearLast;

    public readonly int Days => new DateOnly(Year, Month, Day).DayNumber - EpochDay;

    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Years that digits without separators (20240301) are taken for; the range keeps ordinary numbers out.</summary>
    public static bool IsCompactYear(int year) => year is >= CompactYearMin and <= CompactYearMax;

    public static bool TryRead(ReadOnlySpan<byte> text, DateOrder order, out TimeText time)
    {
        time = default;
        var at = 0;
        var first = Number(text, ref at, out var digits);
        if (digits == 0 || at == text.Length)
        {
            return at == text.Length && time.ReadCompact(text, first, digits);
        }

        if (digits == 4)
        {
            return time.ReadYearFirst(text, first, at);
        }

        if (digits == 8 && time.ReadCompact(text, first, digits))
        {
            return time.ReadTime(text, at);
        }

        return digits <= 2 && text[at] is (byte)'/' or (byte)'-' or (byte)'.' && time.ReadYearLast(text, first, at, order);
    }

    private bool ReadCompact(ReadOnlySpan<byte> text, int value, int digits)
    {
        if (digits == 8)
        {
            return SetDay(value / 10000, value / 100 % 100, value % 100) && IsCompactYear(Year);
        }

        if (digits == 6 && text.Length == 6)
        {
            (Year, Month, Day) = (value / 100, value % 100, 1);
            Kind = TimeKind.YearMonth;
            return IsCompactYear(Year) && Month is >= 1 and <= 12;
        }

        if (digits == 4)
        {
            (Year, Month, Day) = (value, 1, 1);
            Kind = TimeKind.Year;
            return Year is >= MonthYearMin and <= MonthYearMax;
        }

        return false;
    }

    private bool ReadYearFirst(ReadOnlySpan<byte> text, int year, int at)
    {
        var separator = text[at++];
        if (separator == CellText.Year && at == text.Length)
        {
            (Year, Month, Day) = (year, 1, 1);
            Kind = TimeKind.Year;
            return year is >= MonthYearMin and <= MonthYearMax;
        }

        var month = Number(text, ref at, out var digits);
        if (digits is 0 or > 2 || separator is not ((byte)'-' or (byte)'/' or (byte)'.' or CellText.Year))
        {
            return false;
        }

        if (separator == CellText.Year)
        {
            if (at == text.Length || text[at++] != CellText.Month)
            {
                return false;
            }

            return at == text.Length ? SetMonth(year, month) : ReadDay(text, year, month, at);
        }

        if (at == text.Length)
        {
            // 2024.3 is a decimal number.
            return separator != '.' && SetMonth(year, month);
        }

        return text[at++] == separator && ReadDay(text, year, month, at);
    }

    private bool ReadDay(ReadOnlySpan<byte> text, int year, int month, int at)
    {
        var day = Number(text, ref at, out var digits);
        if (digits is 0 or > 2 || !SetDay(year, month, day))
        {
            return false;
        }

        if (at < text.Length && text[at] == CellText.Day)
        {
            at++;
        }

        return at == text.Length || ReadTime(text, at);
    }

    private bool ReadYearLast(ReadOnlySpan<byte> text, int first, int at, DateOrder order)
    {
        var separator = text[at++];
        var second = Number(text, ref at, out var digits);
        if (digits is 0 or > 2 || at == text.Length || text[at++] != separator)
        {
            return false;
        }

        var year = Number(text, ref at, out digits);
        if (digits != 4)
        {
            return false;
        }

        (First, Second, IsYearLast) = (first, second, true);
        var (month, day) = order is DateOrder.DayFirst ? (second, first) : (first, second);
        if (order is DateOrder.YearFirst)
        {
            // Not decided yet: it is a date of some order if either reading is a calendar day.
            if (!SetDay(year, month, day) && !SetDay(year, day, month))
            {
                return false;
            }
        }
        else if (!SetDay(year, month, day))
        {
            return false;
        }

        return at == text.Length || ReadTime(text, at);
    }

    private bool SetMonth(int year, int month)
    {
        (Year, Month, Day, Kind) = (year, month, 1, TimeKind.YearMonth);
        return year is >= MonthYearMin and <= MonthYearMax && month is >= 1 and <= 12;
    }

    private bool SetDay(int year, int month, int day)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        (Year, Month, Day, Kind) = (year, month, day, TimeKind.Date);
        return true;
    }

    private bool ReadTime(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        if (text[at] == 'T' || text[at] == 't')
        {
            at++;
        }
        else
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }

        // After 日 the hour may follow directly.
        if (at == start && text[at - 1] != CellText.Day)
        {
            return false;
        }

        var clock = default(ClockText);
        if (!clock.TryRead(text[at..]))
        {
            return false;
        }

        Kind = TimeKind.DateTime;
        Microseconds = clock.Microseconds;
        OffsetMinutes = clock.OffsetMinutes;
        return true;
    }

    private static int Number(ReadOnlySpan<byte> text, ref int at, out int digits)
    {
        var value = 0;
        var start = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9 && at - start < 9)
        {
            value = (value * 10) + text[at] - '0';
            at++;
        }

        digits = at - start;
        return value;
    }
}
