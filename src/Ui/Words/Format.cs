using System.Globalization;
using System.Text;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Ui.Words;

/// <summary>
/// How figures, dates and sizes are written, the same in every language: 1,234,567.8 · 2026-11-21 · 14:05 · 1.2 MB.
/// Instants are shown in the platform's legal zone.
/// </summary>
public static class Format
{
    private const string DateForm = "yyyy'-'MM'-'dd";
    private const string MinuteForm = "yyyy'-'MM'-'dd HH':'mm";

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    private static readonly TimeZoneInfo LegalZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly string[] ByteUnits = ["B", "KB", "MB", "GB", "TB", "PB"];

    public static string Count(long value) => value.ToString("N0", Plain);

    /// <summary>Thousands marks, and the digits after the point that the value has, at most <paramref name="digitsMax"/>.</summary>
    public static string Number(decimal value, int digitsMax = 6) => value.ToString("#,##0." + new string('#', digitsMax), Plain);

    public static string Number(double value, int digitsMax = 6) =>
        !double.IsFinite(value) ? value.ToString(Plain)
        : Math.Abs(value) is >= 1e15 or (> 0 and < 1e-6) ? value.ToString("0.######e+0", Plain)
        : value.ToString("#,##0." + new string('#', digitsMax), Plain);

    /// <param name="share">0.985 is written 98.5 %.</param>
    public static string Percent(double share) => (share * 100).ToString("0.#", Plain) + " %";

    public static string Date(DateOnly day) => day.ToString(DateForm, Plain);

    /// <summary>Day and minute of an instant kept as UTC, in the legal zone.</summary>
    public static string Minute(DateTime utc) => InLegalZone(utc).ToString(MinuteForm, Plain);

    /// <summary>The legal day on which an instant falls.</summary>
    public static string DayOf(DateTime utc) => InLegalZone(utc).ToString(DateForm, Plain);

    /// <summary>For the <c>datetime</c> attribute: UTC, to the second.</summary>
    public static string Machine(DateTime utc) => utc.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss'Z'", Plain);

    /// <summary>A size with three figures at most: 980 B, 1.2 MB (of 1,000 × 1,000 bytes).</summary>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (value >= 999.5 && unit < ByteUnits.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return value.ToString(unit == 0 || value >= 99.5 ? "0" : "0.#", Plain) + " " + ByteUnits[unit];
    }

    /// <summary>A time span to the unit that matters: 0.8 s, 12 s, 3 min 20 s, 2 h 5 min.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 9.95 } => span.TotalSeconds.ToString("0.#", Plain) + " s",
        { TotalMinutes: < 1 } => span.TotalSeconds.ToString("0", Plain) + " s",
        { TotalHours: < 1 } => string.Create(Plain, $"{span.Minutes} min {span.Seconds} s"),
        _ => string.Create(Plain, $"{(long)span.TotalHours} h {span.Minutes} min"),
    };

    /// <summary>A value of a cell as it is read by people; null for what is missing.</summary>
    /// <param name="value">Text, number, date, instant (UTC) or flag.</param>
    /// <param name="grouped">False for whole numbers that count nothing, such as years: no thousands marks.</param>
    public static string? Cell(object? value, bool grouped = true) => value switch
    {
        null or DBNull => null,
        int or long when !grouped => Convert.ToInt64(value, Plain).ToString(Plain),
        string text => text,
        bool flag => flag ? "true" : "false",
        int n => Count(n),
        long n => Count(n),
        decimal n => Number(n, 12),
        double n => Number(n),
        float n => Number(n),
        DateOnly day => Date(day),
        DateTime instant => Minute(instant),
        IFormattable other => other.ToString(null, Plain),
        _ => value.ToString(),
    };

    /// <summary>A text in the wire form of a column type, as it is read by people: thousands marks, no T in times.</summary>
    public static string? Wire(string? text, ColumnType type, bool grouped = true) => type switch
    {
        ColumnType.Integer or ColumnType.Decimal or ColumnType.Number when grouped && text is not null => Grouped(text),
        ColumnType.DateTime => text?.Replace('T', ' '),
        _ => text,
    };

    // Works on the digits as written: a decimal of 38 digits fits no number type.
    private static string Grouped(string number)
    {
        var sign = number.StartsWith('-') ? 1 : 0;
        var end = number.AsSpan(sign).IndexOfAnyExceptInRange('0', '9') is var stop and >= 0 ? sign + stop : number.Length;
        if (end - sign <= 3 || (end < number.Length && number[end] != '.'))
        {
            return number;
        }

        var text = new StringBuilder(number);
        for (var at = end - 3; at > sign; at -= 3)
        {
            text.Insert(at, ',');
        }

        return text.ToString();
    }

    private static DateTime InLegalZone(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), LegalZone);
}
