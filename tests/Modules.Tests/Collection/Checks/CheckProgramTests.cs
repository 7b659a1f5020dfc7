using System.Globalization;
using Gongxin.Collection.Checks;
using Gongxin.Collection.Checks.Language;

namespace Gongxin.Tests.Collection.Checks;

// Goal: a check runs at every place that it leaves open, and what is wrong in it is said where it stands.
public sealed class CheckProgramTests
{
    [Fact]
    public void Names_of_rows_run_in_every_column()
    {
        var frame = CheckForms.Frame(("营业收入", "本月", 100), ("营业利润", "本月", 120), ("营业收入", "本月累计", 300), ("营业利润", "本月累计", 200));
        var report = CheckForms.Run("营业利润 <= 营业收入", frame);
        var finding = Assert.Single(report.Findings);
        Assert.Equal(("本月", 120m, 100m), (finding.At.Column, finding.Left.Value, finding.Right.Value));
        Assert.Equal((1L, 1L, 1L), (report.Counts[0].Held, report.Counts[0].Failed, report.Counts[0].Unknown));
        Assert.Equal(2, finding.Cells.Count);
    }

    [Fact]
    public void Names_of_columns_run_in_every_row()
    {
        var frame = CheckForms.Frame(
            ("营业收入", "本月", 10), ("营业收入", "上月累计", 20), ("营业收入", "本月累计", 30), ("营业成本", "本月", 1), ("营业成本", "上月累计", 2), ("营业成本", "本月累计", 4));
        var report = CheckForms.Run("本月累计 = 上月累计 + 本月", frame);
        Assert.Equal("营业成本", Assert.Single(report.Findings).At.Row);
        Assert.Equal(9, report.Counts[0].Held + report.Counts[0].Failed + report.Counts[0].Unknown);
    }

    [Fact]
    public void A_list_is_checked_row_by_row()
    {
        var frame = CheckForms.Fees(("甲", "会费", 10, 1), ("乙", "会费", -5, 1), ("丙", "其他", null, 2));
        var report = CheckForms.Run("金额 >= 0", frame, "收费");
        Assert.Equal(1, Assert.Single(report.Findings).Row);
        Assert.Equal(1, report.Counts[0].Unknown);
    }

    [Theory]
    [InlineData("列合计(金额) = 60", 0)]
    [InlineData("total(金额, 类别 = \"会费\") = 30", 0)]
    [InlineData("列合计(金额) = 61", 1)]
    [InlineData("行数() = 3", 0)]
    [InlineData("金额 <= 列合计(金额)", 0)]
    [InlineData("金额 > 列合计(金额)", 3)]
    public void A_list_has_totals(string expression, int failed) =>
        Assert.Equal(failed, CheckForms.Run(expression, CheckForms.Fees(("甲", "会费", 10, 1), ("乙", "会费", 20, 1), ("丙", "其他", 30, 2)), "收费").FailedCount);

    [Fact]
    public void Cells_are_compared_with_the_total_of_a_list()
    {
        var frame = CheckForms.Fees(("甲", "会费", 10_000, 1), ("乙", "会费", 20_000, 1));
        CheckForms.Fill(frame, ("营业收入", "本月", 3));
        Assert.Equal(0, CheckForms.Run("营业收入[本月] = 列合计(收费!金额)", frame).FailedCount);
    }

    [Fact]
    public void A_row_of_a_list_finds_itself_in_the_period_before()
    {
        var before = CheckForms.Fees(("乙", "会费", 100, 1), ("甲", "会费", 10, 1));
        var now = CheckForms.Fees(("甲", "会费", 10, 1), ("乙", "会费", 20, 1), ("丙", "会费", 5, 1));
        var frame = new Gongxin.Collection.Checks.Frames.FormFrame(CheckForms.Monthly) { Previous = before };
        frame.Lists[1] = now.Lists[1];
        var report = CheckForms.Run("金额 >= 上期(金额)", frame, "收费");
        Assert.Equal((1L, 1L, 1L), (report.Counts[0].Held, report.Counts[0].Failed, report.Counts[0].Unknown));
        Assert.Equal(1, report.Findings[0].Row);
    }

    [Theory]
    [InlineData("营业利闰 <= 营业收入", "check.unknown-name", 0, 4)]
    [InlineData("营业利润 <=", "check.ends-early", 7, 1)]
    [InlineData("营业利润 <= <= 1", "check.unexpected", 8, 2)]
    [InlineData("营业利润 + 1", "check.needs-condition", 0, 8)]
    [InlineData("(营业利润 > 1", "check.expected", 9, 1)]
    [InlineData("营业收入 = 从业人员", "check.units-differ", 0, 11)]
    [InlineData("营业收入 = 本月累计", "check.mixed", 7, 4)]
    [InlineData("说明[营业收入] > \"a\"", "check.text-has-no-order", 0, 14)]
    [InlineData("说明[营业收入] = 1", "check.kinds-differ", 0, 12)]
    [InlineData("列合计(营业收入) = 1", "check.total-of-list", 0, 9)]
    [InlineData("营业收入[本月] = 收费!金额", "check.needs-total", 11, 5)]
    [InlineData("比值(1) = 1", "check.argument-count", 0, 5)]
    [InlineData("1.2.3 = 1", "check.number-not-readable", 0, 5)]
    [InlineData("\"a = 1", "check.quote-open", 0, 6)]
    [InlineData("营业收入[税金] = 1", "check.no-such-item", 0, 8)]
    [InlineData("营业收入[本月]..营业利润[本月] = 1", "check.unexpected", 8, 2)]
    [InlineData("合计(营业收入[本月]..营业利润[本月累计]) = 1", "check.range-straight", 3, 20)]
    [InlineData("四舍五入(营业收入, 99) = 1", "check.digits", 11, 2)]
    [InlineData("金额 = 1", "check.no-such-item", 0, 2)]
    public void A_fault_says_where_it_is(string expression, string code, int at, int length)
    {
        var fault = CheckForms.Fault(expression);
        Assert.Equal((code, at, length), (fault.Code, fault.At, fault.Length));
        Assert.DoesNotContain("check.", fault.Message(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain("check.", fault.Message(CultureInfo.GetCultureInfo("zh-Hans")), StringComparison.Ordinal);
        Assert.NotEqual(fault.Message(CultureInfo.InvariantCulture), fault.Message(CultureInfo.GetCultureInfo("zh-Hans")));
    }

    [Fact]
    public void A_misspelt_name_is_told_the_nearest() => Assert.Contains("营业利润", CheckForms.Fault("营业利闰 <= 营业收入").Args);

    [Fact]
    public void History_of_a_list_is_refused() => Assert.Equal("check.not-in-lists", CheckForms.Fault("季节偏离(金额) < 3", "收费").Code);

    [Fact]
    public void An_expression_as_deep_as_a_well_is_refused_and_not_a_crash()
    {
        Assert.Equal("check.too-deep", CheckForms.Fault(new string('(', 900) + "1 = 1" + new string(')', 900)).Code);
        Assert.Equal("check.too-deep", CheckForms.Fault(new string('-', 900) + "1 = 1").Code);
        Assert.Equal("check.too-long", CheckForms.Fault(new string(' ', CheckRule.ExpressionMax) + "1 = 1").Code);
    }

    [Fact]
    public void Findings_have_a_limit_and_counts_do_not()
    {
        var frame = CheckForms.Fees([.. Enumerable.Range(0, 1500).Select(i => ($"{i}", "会费", (decimal?)-1, (decimal?)1))]);
        var report = CheckForms.Run("金额 >= 0", frame, "收费");
        Assert.Equal((CheckProgram.FindingsMax, 1500L), (report.Findings.Count, report.FailedCount));
    }

    [Fact]
    public void A_name_that_begins_with_a_word_of_the_language_is_a_name() =>
        Assert.Equal(0, CheckForms.Run("或有负债>=0或或有负债<0", CheckForms.Frame(("或有负债", "本月", 3))).FailedCount);

    [Theory]
    [InlineData("万元", "元", 10_000)]
    [InlineData("亿元", "元", 100_000_000)]
    [InlineData("百万美元", "美元", 1_000_000)]
    [InlineData("万吨", "吨", 10_000)]
    [InlineData("万千瓦时", "千瓦时", 10_000)]
    [InlineData("万元/吨", "元/吨", 10_000)]
    [InlineData("万人", "人", 10_000)]
    [InlineData("％", "", 0.01)]
    public void A_unit_is_a_quantity_and_a_scale(string unit, string quantity, double scale) =>
        Assert.Equal(new Unit(quantity, (decimal)scale), Unit.Of(unit));

    [Fact]
    public void The_examples_of_the_page_are_checks_and_every_function_is_explained()
    {
        var form = new Gongxin.Collection.Checks.Frames.FormShape(
        [
            new Gongxin.Collection.Checks.Frames.FormSheet(
                "表",
                [.. new[] { "本月", "上月累计", "本月累计" }.Select(c => new Gongxin.Collection.Checks.Frames.FormColumn(c, Gongxin.Collection.Checks.Frames.ValueKind.Number, null))],
                [.. new[] { "营业收入", "营业利润", "营业外净收入", "利润总额", "从业人员", "产能利用率", "产量" }.Select(r => new Gongxin.Collection.Checks.Frames.FormRow(r, r == "产能利用率" ? "%" : null))]),
        ]);
        var program = CheckProgram.Compile(form, [.. CheckExamples.All.Select(e => new CheckRule(e.Name, null, e.Expression, CheckGrade.Note))]);
        Assert.Empty(program.Faults.Select(f => f.Rule.Expression));
        var texts = new System.Resources.ResourceManager(typeof(Gongxin.Collection.CollectionText));
        Assert.Empty(CheckExamples.Functions.Select(f => $"Function.{f.Name}").Concat(CheckExamples.All.Select(e => $"Example.{e.Name}")).Where(k => texts.GetString(k, CultureInfo.InvariantCulture) is null));
        Assert.Equal(Enum.GetNames<Function>().Order(), CheckExamples.Functions.Select(f => f.Name).Order());
        Assert.All(Words.Keywords, k => Assert.Contains(k.Word, CheckExamples.Grammar, StringComparison.Ordinal));
    }
}
