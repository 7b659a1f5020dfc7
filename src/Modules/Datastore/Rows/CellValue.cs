using System.Globalization;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows;

// A typed value of a column: what a filter compares with. Text columns use Text, Number columns use Real, all others
// use Number: integers and booleans as they are, decimals without the point, days and microseconds since 1970.
internal readonly record struct CellValue(Int128 Number, double Real, string? Text)
{
    private static readonly string[] DateTimeForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
    ];

    public static CellValue Of(Int128 number) => new(number, 0, null);

    public static CellValue OfReal(double real) => new(0, real, null);

    public static CellValue Of(string text) => new(0, 0, text);

    public static bool TryParse(ColumnSchema column, string text, out CellValue value)
    {
        CellValue? parsed = column.Type switch
        {
            ColumnType.Text => Of(text),
            ColumnType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? Of(whole) : null,
            ColumnType.Decimal => DecimalOf(text, column.Precision, column.Scale) is { } unscaled ? Of(unscaled) : null,
            ColumnType.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? OfReal(real) : null,
            ColumnType.Boolean => bool.TryParse(text, out var yes) ? Of(yes ? 1 : 0) : null,
            ColumnType.DateTime => TimeOf(text),
            ColumnType.YearMonth => DayOf(text, "yyyy-MM"),
            ColumnType.Year => DayOf(text, "yyyy"),
            _ => DayOf(text, "yyyy-MM-dd"),
        };
        value = parsed ?? default;
        return parsed is not null;
    }

    // Only typed values are rendered here, and text is quoted, so no caller's text is ever read as SQL.
    public string ToSql(ColumnSchema column) => column.Type switch
    {
        ColumnType.Text => SqlText(Text ?? ""),
        ColumnType.Integer => string.Create(CultureInfo.InvariantCulture, $"CAST({Number} AS BIGINT)"),
        ColumnType.Decimal => string.Create(
            CultureInfo.InvariantCulture, $"CAST('{WrittenForm.Decimal(Number, column.Scale)}' AS DECIMAL({column.Precision},{column.Scale}))"),
        ColumnType.Number => string.Create(CultureInfo.InvariantCulture, $"CAST('{Real:R}' AS DOUBLE)"),
        ColumnType.Boolean => Number == 0 ? "FALSE" : "TRUE",
        ColumnType.DateTime => $"TIMESTAMP '{WrittenForm.DateTime((long)Number)}'",
        _ => $"DATE '{WrittenForm.Day((int)Number)}'",
    };

    // DuckDB takes SQL up to the first NUL.
    public static string SqlText(string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? "(" + string.Join(" || chr(0) || ", text.Split('\0').Select(Sql.Literal)) + ")"
            : Sql.Literal(text);

    private static Int128? DecimalOf(string text, int precision, int scale)
    {
        var negative = text.StartsWith('-');
        var digits = text.AsSpan(negative || text.StartsWith('+') ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..].TrimEnd('0');
        whole = whole.TrimStart('0');
        if (digits.Length == 0 || digits is "." || whole.Length > precision - scale || fraction.Length > scale)
        {
            return null;
        }

        Int128 unscaled = 0;
        for (var at = 0; at < whole.Length + scale; at++)
        {
            var digit = at < whole.Length ? whole[at] : at - whole.Length < fraction.Length ? fraction[at - whole.Length] : '0';
            if (!char.IsAsciiDigit(digit))
            {
                return null;
            }

            unscaled = (unscaled * 10) + (digit - '0');
        }

        return negative ? -unscaled : unscaled;
    }

    private static CellValue? DayOf(string text, string form) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Of(DuckDBTime.Days(day)) : null;

    private static CellValue? TimeOf(string text) =>
        DateTime.TryParseExact(text, DateTimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? Of(DuckDBTime.Micros(time))
            : null;
}
