using System.Globalization;
using Gongxin.Contracts.Credit;
using Gongxin.Credit.Publicity;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Taking;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;

namespace Gongxin.Modules.Tests.Credit;

// Goal: who may see a record of each class, and until when, is what the dated row of the day of the fact says; a source narrows it and never
// widens it. Method: rows are checked and ruled, without a database.
public sealed class ClassRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly RulingOfRow Rulings = new(new(RuleBook.BuiltIn, WorkCalendar.China), RuleBook.BuiltIn, WorkCalendar.China);

    public static TheoryData<RecordKind> Kinds => [.. ClassRows.Kinds];

    [Fact]
    public void Every_kind_has_one_class_and_every_class_its_fields()
    {
        Assert.Equal(Enum.GetValues<RecordKind>(), RecordClass.All.Select(c => c.Kind));
        Assert.Equal(RecordClass.All.Count, RecordClass.All.Select(c => c.Column).Distinct().Count());
        Assert.All(RecordClass.All, c => Assert.True(RecordTemplate.Of(c.Kind).Fields.Count > 10, c.Code));
        Assert.All(RecordClass.All, c => Assert.All(RecordTemplate.Of(c.Kind).Parts.Decisive, k => Assert.True(RecordTemplate.Of(c.Kind).FieldOf(k) >= 0, k)));
        Assert.All(RecordClass.All, c => Assert.Equal(RecordTemplate.Of(c.Kind).Fields.Count, RecordTemplate.Of(c.Kind).Fields.Select(f => f.Name.Zh).Distinct().Count()));
        Assert.Equal(RecordKind.AnnualReport, RecordClass.OfPath("/credit/annual-reports/datapackage.json").Kind);
        Assert.Equal(RecordKind.Penalty, RecordClass.OfPath("/Credit/PENALTIES/").Kind);
        Assert.Equal(RecordKind.Voluntary, RecordClass.OfPath("/credit/voluntary.atom").Kind);
    }

    [Fact]
    public void Every_class_outside_the_matrix_has_rows_and_every_row_a_class()
    {
        Assert.All(RecordClass.All.Where(c => !c.IsInMatrix), c => Assert.Contains(ClassRule.All, r => r.Class == c.Code));
        Assert.All(ClassRule.All, r => Assert.NotNull(RecordClass.ByCode(r.Class)));
        Assert.All(ClassRule.All.Where(r => r.Variety.Length > 0), r =>
        {
            var template = RecordTemplate.Of(RecordClass.ByCode(r.Class)!.Kind);
            Assert.Contains(r.Variety, template.Fields.Single(f => f.Code == template.Parts.Variety).Options);
        });
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_right_row_has_no_finding_and_is_public(RecordKind kind)
    {
        var (row, ruling) = Rule(kind);
        Assert.Empty(row.Findings);
        Assert.Equal((DisclosureScope.Public, PublicityRegime.Class, true), (ruling!.Scope, ruling.Window.Regime, ruling.Window.IsShown));
    }

    [Theory]
    [InlineData(RecordKind.Abnormal, "YC_LRRQ", "2014-09-30", null)]
    [InlineData(RecordKind.Abnormal, "YC_LRRQ", "2014-10-01", DisclosureScope.Public)]
    [InlineData(RecordKind.Enforcement, "ZX_LARQ", "2013-09-30", null)]
    [InlineData(RecordKind.Enforcement, "ZX_LARQ", "2013-10-01", DisclosureScope.Public)]
    [InlineData(RecordKind.Enforcement, "ZX_LX", "被执行人", DisclosureScope.Shared)]
    [InlineData(RecordKind.Evaluation, "PJ_LX", "公共信用综合评价", DisclosureScope.Shared)]
    [InlineData(RecordKind.Evaluation, "PJ_LX", "行业信用评价", DisclosureScope.Shared)]
    [InlineData(RecordKind.Honour, "RY_RQ", "2016-05-29", null)]
    [InlineData(RecordKind.Contract, "HT_LX", "其他行政合同", DisclosureScope.Shared)]
    [InlineData(RecordKind.Contract, "HT_LX", "市场化合同", DisclosureScope.Consent)]
    [InlineData(RecordKind.Contract, "HT_QDRQ", "2015-02-28", null)]
    [InlineData(RecordKind.Voluntary, "ZY_GK", "政务共享", DisclosureScope.Shared)]
    [InlineData(RecordKind.Voluntary, "ZY_GK", "不公开", DisclosureScope.Consent)]
    [InlineData(RecordKind.Voluntary, "ZY_RQ", "2019-07-08", null)]
    public void Who_may_see_it_is_what_the_rule_of_the_day_says(RecordKind kind, string field, string value, DisclosureScope? scope)
    {
        var ruling = Rule(kind, (field, value)).Ruling!;
        Assert.Equal(scope ?? DisclosureScope.Consent, ruling.Scope);
        Assert.Equal((scope is null ? PublicityRegime.None : PublicityRegime.Class, scope is DisclosureScope.Public), (ruling.Window.Regime, ruling.Window.IsShown));
    }

    [Theory]
    [InlineData(RecordKind.Abnormal, "YC_YCRQ", "2026-10-08", "2026-10-07")]
    [InlineData(RecordKind.Enforcement, "ZX_FBQX", "2028-02-29", "2028-02-29")]
    [InlineData(RecordKind.Enforcement, "ZX_SCRQ", "2026-10-08", "2026-10-07")]
    [InlineData(RecordKind.Evaluation, "PJ_YXQ", "2027-02-28", "2027-02-28")]
    [InlineData(RecordKind.Honour, "RY_CXRQ", "2026-10-08", "2026-10-07")]
    [InlineData(RecordKind.Honour, "RY_MC", "诚信典型", null)]
    [InlineData(RecordKind.AnnualReport, "NB_ZT", "歇业", null)]
    public void Publicity_ends_the_day_before_a_removal_or_with_validity(RecordKind kind, string field, string value, string? until) =>
        Assert.Equal(until is null ? null : DateOnly.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture), Rule(kind, (field, value)).Ruling!.Window.Until);

    [Theory]
    [InlineData(RecordKind.Abnormal, "YC_LRYY", "不明", "credit.value-not-in-list", false)]
    [InlineData(RecordKind.Abnormal, "YC_YCRQ", "2026-11-27", "credit.date-in-future", true)]
    [InlineData(RecordKind.Abnormal, "YC_YCRQ", "2026-02-28", "credit.dates-in-disorder", true)]
    [InlineData(RecordKind.Abnormal, "YC_YCRQ", "某日", "credit.date-not-readable", true)]
    [InlineData(RecordKind.Enforcement, "ZX_LX", "其他人", "credit.value-not-in-list", true)]
    [InlineData(RecordKind.Enforcement, "ZX_AH", "第一号", "credit.number-of-unusual-form", false)]
    [InlineData(RecordKind.Evaluation, "PJ_DJ", "E", "credit.value-not-in-list", true)]
    [InlineData(RecordKind.Contract, "HT_LYZT", "不详", "credit.value-not-in-list", true)]
    [InlineData(RecordKind.Contract, "HT_JGDM", "", "credit.field-missing", true)]
    [InlineData(RecordKind.AnnualReport, "NB_ND", "二〇二五", "credit.year-not-readable", true)]
    [InlineData(RecordKind.AnnualReport, "NB_ND", "2026", "credit.year-not-over", true)]
    [InlineData(RecordKind.AnnualReport, "NB_GSRQ", "2025-12-31", "credit.year-not-over", true)]
    [InlineData(RecordKind.AnnualReport, "NB_GSRQ", "2026-06-30", null, false)]
    [InlineData(RecordKind.AnnualReport, "NB_GSRQ", "2026-07-01", "credit.after-the-window", false)]
    [InlineData(RecordKind.AnnualReport, "NB_LRZE", "亏损", "credit.amount-not-readable", false)]
    [InlineData(RecordKind.AnnualReport, "NB_CYRS_GS", "", "credit.field-missing", false)]
    [InlineData(RecordKind.Voluntary, "ZY_GK", "随便", "credit.value-not-in-list", true)]
    [InlineData(RecordKind.Voluntary, "ZY_CN", "", "credit.field-missing", false)]
    public void A_fault_has_its_finding(RecordKind kind, string field, string value, string? finding, bool isRefused)
    {
        var row = Rule(kind, (field, value)).Row;
        Assert.Equal(finding is null ? [] : [finding], row.Findings.Select(f => f.Code).Where(c => c != "credit.field-missing" || finding == c).Distinct());
        Assert.Equal(isRefused, row.IsRefused);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Nothing_of_a_person_is_kept(RecordKind kind)
    {
        var row = Rule(kind, (RecordTemplate.Of(kind).Parts.Category, "自然人")).Row;
        Assert.True(row.IsPerson);
        Assert.Equal(["credit.person-left-out"], row.Findings.Select(f => f.Code));
    }

    private static (RowReading Row, Ruling? Ruling) Rule(RecordKind kind, params (string Field, string Value)[] other)
    {
        var template = RecordTemplate.Of(kind);
        var row = new RowReading(template, 2);
        var cells = ClassRows.Row(kind, 1);
        foreach (var (field, value) in other)
        {
            cells[field] = value;
        }

        foreach (var (heading, cell) in cells)
        {
            row[template.FieldOf(heading)] = FieldText.ValueOf(cell);
        }

        FieldRules.Check(row, Today);
        return (row, row.IsRefused || row.IsPerson ? null : Rulings.Of(row));
    }
}
