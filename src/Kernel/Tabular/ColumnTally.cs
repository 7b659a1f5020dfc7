namespace Gongxin.Kernel.Tabular;

/// <summary>
/// Counts what the cells of one column look like. Each cell is classified once, by its first byte where that is enough;
/// which type the column has is decided at the end of the file from the counts alone (<see cref="TypeChoice"/>).
/// </summary>
internal sealed class ColumnTally
{
    private const int SmallDigitsMax = 18;

    public long Missing;
    public long MissingWhereTyped;
    public long NoneWords;
    public long Text;

    public long Integers;
    public long IntegersBeyond64Bits;
    public long LeadingZeros;
    public long LongIntegers;
    public long PlusSigns;
    public int DigitsMin = int.MaxValue;
    public int DigitsMax;
    public long Decimals;
    public long Scientific;
    public long TooLong;
    public int IntegerDigitsMax;
    public int ScaleMax;
    public long Zeros;

    public long Percents;
    public int PercentIntegerDigitsMax;
    public int PercentScaleMax;

    public long CompactDates;
    public long CompactMonths;
    public int CompactMin = int.MaxValue;
    public int CompactMax;

    public long Dates;
    public long DateTimes;
    public long Midnights;
    public long YearMonths;
    public long Years;
    public long YearLast;
    public long MonthFirstOnly;
    public long DayFirstOnly;
    public long Zoned;
    public long Unzoned;
    public int? ZoneMinutes;
    public bool ZonesDiffer;

    /// <summary>Cells per <see cref="BooleanWords"/>: those that say yes, then those that say no.</summary>
    public long[] Yes { get; } = new long[BooleanText.WordPairs];

    public long[] No { get; } = new long[BooleanText.WordPairs];

    /// <summary>Integers of 15 digits and more: longer than amounts are, as long as identity numbers and accounts are.</summary>
    public const int LongDigits = 15;

    public long Total { get; private set; }

    public void Add(ReadOnlySpan<byte> cell)
    {
        Total++;
        cell = CellText.Trim(cell);
        if (cell.Length == 0)
        {
            Missing++;
            return;
        }

        var first = cell[0];
        if ((uint)(first - '0') <= 9)
        {
            AddDigits(cell);
        }
        else if (cell.Length > CellText.TypedMax || !MayBeTyped(first))
        {
            Text++;
        }
        else
        {
            AddOther(cell);
        }
    }

    // First bytes of signs, points, full-width forms, missing marks and yes/no words.
    private static bool MayBeTyped(byte first) => first switch
    {
        (byte)'-' or (byte)'+' or (byte)'.' or (byte)'/' or (byte)'\\' or (byte)'#' => true,
        (byte)'t' or (byte)'T' or (byte)'f' or (byte)'F' or (byte)'y' or (byte)'Y' or (byte)'n' or (byte)'N' => true,
        0xC2 or 0xE2 or 0xE5 or 0xE6 or 0xEF => true,
        _ => false,
    };

    private void AddDigits(ReadOnlySpan<byte> cell)
    {
        var length = Math.Min(cell.Length, SmallDigitsMax);
        long value = 0;
        var at = 0;
        while (at < length && (uint)(cell[at] - '0') <= 9)
        {
            value = (value * 10) + cell[at] - '0';
            at++;
        }

        if (at == cell.Length)
        {
            AddInteger(at, value, cell[0] == '0' && at > 1);
            return;
        }

        if (cell.Length > CellText.TypedMax)
        {
            Text++;
        }
        else if (cell.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            Span<byte> plain = stackalloc byte[CellText.TypedMax];
            if (CellText.TryPlain(cell, plain, out var plainLength))
            {
                AddPlain(plain[..plainLength]);
            }
            else
            {
                Text++;
            }
        }
        else
        {
            AddPlain(cell);
        }
    }

    private void AddOther(ReadOnlySpan<byte> cell)
    {
        switch (MissingText.Of(cell))
        {
            case MissingKind.Always:
                Missing++;
                return;
            case MissingKind.WhereTyped:
                MissingWhereTyped++;
                return;
            case MissingKind.NoneWord:
                NoneWords++;
                No[(int)BooleanWords.YouWu]++;
                return;
            default:
                break;
        }

        if (BooleanText.TryRead(cell, out var value, out var words))
        {
            (value ? Yes : No)[(int)words]++;
            return;
        }

        Span<byte> plain = stackalloc byte[CellText.TypedMax];
        if (CellText.TryPlain(cell, plain, out var length))
        {
            AddPlain(plain[..length]);
        }
        else
        {
            Text++;
        }
    }

    private void AddPlain(ReadOnlySpan<byte> plain)
    {
        if (NumberText.TryRead(plain, out var number))
        {
            AddNumber(number);
        }
        else if (TimeText.TryRead(plain, DateOrder.YearFirst, out var time))
        {
            AddTime(time);
        }
        else
        {
            Text++;
        }
    }

    private void AddInteger(int digits, long value, bool leadingZero)
    {
        Integers++;
        DigitsMin = Math.Min(DigitsMin, digits);
        DigitsMax = Math.Max(DigitsMax, digits);
        IntegerDigitsMax = Math.Max(IntegerDigitsMax, digits);
        if (leadingZero)
        {
            LeadingZeros++;
        }

        if (value == 0)
        {
            Zeros++;
        }

        if (digits >= LongDigits)
        {
            LongIntegers++;
        }
        else if (digits == 8)
        {
            AddCompactDate((int)value);
        }
        else if (digits == 6)
        {
            AddCompactMonth((int)value);
        }
    }

    private void AddCompactDate(int value)
    {
        var (year, month, day) = (value / 10000, value / 100 % 100, value % 100);
        if (TimeText.IsCompactYear(year) && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
        {
            CompactDates++;
            CompactMin = Math.Min(CompactMin, value / 100);
            CompactMax = Math.Max(CompactMax, value / 100);
        }
    }

    private void AddCompactMonth(int value)
    {
        if (TimeText.IsCompactYear(value / 100) && value % 100 is >= 1 and <= 12)
        {
            CompactMonths++;
            CompactMin = Math.Min(CompactMin, value);
            CompactMax = Math.Max(CompactMax, value);
        }
    }

    private void AddNumber(in NumberText number)
    {
        if (number.IsPercent)
        {
            Percents++;
            LeadingZeros += number.HasLeadingZero ? 1 : 0;
            TooLong += number.IsTooLong ? 1 : 0;
            PercentIntegerDigitsMax = Math.Max(PercentIntegerDigitsMax, number.IntegerDigits);
            PercentScaleMax = Math.Max(PercentScaleMax, number.Scale);
            return;
        }

        if (number.IsScientific)
        {
            Scientific++;
            return;
        }

        PlusSigns += number.HasPlus ? 1 : 0;
        if (number.IsInteger && !number.IsNegative && !number.IsGrouped && !number.HasCurrency && number.IntegerDigits <= SmallDigitsMax)
        {
            AddInteger(number.IntegerDigits, (long)number.Digits, number.HasLeadingZero);
            return;
        }

        LeadingZeros += number.HasLeadingZero ? 1 : 0;
        TooLong += number.IsTooLong ? 1 : 0;
        Zeros += number.Digits == UInt128.Zero ? 1 : 0;
        IntegerDigitsMax = Math.Max(IntegerDigitsMax, number.IntegerDigits);
        ScaleMax = Math.Max(ScaleMax, number.Scale);
        if (!number.IsInteger)
        {
            Decimals++;
            return;
        }

        Integers++;
        DigitsMin = Math.Min(DigitsMin, number.IntegerDigits);
        DigitsMax = Math.Max(DigitsMax, number.IntegerDigits);
        if (number.IntegerDigits >= LongDigits && !number.IsGrouped && !number.HasCurrency)
        {
            LongIntegers++;
        }

        var limit = (UInt128)long.MaxValue + (number.IsNegative ? 1u : 0u);
        if (number.IsTooLong || number.Digits > limit)
        {
            IntegersBeyond64Bits++;
        }
    }

    private void AddTime(in TimeText time)
    {
        switch (time.Kind)
        {
            case TimeKind.YearMonth:
                YearMonths++;
                return;
            case TimeKind.Year:
                Years++;
                return;
            case TimeKind.Date:
                Dates++;
                break;
            default:
                AddDateTime(time);
                break;
        }

        if (time.IsYearLast)
        {
            YearLast++;
            MonthFirstOnly += time.Second > 12 ? 1 : 0;
            DayFirstOnly += time.First > 12 ? 1 : 0;
        }
    }

    private void AddDateTime(in TimeText time)
    {
        DateTimes++;
        if (time.OffsetMinutes is not int minutes)
        {
            Unzoned++;
            Midnights += time.Microseconds == 0 ? 1 : 0;
            return;
        }

        Zoned++;
        ZoneMinutes ??= minutes;
        ZonesDiffer |= ZoneMinutes != minutes;
    }
}
