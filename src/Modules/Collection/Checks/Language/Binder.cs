using Gongxin.Collection.Checks.Frames;

namespace Gongxin.Collection.Checks.Language;

// Gives every part of an expression its kind and unit, finds the cells that names mean, and makes functions of it.
// The sheet is the one that names are looked up in; it is also the list whose rows are gone through, if it is one.
internal sealed partial class Binder(FormShape shape, int sheet, FreePlace free, bool inRow)
{
    private readonly HashSet<CellPlace> _cells = [];

    public IReadOnlyCollection<CellPlace> Cells => _cells;

    // True when a name has no cell in this free place (another sheet lacks the row, or the cell is closed): nothing to check.
    public bool IsOutside { get; private set; }

    public TruthOf Condition(Syntax syntax, out Bound bound)
    {
        bound = Bind(syntax);
        return bound.Truth ?? throw CheckFaultException.At(syntax, "check.needs-condition");
    }

    public Bound Bind(Syntax syntax) => syntax switch
    {
        NumberSyntax { IsPercent: true } number => Bound.Of(Unit.Bare, _ => number.Value) with { Percent = number.Value },
        NumberSyntax number => Bound.Of(null, _ => number.Value),
        DateSyntax day => new Bound(ValueKind.Date, null, _ => day.Day),
        TextSyntax text => new Bound(ValueKind.Text, null, Text: _ => text.Value),
        ItemSyntax item => BindItem(item),
        RangeSyntax range => throw CheckFaultException.At(range, "check.range-outside"),
        NegateSyntax negate => BindNegate(negate),
        ArithmeticSyntax arithmetic => BindArithmetic(arithmetic),
        ComparisonSyntax comparison => BindComparison(comparison),
        AmongSyntax among => BindAmong(among),
        BothSyntax both => BindPair(both.Left, both.Right, Truths.And),
        EitherSyntax either => BindPair(either.Left, either.Right, Truths.Or),
        NotSyntax not => BindNot(not),
        IfSyntax condition => BindIf(condition),
        CallSyntax call => BindCall(call),
        _ => throw new ArgumentOutOfRangeException(nameof(syntax), syntax.GetType().Name, "Unknown syntax."),
    };

    private Bound BindItem(ItemSyntax item)
    {
        var at = item.Sheet is null ? sheet : shape.SheetOf(item.Sheet);
        if (at < 0)
        {
            throw CheckFaultException.At(item, "check.no-such-sheet", item.Sheet!);
        }

        return shape.Sheets[at].IsList ? BindColumn(item, at) : BindCell(item, at);
    }

    private Bound BindColumn(ItemSyntax item, int list)
    {
        var column = IndexOf(shape.Sheets[list].Columns, item.Name);
        if (column < 0 || item.Inner is not null)
        {
            throw CheckFaultException.At(item, "check.no-such-column", item.Name, shape.Sheets[list].Name);
        }

        if (!inRow || list != sheet)
        {
            throw CheckFaultException.At(item, "check.needs-total", item.Name);
        }

        _cells.Add(new CellPlace(list, CheckPoint.NoRow, column));
        var of = shape.Sheets[list].Columns[column];
        var unit = of.Unit is null ? (Unit?)null : Unit.Of(of.Unit);
        return of.Kind is ValueKind.Text
            ? new Bound(ValueKind.Text, null, Text: at => at.Row < 0 ? null : at.Frame.Lists[list]!.Texts[column][at.Row])
            : new Bound(of.Kind, unit, at => at.Row < 0 ? Figure.Missing : at.Frame.Lists[list]!.Numbers[column][at.Row]);
    }

    private Bound BindCell(ItemSyntax item, int at)
    {
        var of = shape.Sheets[at];
        var (row, column) = PlaceOf(item, of);
        if (row < 0 || column < 0 || !of.IsOpen(row, column))
        {
            // Nothing is compared with a cell that is not there; the kind is a guess that is never evaluated.
            IsOutside = true;
            return Bound.Of(null, _ => Figure.Missing);
        }

        return BindPlace(at, row, column);
    }

    private Bound BindPlace(int at, int row, int column)
    {
        var of = shape.Sheets[at];
        _cells.Add(new CellPlace(at, row, column));
        var cell = shape.CellOf(at, row, column);
        var written = of.Rows[row].Unit ?? of.Columns[column].Unit;
        return of.Columns[column].Kind is ValueKind.Text
            ? new Bound(ValueKind.Text, null, Text: p => p.Frame.Texts[cell])
            : new Bound(of.Columns[column].Kind, written is null ? null : Unit.Of(written), p => p.Frame.Numbers[cell]);
    }

    // Row and column of a cell; -1 where the free place has none in this sheet.
    private (int Row, int Column) PlaceOf(ItemSyntax item, FormSheet of)
    {
        var (row, column) = (IndexOf(of.Rows, item.Name), IndexOf(of.Columns, item.Name));
        if (item.Inner is null)
        {
            return row >= 0 ? (row, IndexOf(of.Columns, free.Column))
                : column >= 0 ? (IndexOf(of.Rows, free.Row), column)
                : throw CheckFaultException.At(item, "check.no-such-item", item.Name, of.Name);
        }

        if (row >= 0 && IndexOf(of.Columns, item.Inner) is >= 0 and var inner)
        {
            return (row, inner);
        }

        return column >= 0 && IndexOf(of.Rows, item.Inner) is >= 0 and var outer
            ? (outer, column)
            : throw CheckFaultException.At(item, "check.no-such-item", $"{item.Name}[{item.Inner}]", of.Name);
    }

    private Bound BindNegate(NegateSyntax negate)
    {
        var of = Number(negate.Of);
        var number = of.Number!;
        return of with { Number = at => new Figure(0) - number(at), Percent = null };
    }

    private Bound BindArithmetic(ArithmeticSyntax arithmetic)
    {
        var (left, right) = (Quantity(arithmetic.Left), Quantity(arithmetic.Right));
        if (arithmetic.Operator is Arithmetic.Multiply or Arithmetic.Divide)
        {
            return BindProduct(arithmetic, left, right);
        }

        var unit = CommonUnit(arithmetic, left, right);
        var (one, other) = (left.In(unit), right.In(unit));
        var kind = left.Kind is ValueKind.Date ^ right.Kind is ValueKind.Date ? ValueKind.Date : ValueKind.Number;
        return arithmetic.Operator is Arithmetic.Add
            ? new Bound(kind, unit, at => one(at) + other(at))
            : new Bound(kind, unit, at => one(at) - other(at));
    }

    private static Bound BindProduct(ArithmeticSyntax arithmetic, Bound left, Bound right)
    {
        if (left.Kind is ValueKind.Date || right.Kind is ValueKind.Date)
        {
            throw CheckFaultException.At(arithmetic, "check.needs-number");
        }

        var (one, other) = (left.Number!, right.Number!);
        return arithmetic.Operator is Arithmetic.Multiply
            ? Bound.Of(left.Unit is { } l && right.Unit is { } r ? l * r : left.Unit ?? right.Unit, at => one(at) * other(at))
            : Bound.Of(left.Unit is { } n && right.Unit is { } d ? n / d : right.Unit is null ? left.Unit : null, at => one(at) / other(at));
    }

    private Bound BindComparison(ComparisonSyntax comparison)
    {
        var (left, right) = (Bind(comparison.Left), Bind(comparison.Right));
        if (left.Kind is ValueKind.Text && right.Kind is ValueKind.Text)
        {
            return comparison.Operator is Comparison.Equal or Comparison.Unequal && comparison.Tolerance is null
                ? TextComparison(left.Text!, right.Text!, comparison.Operator is Comparison.Equal)
                : throw CheckFaultException.At(comparison, "check.text-has-no-order");
        }

        if (left.Number is null || right.Number is null || left.Kind is ValueKind.Date != right.Kind is ValueKind.Date)
        {
            throw IsOutside ? CheckFaultException.At(comparison, "check.outside") : CheckFaultException.At(comparison, "check.kinds-differ");
        }

        var unit = CommonUnit(comparison, left, right);
        var (one, other, with) = (left.In(unit), right.In(unit), comparison.Operator);
        var share = 0m;
        NumberOf? tolerance = null;
        if (comparison.Tolerance is { } written)
        {
            var bound = Number(written);
            share = bound.Percent ?? 0;
            tolerance = bound.Percent is null ? bound.In(CommonUnit(comparison, left with { Unit = unit }, bound)) : null;
        }

        TruthOf truth = at => Compare(with, one(at), other(at), share, tolerance is null ? new Figure(0) : tolerance(at));
        return Bound.Of(truth) with { Left = one, Right = other };
    }

    private static Bound TextComparison(TextOf one, TextOf other, bool equal) => Bound.Of(at =>
        one(at) is { } l && other(at) is { } r ? Truths.Of(string.Equals(l, r, StringComparison.Ordinal) == equal) : Truth.Unknown);

    private static Truth Compare(Comparison comparison, Figure left, Figure right, decimal share, Figure tolerance)
    {
        if (left.IsMissing || right.IsMissing || tolerance.IsMissing)
        {
            return Truth.Unknown;
        }

        var within = tolerance.Value + (share * Math.Abs(right.Value));
        var above = left.Value - right.Value;
        return Truths.Of(comparison switch
        {
            Comparison.Equal => Math.Abs(above) <= within,
            Comparison.Unequal => Math.Abs(above) > within,
            Comparison.Less => above < within,
            Comparison.LessOrEqual => above <= within,
            Comparison.Greater => above > -within,
            _ => above >= -within,
        });
    }

    private Bound BindAmong(AmongSyntax among)
    {
        var of = Bind(among.Of);
        if (of.Kind is ValueKind.Text)
        {
            var texts = among.Values.Select(v => v is TextSyntax text ? text.Value : throw CheckFaultException.At(v, "check.needs-text")).ToHashSet(StringComparer.Ordinal);
            var text = of.Text!;
            return Bound.Of(at => text(at) is { } value ? Truths.Of(texts.Contains(value) != among.IsNot) : Truth.Unknown);
        }

        var numbers = among.Values.Select(v => v is NumberSyntax number ? number.Value : throw CheckFaultException.At(v, "check.needs-number")).ToHashSet();
        var figure = of.Number ?? throw CheckFaultException.At(among.Of, "check.needs-number");
        return Bound.Of(at => figure(at) is { IsMissing: false } value ? Truths.Of(numbers.Contains(value.Value) != among.IsNot) : Truth.Unknown);
    }

    private Bound BindPair(Syntax left, Syntax right, Func<Truth, Truth, Truth> join)
    {
        var (one, other) = (Condition(left, out _), Condition(right, out _));
        return Bound.Of(at => join(one(at), other(at)));
    }

    private Bound BindNot(NotSyntax not)
    {
        var of = Condition(not.Of, out _);
        return Bound.Of(at => Truths.Not(of(at)));
    }

    // Where the condition does not hold and there is no "else", all is well.
    private Bound BindIf(IfSyntax syntax)
    {
        var condition = Condition(syntax.Condition, out _);
        var then = Condition(syntax.Then, out var decided);
        var otherwise = syntax.Else is { } e ? Condition(e, out _) : _ => Truth.Yes;
        var bound = Bound.Of(at => condition(at) switch
        {
            Truth.Yes => then(at),
            Truth.No => otherwise(at),
            _ => Truth.Unknown,
        });
        return syntax.Else is null ? bound with { Left = decided.Left, Right = decided.Right } : bound;
    }

    private Bound Number(Syntax syntax) => Bind(syntax) is { Kind: ValueKind.Number } bound
        ? bound
        : throw CheckFaultException.At(syntax, "check.needs-number");

    // A number or a day.
    private Bound Quantity(Syntax syntax) => Bind(syntax) is { Number: not null } bound
        ? bound
        : throw CheckFaultException.At(syntax, "check.needs-number");

    private static Unit? CommonUnit(Syntax where, Bound left, Bound right) => (left.Unit, right.Unit) switch
    {
        (null, var other) => other,
        (var one, null) => one,
        ({ } one, { } other) => one.Quantity == other.Quantity
            ? one
            : throw CheckFaultException.At(where, "check.units-differ", NameOf(one), NameOf(other)),
    };

    private static string NameOf(Unit unit) => unit.Quantity.Length == 0 ? "1" : unit.Quantity;

    private static int IndexOf(IReadOnlyList<FormColumn> columns, string? name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static int IndexOf(IReadOnlyList<FormRow> rows, string? name)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
