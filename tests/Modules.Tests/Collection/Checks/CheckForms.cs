using Gongxin.Collection.Checks;
using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Checks.Language;

namespace Gongxin.Tests.Collection.Checks;

// Forms and frames for the tests of the check language.
internal static class CheckForms
{
    // A monthly sheet of cells in 万元, and a list of fees in 元.
    public static FormShape Monthly { get; } = new(
    [
        new FormSheet(
            "经济指标",
            [new("本月", ValueKind.Number, null), new("上月累计", ValueKind.Number, null), new("本月累计", ValueKind.Number, null), new("说明", ValueKind.Text, null), new("截止日", ValueKind.Date, null)],
            [new("营业收入", "万元"), new("营业成本", "万元"), new("营业利润", "万元"), new("税金", "元"), new("从业人员", "人"), new("产能利用率", "%"), new("产量", "吨"), new("单价", "元/吨"), new("或有负债", "万元")]),
        new FormSheet(
            "收费",
            [new("项目", ValueKind.Text, null), new("类别", ValueKind.Text, null), new("金额", ValueKind.Number, "元"), new("户数", ValueKind.Number, "户"), new("起始日", ValueKind.Date, null), new("终止日", ValueKind.Date, null)],
            []) { Key = [0] },
    ]);

    public static FormFrame Frame(params (string Row, string Column, decimal Value)[] cells) => Fill(new FormFrame(Monthly), cells);

    public static FormFrame Fill(FormFrame frame, params (string Row, string Column, decimal Value)[] cells)
    {
        foreach (var (row, column, value) in cells)
        {
            frame.Numbers[Cell(row, column)] = value;
        }

        return frame;
    }

    public static int Cell(string row, string column)
    {
        var sheet = Monthly.Sheets[0];
        return Monthly.CellOf(0, sheet.Rows.ToList().FindIndex(r => r.Name == row), sheet.Columns.ToList().FindIndex(c => c.Name == column));
    }

    public static FormFrame Fees(params (string Item, string Kind, decimal? Amount, decimal? Members)[] rows)
    {
        var frame = new FormFrame(Monthly);
        var list = ListRows.Of(Monthly.Sheets[1], rows.Length);
        for (var r = 0; r < rows.Length; r++)
        {
            list.Texts[0][r] = rows[r].Item;
            list.Texts[1][r] = rows[r].Kind;
            list.Numbers[2][r] = rows[r].Amount is { } amount ? amount : Figure.Missing;
            list.Numbers[3][r] = rows[r].Members is { } members ? members : Figure.Missing;
        }

        frame.Lists[1] = list;
        return frame;
    }

    public static CheckProgram Compile(string expression, string? sheet = null) =>
        CheckProgram.Compile(Monthly, [new CheckRule("T1", sheet, expression, CheckGrade.MustFix)]);

    public static CheckReport Run(string expression, FormFrame frame, string? sheet = null)
    {
        var program = Compile(expression, sheet);
        Assert.Empty(program.Faults.Select(f => f.Fault.Message(System.Globalization.CultureInfo.InvariantCulture)));
        return program.Run(frame);
    }

    public static CheckFault Fault(string expression, string? sheet = null) => Assert.Single(Compile(expression, sheet).Faults).Fault;

    // The value of an expression over whole cells.
    public static Figure Value(string expression, FormFrame frame) =>
        new Binder(Monthly, 0, default, false).Bind(Parser.Parse(expression, CheckProgram.NamesOf(Monthly))).Number!(new CheckPoint(frame, CheckPoint.NoRow));

    public static Truth Holds(string expression, FormFrame frame) =>
        new Binder(Monthly, 0, default, false).Condition(Parser.Parse(expression, CheckProgram.NamesOf(Monthly)), out _)(new CheckPoint(frame, CheckPoint.NoRow));
}
