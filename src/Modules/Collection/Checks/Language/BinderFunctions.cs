using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Checks.Statistics;

namespace Gongxin.Collection.Checks.Language;

// The functions of the language.
internal sealed partial class Binder
{
    private Bound BindCall(CallSyntax call) => call.Function switch
    {
        Function.Sum or Function.Average or Function.Largest or Function.Smallest or Function.Median or Function.Count => BindMany(call),
        Function.Total => BindTotal(call),
        Function.Rows => BindRows(call),
        Function.Abs => BindAbs(call),
        Function.Round => BindRound(call),
        Function.Ratio => BindProduct(new ArithmeticSyntax(Arithmetic.Divide, call.Arguments[0], call.Arguments[1]), Number(call.Arguments[0]), Number(call.Arguments[1])),
        Function.OrZero => BindOrZero(call),
        Function.Missing => BindThere(call, false),
        Function.Present => BindThere(call, true),
        Function.Length => BindLength(call),
        Function.Previous => BindOther(call, frame => frame.Previous),
        Function.LastYear => BindOther(call, frame => frame.LastYear),
        Function.YearOnYear => BindGrowth(call, frame => frame.LastYear),
        Function.Change => BindGrowth(call, frame => frame.Previous),
        Function.PeerMedian or Function.PeerScore => BindPeers(call),
        _ => BindHistory(call),
    };

    // What is missing is left out; where all is missing there is no answer (a count is 0).
    private Bound BindMany(CallSyntax call)
    {
        var bounds = call.Arguments.SelectMany(a => a is RangeSyntax range ? RangeOf(range) : [Quantity(a)]).ToList();
        var unit = bounds.Select(b => b.Unit).FirstOrDefault(u => u is not null);
        foreach (var bound in bounds)
        {
            CommonUnit(call, Bound.Of(unit, bound.Number!), bound);
        }

        var parts = bounds.Select(b => b.In(unit)).ToArray();
        return call.Function switch
        {
            Function.Sum => Bound.Of(unit, at => Fold(parts, at, (sum, value) => sum + value, (sum, _) => sum)),
            Function.Average => Bound.Of(unit, at => Fold(parts, at, (sum, value) => sum + value, (sum, count) => sum / count)),
            Function.Largest => Bound.Of(unit, at => Fold(parts, at, Math.Max, (most, _) => most)),
            Function.Smallest => Bound.Of(unit, at => Fold(parts, at, Math.Min, (least, _) => least)),
            Function.Count => Bound.Of(null, at => CountOf(parts, at)),
            _ => Bound.Of(unit, at => MedianOf(parts, at)),
        };
    }

    private IEnumerable<Bound> RangeOf(RangeSyntax range)
    {
        var at = range.From.Sheet is null ? sheet : shape.SheetOf(range.From.Sheet);
        if (at < 0 || shape.Sheets[at].IsList || (range.To.Sheet ?? range.From.Sheet) != range.From.Sheet)
        {
            throw CheckFaultException.At(range, "check.range-of-cells");
        }

        var (first, last) = (PlaceOf(range.From, shape.Sheets[at]), PlaceOf(range.To, shape.Sheets[at]));
        if (first.Row < 0 || first.Column < 0)
        {
            IsOutside = true;
            return [Bound.Of(null, _ => Figure.Missing)];
        }

        if (first.Row != last.Row && first.Column != last.Column)
        {
            throw CheckFaultException.At(range, "check.range-straight");
        }

        return
            from row in Enumerable.Range(Math.Min(first.Row, last.Row), Math.Abs(last.Row - first.Row) + 1)
            from column in Enumerable.Range(Math.Min(first.Column, last.Column), Math.Abs(last.Column - first.Column) + 1)
            where shape.Sheets[at].IsOpen(row, column) && shape.Sheets[at].Columns[column].Kind is ValueKind.Number
            select BindPlace(at, row, column);
    }

    private static Figure Fold(NumberOf[] parts, CheckPoint at, Func<decimal, decimal, decimal> join, Func<decimal, int, decimal> end)
    {
        var (value, count) = (0m, 0);
        foreach (var part in parts)
        {
            if (part(at) is { IsMissing: false } figure)
            {
                value = count++ == 0 ? figure.Value : join(value, figure.Value);
            }
        }

        return count == 0 ? Figure.Missing : end(value, count);
    }

    private static int CountOf(NumberOf[] parts, CheckPoint at)
    {
        var count = 0;
        foreach (var part in parts)
        {
            count += part(at).IsMissing ? 0 : 1;
        }

        return count;
    }

    private static Figure MedianOf(NumberOf[] parts, CheckPoint at)
    {
        var values = parts.Select(p => p(at)).Where(f => !f.IsMissing).Select(f => f.Value).Order().ToArray();
        var half = values.Length / 2;
        return values.Length == 0 ? Figure.Missing : values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    // Sum of a list's rows, of all or of those that fit a condition. Worked out once for a frame, whoever asks.
    private Bound BindTotal(CallSyntax call)
    {
        var named = call.Arguments.SelectMany(ItemsOf).Select(i => i.Sheet).Distinct().ToList();
        var list = named is [{ } other] ? shape.SheetOf(other) : named.Count == 1 ? sheet : -1;
        if (list < 0 || !shape.Sheets[list].IsList)
        {
            throw CheckFaultException.At(call, "check.total-of-list");
        }

        var rows = new Binder(shape, list, default, inRow: true);
        var value = rows.Number(call.Arguments[0]);
        var condition = call.Arguments.Count == 2 ? rows.Condition(call.Arguments[1], out _) : null;
        var (number, part) = (value.Number!, new object());
        Figure Add(FormFrame frame)
        {
            var sum = Figure.Missing;
            for (var row = 0; row < frame.Lists[list]!.Count; row++)
            {
                var point = new CheckPoint(frame, row);
                if ((condition is null || condition(point) is Truth.Yes) && number(point) is { IsMissing: false } figure)
                {
                    sum = sum.IsMissing ? figure : sum + figure;
                }
            }

            return sum;
        }

        _cells.UnionWith(rows.Cells);
        return Bound.Of(value.Unit, at => at.Frame.Once(part, Add));
    }

    private Bound BindRows(CallSyntax call)
    {
        var list = call.Arguments is [ItemSyntax { Sheet: null, Inner: null } named] ? shape.SheetOf(named.Name) : call.Arguments.Count == 0 ? sheet : -1;
        return list >= 0 && shape.Sheets[list].IsList
            ? Bound.Of(null, at => at.Frame.Lists[list]!.Count)
            : throw CheckFaultException.At(call, "check.total-of-list");
    }

    private Bound BindAbs(CallSyntax call)
    {
        var of = Number(call.Arguments[0]);
        var number = of.Number!;
        return of with { Number = at => number(at).Abs(), Percent = null };
    }

    private Bound BindRound(CallSyntax call)
    {
        var digits = 0;
        if (call.Arguments.Count == 2)
        {
            digits = call.Arguments[1] is NumberSyntax { IsPercent: false, Value: >= 0 and <= 10 } given && decimal.IsInteger(given.Value)
                ? (int)given.Value
                : throw CheckFaultException.At(call.Arguments[1], "check.digits");
        }

        var of = Number(call.Arguments[0]);
        var number = of.Number!;
        return of with
        {
            Number = at => number(at) is { IsMissing: false } value ? new Figure(Math.Round(value.Value, digits, MidpointRounding.AwayFromZero)) : Figure.Missing,
            Percent = null,
        };
    }

    private Bound BindOrZero(CallSyntax call)
    {
        var of = Number(call.Arguments[0]);
        var number = of.Number!;
        return of with { Number = at => number(at) is { IsMissing: false } value ? value : new Figure(0) };
    }

    private Bound BindThere(CallSyntax call, bool present)
    {
        var of = Bind(call.Arguments[0]);
        return of switch
        {
            { Number: { } number } => Bound.Of(at => Truths.Of(number(at).IsMissing != present)),
            { Text: { } text } => Bound.Of(at => Truths.Of(string.IsNullOrEmpty(text(at)) != present)),
            _ => throw CheckFaultException.At(call, "check.needs-value"),
        };
    }

    private Bound BindLength(CallSyntax call)
    {
        var text = Bind(call.Arguments[0]).Text ?? throw CheckFaultException.At(call, "check.needs-text");
        return Bound.Of(null, at => text(at) is { } value ? new Figure(value.Length) : Figure.Missing);
    }

    // The same in another period; in a list, in its row with the same key.
    private Bound BindOther(CallSyntax call, Func<FormFrame, FormFrame?> which)
    {
        var of = Bind(call.Arguments[0]);
        return of switch
        {
            { Number: { } number } => of with { Number = at => Move(at, which) is { } there ? number(there) : Figure.Missing },
            { Text: { } text } => of with { Text = at => Move(at, which) is { } there ? text(there) : null },
            _ => throw CheckFaultException.At(call, "check.needs-value"),
        };
    }

    private CheckPoint? Move(CheckPoint at, Func<FormFrame, FormFrame?> which)
    {
        if (which(at.Frame) is not { } other)
        {
            return null;
        }

        var row = at.Row < 0 ? at.Row : other.Lists[sheet]!.RowOf(at.Frame.Lists[sheet]!.KeyOf(at.Row));
        return new CheckPoint(other, row);
    }

    private Bound BindGrowth(CallSyntax call, Func<FormFrame, FormFrame?> since)
    {
        var number = Number(call.Arguments[0]).Number!;
        return Bound.Of(Unit.Bare, at =>
        {
            var before = Move(at, since) is { } there ? number(there) : Figure.Missing;
            return (number(at) - before) / before.Abs();
        });
    }

    private Bound BindPeers(CallSyntax call)
    {
        RefuseInRow(call);
        var of = Number(call.Arguments[0]);
        var (number, part) = (of.Number!, new object());
        Spread? SpreadAt(CheckPoint at) => at.Frame.Peers?.SpreadOf(part, frame => number(new CheckPoint(frame, CheckPoint.NoRow)));
        return call.Function is Function.PeerMedian
            ? of with { Number = at => SpreadAt(at) is { } spread ? new Figure((decimal)spread.Median) : Figure.Missing, Percent = null }
            : Bound.Of(Unit.Bare, at => number(at) is { IsMissing: false } value ? FigureOf(SpreadAt(at)?.Score((double)value.Value)) : Figure.Missing);
    }

    private Bound BindHistory(CallSyntax call)
    {
        RefuseInRow(call);
        var number = Number(call.Arguments[0]).Number!;
        var isSeason = call.Function is Function.SeasonScore;
        return Bound.Of(Unit.Bare, at =>
        {
            if (number(at) is not { IsMissing: false } value)
            {
                return Figure.Missing;
            }

            Span<double> past = stackalloc double[Season.ValuesMax];
            var first = past.Length;
            for (var frame = at.Frame.Previous; frame is not null && first > 0; frame = frame.Previous)
            {
                var before = number(new CheckPoint(frame, CheckPoint.NoRow));
                past[--first] = before.IsMissing ? double.NaN : (double)before.Value;
            }

            var length = at.Frame.SeasonLength;
            return FigureOf(isSeason
                ? Season.Score(past[first..], (double)value.Value, length)
                : UnitSlip.Factor(past[first..], (double)value.Value, length));
        });
    }

    private void RefuseInRow(CallSyntax call)
    {
        if (inRow)
        {
            throw CheckFaultException.At(call, "check.not-in-lists");
        }
    }

    private static Figure FigureOf(double? value) =>
        value is { } there ? new Figure((decimal)Math.Clamp(there, -1e12, 1e12)) : Figure.Missing;

    // The items that an expression names.
    public static IEnumerable<ItemSyntax> ItemsOf(Syntax syntax) => WholeOf(syntax).OfType<ItemSyntax>();

    public static IEnumerable<Function> FunctionsOf(Syntax syntax) => WholeOf(syntax).OfType<CallSyntax>().Select(c => c.Function);

    private static IEnumerable<Syntax> WholeOf(Syntax syntax) => PartsOf(syntax).SelectMany(WholeOf).Prepend(syntax);

    private static IEnumerable<Syntax> PartsOf(Syntax syntax) => syntax switch
    {
        RangeSyntax range => [range.From, range.To],
        CallSyntax call => call.Arguments,
        NegateSyntax negate => [negate.Of],
        ArithmeticSyntax a => [a.Left, a.Right],
        ComparisonSyntax c => c.Tolerance is null ? [c.Left, c.Right] : [c.Left, c.Right, c.Tolerance],
        AmongSyntax among => [among.Of],
        BothSyntax both => [both.Left, both.Right],
        EitherSyntax either => [either.Left, either.Right],
        NotSyntax not => [not.Of],
        IfSyntax i => i.Else is null ? [i.Condition, i.Then] : [i.Condition, i.Then, i.Else],
        _ => [],
    };
}
