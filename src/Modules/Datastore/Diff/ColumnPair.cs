using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Diff;

// A column that both versions have, by name, with its position in each. Where types differ, values are compared in a common form
// that neither rounds nor overflows: an integer 10 and a decimal 10.00 are the same value.
internal sealed record ColumnPair(string Name, ColumnSchema From, int FromPosition, ColumnSchema To, int ToPosition)
{
    public bool IsRetyped => From.Type != To.Type || (From.Type is ColumnType.Decimal && (From.Precision, From.Scale) != (To.Precision, To.Scale));

    // The expressions to compare, over columns as RowSql calls them.
    public (string From, string To) Comparable(string from, string to)
    {
        var (left, right) = ($"{from}.{RowSql.Column(FromPosition)}", $"{to}.{RowSql.Column(ToPosition)}");
        if (!IsRetyped)
        {
            return (left, right);
        }

        if (IsExact(From.Type) && IsExact(To.Type))
        {
            return (Digits(From, left), Digits(To, right));
        }

        if (IsFigure(From.Type) && IsFigure(To.Type))
        {
            return ($"CAST({left} AS DOUBLE)", $"CAST({right} AS DOUBLE)");
        }

        return IsTime(From.Type) && IsTime(To.Type)
            ? ($"CAST({left} AS TIMESTAMP)", $"CAST({right} AS TIMESTAMP)")
            : (Written(From, left), Written(To, right));
    }

    private static bool IsExact(ColumnType type) => type is ColumnType.Integer or ColumnType.Decimal;

    private static bool IsFigure(ColumnType type) => IsExact(type) || type is ColumnType.Number;

    private static bool IsTime(ColumnType type) => type is ColumnType.Date or ColumnType.DateTime or ColumnType.YearMonth or ColumnType.Year;

    private static string Digits(ColumnSchema column, string value) =>
        column is { Type: ColumnType.Decimal, Scale: > 0 } ? $"rtrim(rtrim(CAST({value} AS VARCHAR), '0'), '.')" : $"CAST({value} AS VARCHAR)";

    private static string Written(ColumnSchema column, string value) => column.Type switch
    {
        ColumnType.Text => value,
        ColumnType.DateTime => $"replace(CAST({value} AS VARCHAR), ' ', 'T')",
        ColumnType.YearMonth => $"strftime({value}, '%Y-%m')",
        ColumnType.Year => $"strftime({value}, '%Y')",
        _ => $"CAST({value} AS VARCHAR)",
    };
}
