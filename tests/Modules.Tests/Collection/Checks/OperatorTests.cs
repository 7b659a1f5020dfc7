using Gongxin.Collection.Checks.Frames;

namespace Gongxin.Tests.Collection.Checks;

// Goal: every operator and function computes what its page says, in both spellings, and missing is never zero.
public sealed class OperatorTests
{
    private static readonly FormFrame Frame = Make();

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("（1＋2）×3", "9")]
    [InlineData("10 / 4 - -1", "3.5")]
    [InlineData("9 ÷ 3 − 1", "2")]
    [InlineData("1 / 0", "—")]
    [InlineData("5%", "0.05")]
    [InlineData("营业收入[本月]", "100")]
    [InlineData("本月[营业收入]", "100")]
    [InlineData("经济指标!营业收入[本月]", "100")]
    [InlineData("{或有负债}[本月] + 1", "8")]
    [InlineData("「或有负债」[本月]", "7")]
    [InlineData("营业成本[本月]", "—")]
    [InlineData("营业收入[本月] + 营业成本[本月]", "—")]
    [InlineData("合计(营业收入[本月], 营业成本[本月], 营业利润[本月])", "120")]
    [InlineData("sum(营业收入[本月]..营业利润[本月])", "120")]
    [InlineData("求和(营业收入[本月]至营业利润[本月])", "120")]
    [InlineData("合计(营业成本[本月])", "—")]
    [InlineData("average(营业收入[本月], 营业利润[本月])", "60")]
    [InlineData("平均(营业收入[本月]、营业成本[本月])", "100")]
    [InlineData("最大(营业收入[本月], 营业利润[本月])", "100")]
    [InlineData("min(营业收入[本月], 营业利润[本月])", "20")]
    [InlineData("中位数(1, 9, 2)", "2")]
    [InlineData("median(1, 2, 3, 10)", "2.5")]
    [InlineData("个数(营业收入[本月], 营业成本[本月])", "1")]
    [InlineData("count(营业成本[本月])", "0")]
    [InlineData("绝对值(-3)", "3")]
    [InlineData("abs(2 - 5)", "3")]
    [InlineData("四舍五入(2.345, 2)", "2.35")]
    [InlineData("round(-2.5)", "-3")]
    [InlineData("比值(营业利润[本月], 营业收入[本月])", "0.2")]
    [InlineData("ratio(1, 0)", "—")]
    [InlineData("缺报按零(营业成本[本月]) + 1", "1")]
    [InlineData("orzero(营业收入[本月])", "100")]
    [InlineData("字数(说明[营业收入])", "4")]
    [InlineData("2026-03-01 - 2026-02-01", "28")]
    public void A_value_is_computed(string expression, string value) =>
        Assert.Equal(value, CheckForms.Value(expression, Frame).ToString());

    [Theory]
    [InlineData("1 = 1", true)]
    [InlineData("1 == 2", false)]
    [InlineData("1 <> 2", true)]
    [InlineData("1 != 1", false)]
    [InlineData("1 ≠ 2", true)]
    [InlineData("1 < 2", true)]
    [InlineData("2 ≤ 2", true)]
    [InlineData("2 <= 1", false)]
    [InlineData("3 > 2", true)]
    [InlineData("2 ≥ 3", false)]
    [InlineData("２ >= ２", true)]
    [InlineData("0 <= 5 < 5", false)]
    [InlineData("0 <= 5 <= 5", true)]
    [InlineData("10 = 10.4 ± 0.5", true)]
    [InlineData("10 = 10.6 允差 0.5", false)]
    [InlineData("99 = 100 within 1%", true)]
    [InlineData("98 = 100 +- 1%", false)]
    [InlineData("10.4 <= 10 ± 0.5", true)]
    [InlineData("9.6 >= 10 ± 0.5", true)]
    [InlineData("10.5 < 10 ± 0.5", false)]
    [InlineData("10.2 <> 10 ± 0.5", false)]
    [InlineData("5 介于 1 与 5", true)]
    [InlineData("5 between 6 and 7", false)]
    [InlineData("1 = 1 且 2 = 3", false)]
    [InlineData("1 = 1 并且 2 = 2", true)]
    [InlineData("1 = 1 and 2 = 2", true)]
    [InlineData("1 = 2 或 2 = 2", true)]
    [InlineData("1 = 2 or 2 = 3", false)]
    [InlineData("1 = 2 或 1 = 1 且 1 = 2", false)]
    [InlineData("非 1 = 2", true)]
    [InlineData("not (1 = 1)", false)]
    [InlineData("如果 1 = 1 则 2 = 3", false)]
    [InlineData("若 1 = 2，则 2 = 3", true)]
    [InlineData("if 1 = 2 then 1 = 1 else 2 = 3", false)]
    [InlineData("如果1=1那么1=1，否则2=3", true)]
    [InlineData("3 in (1, 2, 3)", true)]
    [InlineData("说明[营业收入] 属于 (\"略有增长\", \"持平\")", false)]
    [InlineData("说明[营业收入] 不属于（“下降”）", true)]
    [InlineData("说明[营业收入] not in (\"大幅增长\")", false)]
    [InlineData("说明[营业收入] = “大幅增长”", true)]
    [InlineData("说明[营业收入] <> \"持平\"", true)]
    [InlineData("截止日[营业收入] >= 2026-01-31", true)]
    [InlineData("缺报(营业成本[本月])", true)]
    [InlineData("missing(营业收入[本月])", false)]
    [InlineData("已报(营业收入[本月])", true)]
    [InlineData("present(说明[营业成本])", false)]
    public void A_condition_is_judged(string expression, bool holds) =>
        Assert.Equal(holds ? Truth.Yes : Truth.No, CheckForms.Holds(expression, Frame));

    [Theory]
    [InlineData("营业成本[本月] = 0")]
    [InlineData("营业成本[本月] <= 营业收入[本月]")]
    [InlineData("营业成本[本月] = 0 且 1 = 1")]
    [InlineData("营业成本[本月] = 0 或 1 = 2")]
    [InlineData("非 营业成本[本月] = 0")]
    [InlineData("如果 营业成本[本月] > 0 则 1 = 2")]
    [InlineData("说明[营业成本] = \"持平\"")]
    public void What_is_missing_is_neither_true_nor_false(string expression) => Assert.Equal(Truth.Unknown, CheckForms.Holds(expression, Frame));

    [Theory]
    [InlineData("营业成本[本月] = 0 且 1 = 2", false)]
    [InlineData("营业成本[本月] = 0 或 1 = 1", true)]
    public void What_is_missing_does_not_matter_where_the_rest_decides(string expression, bool holds) =>
        Assert.Equal(holds ? Truth.Yes : Truth.No, CheckForms.Holds(expression, Frame));

    [Theory]
    [InlineData("税金[本月] = 营业利润[本月]", true)] // 200,000 元 and 20 万元
    [InlineData("税金[本月] + 营业利润[本月] = 400000", true)]
    [InlineData("营业利润[本月] + 税金[本月] = 40", true)]
    [InlineData("合计(税金[本月], 营业利润[本月]) = 400000", true)]
    [InlineData("产能利用率[本月] <= 100%", true)]
    [InlineData("产能利用率[本月] <= 50%", false)]
    [InlineData("产能利用率[本月] = 75", true)]
    [InlineData("产量[本月] * 单价[本月] = 营业收入[本月]", true)] // 500 吨 × 2,000 元/吨 = 100 万元
    [InlineData("营业收入[本月] / 产量[本月] = 单价[本月]", true)]
    [InlineData("营业利润[本月] / 营业收入[本月] = 20%", true)]
    [InlineData("税金[本月] = 营业利润[本月] ± 1", true)]
    public void Units_of_one_quantity_are_brought_together(string expression, bool holds) =>
        Assert.Equal(holds ? Truth.Yes : Truth.No, CheckForms.Holds(expression, Frame));

    [Theory]
    [InlineData("上期(营业收入[本月])", "80")]
    [InlineData("previous(营业收入[本月] + 1)", "81")]
    [InlineData("上年同期(营业收入[本月])", "50")]
    [InlineData("lastyear(营业利润[本月])", "—")]
    [InlineData("同比(营业收入[本月])", "1")]
    [InlineData("yoy(营业收入[本月])", "1")]
    [InlineData("环比(营业收入[本月])", "0.25")]
    [InlineData("change(营业成本[本月])", "—")]
    [InlineData("上期(上期(营业收入[本月]))", "—")]
    public void Other_periods_are_looked_at(string expression, string value) =>
        Assert.Equal(value, CheckForms.Value(expression, Frame).ToString());

    [Fact]
    public void A_growth_is_compared_with_a_percentage() => Assert.Equal(Truth.Yes, CheckForms.Holds("-50% <= 环比(营业收入[本月]) <= 30%", Frame));

    [Fact]
    public void A_number_that_is_too_large_is_a_finding()
    {
        var frame = CheckForms.Frame(("营业收入", "本月", decimal.MaxValue));
        var finding = Assert.Single(CheckForms.Run("营业收入[本月] * 10 > 0", frame).Findings);
        Assert.True(finding.IsOverflow);
    }

    private static FormFrame Make()
    {
        var frame = new FormFrame(CheckForms.Monthly)
        {
            Previous = CheckForms.Frame(("营业收入", "本月", 80)),
            LastYear = CheckForms.Frame(("营业收入", "本月", 50)),
        };
        CheckForms.Fill(frame, ("营业收入", "本月", 100), ("营业利润", "本月", 20), ("税金", "本月", 200_000), ("产能利用率", "本月", 75), ("产量", "本月", 500), ("单价", "本月", 2000), ("或有负债", "本月", 7));
        frame.Texts[CheckForms.Cell("营业收入", "说明")] = "大幅增长";
        frame.Numbers[CheckForms.Cell("营业收入", "截止日")] = new DateOnly(2026, 1, 31).DayNumber;
        return frame;
    }
}
