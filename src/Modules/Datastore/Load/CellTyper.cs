using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>Types and checks the cells of one column. A cell that fails is NULL in the data and an issue.</summary>
internal abstract class CellTyper
{
    public required ColumnSchema Schema { get; init; }
    public ColumnCounts Counts { get; } = new();

    public abstract void Type(CellBatch batch, TypedColumn to, IssueLog issues);

    protected void Missing(CellBatch batch, int row, int column, IssueLog issues)
    {
        if (Schema.Required)
        {
            Counts.RequiredMissing++;
            issues.Add(batch.RowNumber(row), column, FindingCodes.CellRequired, batch.Cell(row, column));
        }
        else
        {
            Counts.Missing++;
        }
    }

    protected void Error(CellBatch batch, int row, int column, IssueLog issues)
    {
        Counts.Misfits++;
        issues.Add(batch.RowNumber(row), column, FindingCodes.CellErrorValue, batch.Cell(row, column));
    }

    public static CellTyper Of(TableSchema table, int column)
    {
        var schema = table.Columns[column];
        var parser = new ColumnParser(schema, table);
        return schema.Type switch
        {
            ColumnType.Text => new TextTyper(parser, column) { Schema = schema },
            ColumnType.Integer => Typed<long>(parser, column, static (ColumnParser _, ReadOnlySpan<byte> cell, out long value) => CellParser.TryInteger(cell, out value)),
            ColumnType.Number => Typed<double>(parser, column, static (ColumnParser p, ReadOnlySpan<byte> cell, out double value) => p.TryNumber(cell, out value)),
            ColumnType.Boolean => Typed<bool>(parser, column, static (ColumnParser _, ReadOnlySpan<byte> cell, out bool value) => CellParser.TryBoolean(cell, out value)),
            ColumnType.DateTime => Typed<long>(parser, column, static (ColumnParser p, ReadOnlySpan<byte> cell, out long value) => p.TryDateTime(cell, out value)),
            ColumnType.Decimal => Decimal(parser, column),
            _ => Typed<int>(parser, column, static (ColumnParser p, ReadOnlySpan<byte> cell, out int value) => p.TryDate(cell, out value)),
        };
    }

    private static CellTyper Decimal(ColumnParser parser, int column) => StoredTypes.WidthOf(parser.Column) switch
    {
        2 => Typed<short>(parser, column, static (ColumnParser p, ReadOnlySpan<byte> cell, out short value) =>
        {
            var fits = p.TryDecimal(cell, out var scaled);
            value = (short)scaled;
            return fits;
        }),
        4 => Typed<int>(parser, column, static (ColumnParser p, ReadOnlySpan<byte> cell, out int value) =>
        {
            var fits = p.TryDecimal(cell, out var scaled);
            value = (int)scaled;
            return fits;
        }),
        8 => Typed<long>(parser, column, static (ColumnParser p, ReadOnlySpan<byte> cell, out long value) =>
        {
            var fits = p.TryDecimal(cell, out var scaled);
            value = (long)scaled;
            return fits;
        }),
        _ => Typed<Int128>(parser, column, static (ColumnParser p, ReadOnlySpan<byte> cell, out Int128 value) => p.TryDecimal(cell, out value)),
    };

    private static ValueTyper<T> Typed<T>(ColumnParser parser, int column, TryRead<T> read)
        where T : unmanaged, IComparable<T>, IEquatable<T> =>
        new(parser, column, read) { Schema = parser.Column };
}

internal delegate bool TryRead<T>(ColumnParser parser, ReadOnlySpan<byte> cell, out T value);

/// <summary>Values of a fixed width.</summary>
internal sealed class ValueTyper<T>(ColumnParser parser, int column, TryRead<T> read) : CellTyper
    where T : unmanaged, IComparable<T>, IEquatable<T>
{
    private readonly string _misfit = CellParser.MisfitCode(parser.Column.Type);
    private readonly TextRules? _textRules = TextRules.Of(parser.Column);
    private readonly ValueRules<T>? _valueRules = ValueRules<T>.Of(parser, read);

    public override void Type(CellBatch batch, TypedColumn to, IssueLog issues)
    {
        to.Clear();
        var values = to.Values<T>();
        for (var row = 0; row < batch.RowCount; row++)
        {
            var cell = batch.Cell(row, column);
            if (batch.IsError(row, column))
            {
                to.SetNull(row);
                Error(batch, row, column, issues);
            }
            else if (cell.IsEmpty || parser.IsMissing(cell))
            {
                to.SetNull(row);
                Missing(batch, row, column, issues);
            }
            else if (!read(parser, cell, out values[row]))
            {
                to.SetNull(row);
                Counts.Misfits++;
                issues.Add(batch.RowNumber(row), column, _misfit, cell);
            }
            else if ((_textRules?.Broken(cell) ?? _valueRules?.Broken(values[row])) is { } code)
            {
                to.SetNull(row);
                Counts.RulesBroken++;
                issues.Add(batch.RowNumber(row), column, code, cell);
            }
            else
            {
                Counts.Filled++;
            }
        }
    }
}

/// <summary>Text is kept as written.</summary>
internal sealed class TextTyper(ColumnParser parser, int column) : CellTyper
{
    private readonly TextRules? _rules = TextRules.Of(parser.Column);

    public override void Type(CellBatch batch, TypedColumn to, IssueLog issues)
    {
        to.Clear();
        for (var row = 0; row < batch.RowCount; row++)
        {
            var cell = batch.Cell(row, column);
            if (batch.IsError(row, column))
            {
                to.SetNull(row);
                Error(batch, row, column, issues);
            }
            else if (cell.IsEmpty || parser.IsMissing(cell))
            {
                to.SetNull(row);
                Missing(batch, row, column, issues);
            }
            else if (_rules?.Broken(cell) is { } code)
            {
                to.SetNull(row);
                Counts.RulesBroken++;
                issues.Add(batch.RowNumber(row), column, code, cell);
            }
            else
            {
                Counts.Filled++;
            }
        }
    }
}

/// <summary>What became of a column's cells: the five add up to the rows loaded.</summary>
internal sealed class ColumnCounts
{
    public long Filled { get; set; }
    public long Missing { get; set; }
    public long Misfits { get; set; }
    public long RulesBroken { get; set; }
    public long RequiredMissing { get; set; }

    /// <summary>Of the filled, those taken out afterwards because they repeat an earlier one.</summary>
    public long Duplicates { get; set; }

    public long Quarantined => Misfits + RulesBroken + RequiredMissing + Duplicates;
}
