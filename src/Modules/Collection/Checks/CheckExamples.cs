using Gongxin.Collection.Checks.Language;

namespace Gongxin.Collection.Checks;

// What the page of the language shows. The examples are of a monthly form with the columns 本月, 上月累计 and 本月累计.
internal static class CheckExamples
{
    public static IReadOnlyList<(string Name, string Expression)> All { get; } =
    [
        ("Comparison", "营业利润 <= 营业收入"),
        ("Cumulative", "本月累计 = 上月累计 + 本月"),
        ("Sum", "利润总额 = 合计(营业利润 .. 营业外净收入) ± 0.5"),
        ("If", "如果 营业收入[本月] > 0 则 从业人员[本月] > 0"),
        ("Missing", "非 缺报(营业收入[本月])"),
        ("Ratio", "0% <= 产能利用率 <= 120%"),
        ("Year", "-50% <= 同比(产量[本月]) <= 100%"),
        ("Before", "从业人员[本月] = 上期(从业人员[本月]) 允差 30%"),
        ("Peers", "绝对值(同行偏离(产能利用率[本月])) <= 5"),
        ("Season", "绝对值(季节偏离(产量[本月])) <= 6"),
        ("Slip", "单位错位(产量[本月]) = 1"),
    ];

    public static IReadOnlyList<(string Name, string Words)> Functions { get; } =
    [
        .. Words.Functions.GroupBy(f => f.Value).Select(g => (g.Key.ToString(), string.Join(" · ", g.Select(f => f.Key)))),
    ];

    public const string Grammar = """
        check      = "如果" either "则" check [ "否则" check ] | either
        either     = both { "或" both }
        both       = negation { "且" negation }
        negation   = "非" negation | comparison
        comparison = sum { op sum [ "±" sum ] }
                   | sum "介于" sum "与" sum
                   | sum ( "属于" | "不属于" ) "(" value { "," value } ")"
        op         = "=" | "<>" | "<" | "<=" | ">" | ">="
        sum        = product { ( "+" | "-" ) product }
        product    = factor { ( "*" | "/" ) factor }
        factor     = "-" factor | number [ "%" ] | '"' text '"' | day | item
                   | function "(" [ argument { "," argument } ] ")" | "(" check ")"
        argument   = item ".." item | check
        item       = [ sheet "!" ] name [ "[" name "]" ]
        name       = a sheet, row or column of the form, where need be in { } or 「 」
        day        = 2026-03-31

        如果 if 若        则 then 那么      否则 else        且 and 并且 &&   或 or 或者 ||
        非 not            介于 between      与 and           属于 in          不属于 not in
        ± +- 允差 within  .. 至             <> != ≠          <= ≤             >= ≥
        * ×               / ÷               full width and half width mean the same
        """;
}
