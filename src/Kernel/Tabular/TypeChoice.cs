namespace Gongxin.Kernel.Tabular;

/// <summary>
/// Decides the type of a column from the counts over the whole file.
/// <list type="number">
/// <item>Codes stay text: any leading zero; numbers of 15 digits and more (unless they are the large ones among smaller
/// numbers); digits of one length under a name that speaks of a code: 2 and up for a code, 6 and up for an id, which may as
/// well be a count.</item>
/// <item>The narrowest type that fits every filled cell is taken.</item>
/// <item>Else the type that fits most, if that is 95 % of at least 20 cells; the rest is quarantined. Under a name that speaks
/// of a code this rule does not hold: codes with letters are codes.</item>
/// <item>Else text, which fits everything.</item>
/// </list>
/// </summary>
internal sealed class TypeChoice(string name, ColumnTally tally)
{
    private const int ToleranceCellsMin = 20;
    private const int CodeDigitsMin = 2;
    private const int IdDigitsMin = 6;

    private readonly bool _isCode = HeaderWords.IsCode(name);
    private readonly bool _speaksOfCode = HeaderWords.IsCodeOrId(name);
    private readonly bool _speaksOfTime = HeaderWords.SpeaksOfTime(name);

    /// <summary>The column's schema and how many filled cells do not fit it.</summary>
    public (ColumnSchema Column, ColumnSurvey Counts) Choose()
    {
        var candidates = Candidates().Where(c => c.Fits > 0).ToList();
        var best = candidates.Find(c => c.Fits == FilledFor(c.Column.Type))
            ?? candidates.OrderByDescending(c => c.Fits).FirstOrDefault(IsTolerable)
            ?? new Candidate(new ColumnSchema { Name = name, Type = ColumnType.Text }, FilledFor(ColumnType.Text));
        var filled = FilledFor(best.Column.Type);
        return (best.Column, new ColumnSurvey(name, filled, tally.Total - filled, filled - best.Fits));
    }

    private sealed record Candidate(ColumnSchema Column, long Fits);

    private long Numbers => tally.Integers + tally.Decimals;

    // From narrow to wide; the first that fits everything wins.
    private IEnumerable<Candidate> Candidates()
    {
        foreach (var words in Enum.GetValues<BooleanWords>())
        {
            yield return Boolean(words);
        }

        if (IsCompactDates())
        {
            yield return Of(ColumnType.Date, tally.CompactDates + tally.Dates + tally.Midnights);
        }

        if (IsCompactMonths())
        {
            yield return Of(ColumnType.YearMonth, tally.CompactMonths + tally.YearMonths);
        }

        if (!IsCode())
        {
            yield return Of(ColumnType.Integer, tally.Integers - tally.IntegersBeyond64Bits);
            yield return DecimalNumber();
            yield return Percent();
            yield return Of(ColumnType.Number, Numbers + tally.Scientific);
        }

        foreach (var candidate in Times())
        {
            yield return candidate;
        }
    }

    private IEnumerable<Candidate> Times()
    {
        yield return Of(ColumnType.Year, tally.Years);
        yield return Of(ColumnType.YearMonth, tally.YearMonths);
        var format = DayOrder();
        if (tally.YearLast > 0 && format is null)
        {
            yield break;
        }

        yield return new Candidate(new ColumnSchema { Name = name, Type = ColumnType.Date, Format = format }, tally.Dates + tally.Midnights);

        // Clock times of different zones side by side would not be comparable as written.
        if (!tally.ZonesDiffer && (tally.Zoned == 0 || tally.Unzoned == 0))
        {
            yield return new Candidate(new ColumnSchema { Name = name, Type = ColumnType.DateTime, Format = format }, tally.Dates + tally.DateTimes);
        }
    }

    // 13/1/2024 proves the day first, 1/13/2024 the month; a column that proves neither, or both, is text.
    private string? DayOrder() =>
        tally.YearLast == 0 ? null
        : tally.MonthFirstOnly > 0 && tally.DayFirstOnly == 0 ? ColumnSchema.MonthFirstFormat
        : tally.DayFirstOnly > 0 && tally.MonthFirstOnly == 0 ? ColumnSchema.DayFirstFormat
        : null;

    private Candidate Boolean(BooleanWords words)
    {
        var (yes, no) = (tally.Yes[(int)words], tally.No[(int)words]);

        // A lone letter or a lone 有 is more often a mark than an answer: both answers must occur.
        var answersBoth = words is not (BooleanWords.Letters or BooleanWords.YouWu) || (yes > 0 && no > 0);
        return Of(ColumnType.Boolean, answersBoth ? yes + no : 0);
    }

    private Candidate DecimalNumber()
    {
        var precision = tally.IntegerDigitsMax + tally.ScaleMax;
        var exact = tally.TooLong == 0 && precision <= PowersOfTen.Max;
        return exact ? Exact(Math.Max(1, precision), tally.ScaleMax, unit: null, Numbers) : Of(ColumnType.Decimal, 0);
    }

    private Candidate Percent()
    {
        var precision = tally.PercentIntegerDigitsMax + tally.PercentScaleMax;
        var exact = tally.Percents > 0 && tally.TooLong == 0 && precision <= PowersOfTen.Max;
        return exact ? Exact(Math.Max(1, precision), tally.PercentScaleMax, "%", tally.Percents + tally.Zeros) : Of(ColumnType.Decimal, 0);
    }

    private Candidate Exact(int precision, int scale, string? unit, long fits) => new(
        new ColumnSchema
        {
            Name = name,
            Type = ColumnType.Decimal,
            Precision = precision,
            Scale = scale,
            Unit = unit,
            Format = unit is null ? null : ColumnSchema.PercentFormat,
        },
        fits);

    private bool IsCode()
    {
        var hasOneLength = tally.DigitsMin == tally.DigitsMax && tally.DigitsMin >= (_isCode ? CodeDigitsMin : IdDigitsMin);
        var longOnes = tally.LongIntegers > 0 && (tally.LongIntegers * 2 >= tally.Integers || tally.DigitsMin >= 10);
        return tally.LeadingZeros > 0
            || (tally.Decimals == 0 && longOnes)
            || (_speaksOfCode && tally.Decimals == 0 && (hasOneLength || tally.PlusSigns > 0));
    }

    // 20240301: every cell must be a calendar day, and the name must speak of a time, or at least not of a code while the
    // days are spread over more than one month (serial numbers that begin with a year run out of the calendar soon).
    private bool IsCompactDates() =>
        tally.CompactDates > 0 && tally.CompactDates + tally.Dates + tally.Midnights == FilledFor(ColumnType.Date)
        && tally.YearLast == 0 && (_speaksOfTime || (!_speaksOfCode && tally.CompactMin != tally.CompactMax));

    // 202403: the same, but six digits are short, so without a telling name the months must span years.
    private bool IsCompactMonths() =>
        tally.CompactMonths > 0 && tally.CompactMonths + tally.YearMonths == FilledFor(ColumnType.YearMonth)
        && (_speaksOfTime || (!_speaksOfCode && tally.CompactMin / 100 != tally.CompactMax / 100));

    private bool IsTolerable(Candidate candidate)
    {
        var filled = FilledFor(candidate.Column.Type);
        return !_isCode && filled >= ToleranceCellsMin && candidate.Fits * 20 >= filled * 19;
    }

    private Candidate Of(ColumnType type, long fits) => new(new ColumnSchema { Name = name, Type = type }, fits);

    private long FilledFor(ColumnType type) => type switch
    {
        ColumnType.Text => tally.Total - tally.Missing,
        ColumnType.Boolean => tally.Total - tally.Missing - tally.MissingWhereTyped,
        _ => tally.Total - tally.Missing - tally.MissingWhereTyped - tally.NoneWords,
    };
}
