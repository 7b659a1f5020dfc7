using Gongxin.Collection.Checks.Frames;

namespace Gongxin.Collection.Checks.Language;

internal delegate Figure NumberOf(CheckPoint at);

internal delegate string? TextOf(CheckPoint at);

internal delegate Truth TruthOf(CheckPoint at);

// A part of an expression with its kind and unit, ready to be evaluated. Of the three functions there is the one of its kind;
// a day is a number. No unit: a bare number as written, which fits every unit.
internal sealed record Bound(ValueKind Kind, Unit? Unit, NumberOf? Number = null, TextOf? Text = null, TruthOf? Truth = null)
{
    // The two sides of the comparison that decides, for the message.
    public NumberOf? Left { get; init; }
    public NumberOf? Right { get; init; }

    // A percentage as written: as a tolerance it is a share of what is compared.
    public decimal? Percent { get; init; }

    public static Bound Of(Unit? unit, NumberOf number) => new(ValueKind.Number, unit, number);

    public static Bound Of(TruthOf truth) => new(ValueKind.Truth, null, Truth: truth);

    // The same in the scale of another unit of the same quantity.
    public NumberOf In(Unit? unit)
    {
        if (Unit is not { } mine || unit is not { } other || mine.Scale == other.Scale)
        {
            return Number!;
        }

        var (number, factor) = (Number!, mine.Scale / other.Scale);
        return at => number(at) * factor;
    }
}

// A cell that a check looks at; the row is that of a sheet of cells, CheckPoint.NoRow in a list.
internal readonly record struct CellPlace(int Sheet, int Row, int Column);

// Where a name without its other half stands: a row name is looked up in this column, a column name in this row. It is a
// name, so that other sheets with the same rows or columns can be compared.
internal readonly record struct FreePlace(string? Row, string? Column);
