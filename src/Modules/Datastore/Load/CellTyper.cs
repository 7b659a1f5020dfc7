using Gongxin.Datastore.Load.PersonalData;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>Types and checks the cells of one column, and looks for what is personal in them. A cell that fails is NULL in the data and an issue.</summary>
internal abstract class CellTyper(ColumnSchema schema, int column)
{
    public ColumnSchema Schema => schema;
    protected int Column => column;
    public ColumnCounts Counts { get; } = new();

    /// <summary>Told every cell that may hold a person's number or a key: a date, an amount and a short number cannot.</summary>
    public PersonalDataTally PersonalData { get; } = new(schema.Name);

    public abstract void Type(CellBatch batch, TypedColumn to, IssueLog issues);

    protected void Missing(CellBatch batch, int row, TypedColumn to, IssueLog issues)
    {
        if (Schema.Required)
        {
            Counts.RequiredMissing++;
            SetAside(batch, row, FindingCodes.CellRequired, to, issues);
        }
        else
        {
            Counts.Missing++;
            to.SetNull(row);
        }
    }

    protected void Misfit(CellBatch batch, int row, string code, TypedColumn to, IssueLog issues)
    {
        Counts.Misfits++;
        SetAside(batch, row, code, to, issues);
    }

    protected void Broken(CellBatch batch, int row, string code, TypedColumn to, IssueLog issues)
    {
        Counts.RulesBroken++;
        SetAside(batch, row, code, to, issues);
    }

    // What is set aside is as public as the rest.
    private void SetAside(CellBatch batch, int row, string code, TypedColumn to, IssueLog issues)
    {
        var cell = batch.Cell(row, column);
        to.SetNull(row);
        issues.Add(batch.RowNumber(row), column, code, cell);
        PersonalData.Add(cell);
    }

    public static CellTyper Of(TableSchema table, int column)
    {
        var schema = table.Columns[column];
        var parser = new ColumnParser(schema, table);
        return schema.Type switch
        {
            ColumnType.Text => new TextTyper(parser, column),
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
        new(parser, column, read);
}

internal delegate bool TryRead<T>(ColumnParser parser, ReadOnlySpan<byte> cell, out T value);

/// <summary>Values of a fixed width.</summary>
internal sealed class ValueTyper<T>(ColumnParser parser, int column, TryRead<T> read) : CellTyper(parser.Column, column)
    where T : unmanaged, IComparable<T>, IEquatable<T>
{
    private readonly string _misfit = CellParser.MisfitCode(parser.Column.Type);
    private readonly TextRules? _textRules = TextRules.Of(parser.Column);
    private readonly ValueRules<T>? _valueRules = ValueRules<T>.Of(parser, read);
    private readonly bool _isWhole = parser.Column.Type is ColumnType.Integer || parser.Column is { Type: ColumnType.Decimal, Scale: 0 };

    public override void Type(CellBatch batch, TypedColumn to, IssueLog issues)
    {
        to.Clear();
        var values = to.Values<T>();
        for (var row = 0; row < batch.RowCount; row++)
        {
            var cell = batch.Cell(row, Column);
            if (batch.IsError(row, Column))
            {
                Misfit(batch, row, FindingCodes.CellErrorValue, to, issues);
            }
            else if (cell.IsEmpty || parser.IsMissing(cell))
            {
                Missing(batch, row, to, issues);
            }
            else if (!read(parser, cell, out values[row]))
            {
                Misfit(batch, row, _misfit, to, issues);
            }
            else if ((_textRules?.Broken(cell) ?? _valueRules?.Broken(values[row])) is { } code)
            {
                Broken(batch, row, code, to, issues);
            }
            else
            {
                Counts.Filled++;
                if (_isWhole)
                {
                    Look(values[row]);
                }
            }
        }
    }

    // Numbers of eleven figures have 64 or 128 bits; the compiler drops the branch that is not of the type.
    private void Look(T value)
    {
        if (typeof(T) == typeof(long))
        {
            PersonalData.Add((long)(object)value);
        }
        else if (typeof(T) == typeof(Int128))
        {
            PersonalData.Add((Int128)(object)value);
        }
    }
}

/// <summary>Text is kept as written.</summary>
internal sealed class TextTyper(ColumnParser parser, int column) : CellTyper(parser.Column, column)
{
    private readonly TextRules? _rules = TextRules.Of(parser.Column);

    public override void Type(CellBatch batch, TypedColumn to, IssueLog issues)
    {
        to.Clear();
        for (var row = 0; row < batch.RowCount; row++)
        {
            var cell = batch.Cell(row, Column);
            if (batch.IsError(row, Column))
            {
                Misfit(batch, row, FindingCodes.CellErrorValue, to, issues);
            }
            else if (cell.IsEmpty || parser.IsMissing(cell))
            {
                Missing(batch, row, to, issues);
            }
            else if (_rules?.Broken(cell) is { } code)
            {
                Broken(batch, row, code, to, issues);
            }
            else
            {
                Counts.Filled++;
                PersonalData.Add(cell);
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
