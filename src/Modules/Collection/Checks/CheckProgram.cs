using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Checks.Language;

namespace Gongxin.Collection.Checks;

// The checks of one form, compiled once and run on every frame of it.
//
// A check is instantiated where it leaves a place open: 营业利润 <= 营业收入 names rows and is run in every column, 本月累计 =
// 上月累计 + 本月 names columns and is run in every row, and in a list every check is run on every row.
internal sealed class CheckProgram
{
    public const int FindingsMax = 1000;

    private readonly IReadOnlyList<CheckRule> _rules;
    private readonly List<Instance> _instances = [];
    private readonly List<RuleFault> _faults = [];
    private readonly HashSet<Function> _functions = [];

    private CheckProgram(IReadOnlyList<CheckRule> rules) => _rules = rules;

    public IReadOnlyList<RuleFault> Faults => _faults;

    // What a frame must be laid beside, that the checks can be judged.
    public bool AsksPeers => _functions.Contains(Function.PeerMedian) || _functions.Contains(Function.PeerScore);

    public bool AsksHistory => _functions.Any(f => f is Function.Previous or Function.LastYear or Function.YearOnYear or Function.Change or Function.SeasonScore or Function.UnitSlip);

    public int InstanceCount => _instances.Count;

    public static CheckProgram Compile(FormShape shape, IReadOnlyList<CheckRule> rules)
    {
        var program = new CheckProgram(rules);
        var names = NamesOf(shape);
        for (var r = 0; r < rules.Count; r++)
        {
            try
            {
                program.Add(shape, names, r);
            }
            catch (CheckFaultException fault)
            {
                program._faults.Add(new RuleFault(rules[r], fault.Fault));
            }
        }

        return program;
    }

    public static Names NamesOf(FormShape shape) =>
        new(shape.Sheets.SelectMany(s => s.Columns.Select(c => c.Name).Concat(s.Rows.Select(r => r.Name)).Append(s.Name)));

    public CheckReport Run(FormFrame frame, int findingsMax = FindingsMax)
    {
        var counts = _rules.Select(r => new CheckCount(r)).ToArray();
        var findings = new List<CheckFinding>();
        foreach (var instance in _instances)
        {
            var rows = instance.List is { } list ? frame.Lists[list]!.Count : 0;
            for (var row = instance.List is null ? CheckPoint.NoRow : 0; row < rows; row++)
            {
                Judge(instance, new CheckPoint(frame, row), counts[instance.Rule], findings, findingsMax);
            }
        }

        return new CheckReport(findings, counts);
    }

    private void Judge(Instance instance, CheckPoint at, CheckCount count, List<CheckFinding> findings, int findingsMax)
    {
        var overflow = false;
        var truth = Truth.No;
        try
        {
            truth = instance.Holds(at);
        }
        catch (OverflowException)
        {
            overflow = true;
        }

        switch (truth)
        {
            case Truth.Yes:
                count.Held++;
                break;
            case Truth.Unknown:
                count.Unknown++;
                break;
            default:
                count.Failed++;
                if (findings.Count < findingsMax)
                {
                    findings.Add(new CheckFinding(
                        _rules[instance.Rule], instance.At, at.Row, Side(instance.Left, at, overflow), Side(instance.Right, at, overflow), instance.Cells)
                    {
                        IsOverflow = overflow,
                    });
                }

                break;
        }
    }

    private static Figure Side(NumberOf? side, CheckPoint at, bool overflow) => side is null || overflow ? Figure.Missing : side(at);

    private void Add(FormShape shape, Names names, int at)
    {
        var rule = _rules[at];
        if (rule.Expression.Length > CheckRule.ExpressionMax)
        {
            throw CheckFaultException.At(CheckRule.ExpressionMax, rule.Expression.Length - CheckRule.ExpressionMax, "check.too-long");
        }

        var sheet = rule.Sheet is null ? 0 : shape.SheetOf(rule.Sheet);
        if (sheet < 0)
        {
            throw CheckFaultException.At(0, rule.Expression.Length, "check.no-such-sheet", rule.Sheet!);
        }

        var syntax = Parser.Parse(rule.Expression, names);
        _functions.UnionWith(Binder.FunctionsOf(syntax));
        var before = _instances.Count;
        if (shape.Sheets[sheet].IsList)
        {
            AddOfList(shape, syntax, at, sheet);
        }
        else
        {
            foreach (var free in FreePlaces.Of(shape, sheet, syntax))
            {
                Add(shape, syntax, at, sheet, free);
            }
        }

        if (_instances.Count == before)
        {
            throw CheckFaultException.At(syntax, "check.nowhere");
        }
    }

    private void Add(FormShape shape, Syntax syntax, int rule, int sheet, FreePlace free)
    {
        var binder = new Binder(shape, sheet, free, inRow: false);
        try
        {
            var holds = binder.Condition(syntax, out var bound);
            if (!binder.IsOutside)
            {
                _instances.Add(new Instance(rule, free, null, holds, bound.Left, bound.Right, [.. binder.Cells]));
            }
        }
        catch (CheckFaultException) when (binder.IsOutside)
        {
            // A cell that is not there has no kind that could be wrong.
        }
    }

    // On every row, or once where only totals of the list are spoken of.
    private void AddOfList(FormShape shape, Syntax syntax, int rule, int sheet)
    {
        try
        {
            var whole = new Binder(shape, sheet, default, inRow: false);
            var holds = whole.Condition(syntax, out var bound);
            _instances.Add(new Instance(rule, default, null, holds, bound.Left, bound.Right, [.. whole.Cells]));
        }
        catch (CheckFaultException fault) when (fault.Fault.Code == "check.needs-total")
        {
            var rows = new Binder(shape, sheet, default, inRow: true);
            var holds = rows.Condition(syntax, out var bound);
            _instances.Add(new Instance(rule, default, sheet, holds, bound.Left, bound.Right, [.. rows.Cells]));
        }
    }

    public sealed record RuleFault(CheckRule Rule, CheckFault Fault);

    private sealed record Instance(
        int Rule, FreePlace At, int? List, TruthOf Holds, NumberOf? Left, NumberOf? Right, IReadOnlyList<CellPlace> Cells);
}
