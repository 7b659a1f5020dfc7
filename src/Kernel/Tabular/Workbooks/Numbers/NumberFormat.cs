namespace Gongxin.Kernel.Tabular.Workbooks.Numbers;

/// <summary>What a number in a cell means, which in a workbook only its format tells.</summary>
internal enum NumberKind
{
    Plain,
    Percent,

    /// <summary>Written with zeros in front, as codes are.</summary>
    Padded,
    Date,
    DateTime,
    Time,

    /// <summary>Hours that go on after 24.</summary>
    Duration,
    YearMonth,
    Year,
}

/// <summary>A number format, as far as it decides what a value is; how many decimals it shows does not.</summary>
/// <param name="Digits">Of a padded number, how many there are; of a time, those of the fraction of a second.</param>
internal sealed record NumberFormat(NumberKind Kind, int Digits = 0)
{
    public static readonly NumberFormat Plain = new(NumberKind.Plain);

    private static readonly NumberFormat Percent = new(NumberKind.Percent);
    private static readonly NumberFormat Date = new(NumberKind.Date);
    private static readonly NumberFormat DateTime = new(NumberKind.DateTime);
    private static readonly NumberFormat Time = new(NumberKind.Time);
    private static readonly NumberFormat YearMonth = new(NumberKind.YearMonth);

    public bool IsTime => Kind is >= NumberKind.Date;

    /// <summary>The formats that files refer to by number only. Those from 27 on depend on the language; here they are the Chinese ones.</summary>
    public static NumberFormat BuiltIn(int id) => id switch
    {
        9 or 10 => Percent,
        14 or 15 or 16 or 28 or 29 or 30 or 31 or 51 or 53 or 54 or 58 => Date,
        17 or 27 or 36 or 50 or 52 or 57 => YearMonth,
        18 or 19 or 20 or 21 or 32 or 33 or 34 or 35 or 45 or 55 or 56 => Time,
        22 => DateTime,
        46 => new NumberFormat(NumberKind.Duration),
        47 => new NumberFormat(NumberKind.Time, 1),
        _ => Plain,
    };

    public static NumberFormat Parse(string code)
    {
        var section = FormatSection.Read(code);
        if (section.HasElapsed)
        {
            return new NumberFormat(NumberKind.Duration, section.SecondDigits);
        }

        var (day, month, year) = (section.HasDay, section.HasMonth, section.HasYear);
        var date = day || month || year;
        if (section.HasClock)
        {
            return new NumberFormat(date ? NumberKind.DateTime : NumberKind.Time, section.SecondDigits);
        }

        if (date)
        {
            // A day or month alone hides a part of the date; the value has all of it.
            return year && !day ? month ? YearMonth : new NumberFormat(NumberKind.Year) : Date;
        }

        return section.HasPercent ? Percent : section.Zeros >= 2 && section.IsWhole ? new NumberFormat(NumberKind.Padded, section.Zeros) : Plain;
    }
}
