using System.Text;

namespace Gongxin.Kernel.Tabular;

/// <summary>Reads the cells of one column by its schema. Holds nothing that changes, so one instance serves all threads.</summary>
public sealed class ColumnParser
{
    private readonly byte[][] _missing;

    public ColumnParser(ColumnSchema column, TableSchema? table = null)
    {
        Column = column;
        Percent = column.Unit != "%" ? PercentSign.Never
            : column.Format == ColumnSchema.PercentFormat ? PercentSign.Always
            : PercentSign.Optional;
        Order = column.Format switch
        {
            ColumnSchema.MonthFirstFormat => DateOrder.MonthFirst,
            ColumnSchema.DayFirstFormat => DateOrder.DayFirst,
            _ => DateOrder.YearFirst,
        };
        _missing = [.. (table?.MissingValues ?? []).Select(Encoding.UTF8.GetBytes)];
    }

    public ColumnSchema Column { get; }

    /// <summary>Whether numbers of this column carry a percent sign.</summary>
    public PercentSign Percent { get; }

    /// <summary>The order of 3/1/2024 in this column.</summary>
    public DateOrder Order { get; }

    /// <summary>True when the cell says there is no value. A schema that lists its missing values decides alone, besides the empty cell.</summary>
    public bool IsMissing(ReadOnlySpan<byte> cell)
    {
        if (_missing.Length == 0)
        {
            return CellParser.IsMissing(cell, Column.Type);
        }

        cell = CellText.Trim(cell);
        if (cell.Length == 0)
        {
            return true;
        }

        foreach (var missing in _missing)
        {
            if (cell.SequenceEqual(missing))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the cell is of the column's type; a missing cell is not asked about.</summary>
    public bool Fits(ReadOnlySpan<byte> cell) => Column.Type switch
    {
        ColumnType.Integer => CellParser.TryInteger(cell, out _),
        ColumnType.Decimal => TryDecimal(cell, out _),
        ColumnType.Number => TryNumber(cell, out _),
        ColumnType.Boolean => CellParser.TryBoolean(cell, out _),
        ColumnType.Date => TryDate(cell, out _),
        ColumnType.DateTime => TryDateTime(cell, out _),
        ColumnType.YearMonth => CellParser.TryYearMonth(cell, out _),
        ColumnType.Year => CellParser.TryYear(cell, out _),
        _ => true,
    };

    /// <inheritdoc cref="CellParser.TryDecimal"/>
    public bool TryDecimal(ReadOnlySpan<byte> cell, out Int128 scaled) => CellParser.TryDecimal(cell, Column.Precision, Column.Scale, Percent, out scaled);

    /// <inheritdoc cref="CellParser.TryNumber"/>
    public bool TryNumber(ReadOnlySpan<byte> cell, out double value) => CellParser.TryNumber(cell, Percent, out value);

    /// <summary>Days since 1970-01-01 of a date, of a month's first day or of a year's first day, by the column's type.</summary>
    public bool TryDate(ReadOnlySpan<byte> cell, out int days) => Column.Type switch
    {
        ColumnType.YearMonth => CellParser.TryYearMonth(cell, out days),
        ColumnType.Year => CellParser.TryYear(cell, out days),
        _ => CellParser.TryDate(cell, Order, out days),
    };

    /// <inheritdoc cref="CellParser.TryDateTime"/>
    public bool TryDateTime(ReadOnlySpan<byte> cell, out long microseconds) => CellParser.TryDateTime(cell, Order, out microseconds);
}
