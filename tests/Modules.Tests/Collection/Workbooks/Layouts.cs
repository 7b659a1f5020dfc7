using Gongxin.Modules.Tests.Tabular.Workbooks;

namespace Gongxin.Tests.Collection.Workbooks;

// Workbooks as associations keep them for the monthly form, each damaged in its own way, for any month of 2026. The figures are
// the month's number in front (301 is the first figure of March), so that a value says where it must have come from.
internal static class Layouts
{
    public sealed record Expected(string Sheet, string? Row, string Column, string Value, string Source);

    public sealed record Layout(string Name, Func<int, Book> Make, Func<int, Expected[]> Gives);

    private const string Main = "主要经济指标";
    private const string End = "期末指标";
    private const string Products = "主要产品";

    public static IReadOnlyList<Layout> All { get; } =
    [
        new("two levels, merged", TwoLevels, m => [Of(Main, "工业总产值", "本月", m, 1, "月报!C5"), Of(Main, "营业收入", "本月累计", m, 6, "月报!E6")]),
        new("three levels, merged", ThreeLevels, m => [Of(Main, "工业总产值", "本月", m, 1, "月报!B5"), Of(Main, "工业总产值", "上月累计", m, 2, "月报!C5"), Of(Main, "利润总额", "本月累计", m, 6, "月报!D6")]),
        new("months in the header", MonthsInHeader, m => [Of(Main, "工业总产值", "本月", m, 1, "月报!B3"), Of(Main, "营业收入", "本月累计", m, 5, "月报!C4")]),
        new("a column for every month so far", MonthByMonth, m => [Of(Main, "工业总产值", "本月", m, m, $"月报!{(char)('A' + m)}3"), Of(Main, "营业收入", "本月", m, 20 + m, $"月报!{(char)('A' + m)}4")]),
        new("several tables on a sheet", Stacked, m => [Of(Main, "工业总产值", "本月", m, 1, "月报!B4"), Of(End, "企业数", "期末数", m, 9, "月报!B9"), new(Products, null, "产量", Value(m, 11), "月报!C14")]),
        new("tables side by side", SideBySide, m => [Of(Main, "营业收入", "本月", m, 3, "月报!B4"), Of(End, "从业人员", "期末数", m, 8, "月报!F4")]),
        new("numbered rows, totals, notes", NotesAndTotals, m => [Of(Main, "工业总产值", "本月", m, 1, "月报!B4"), Of(Main, "出口交货值", "本月", m, 2, "月报!B5"), Of(Main, "利润总额", "本月累计", m, 6, "月报!C6")]),
        new("units in header and rows", Units, m => [new(Main, "工业总产值", "本月", "12500", "月报!B2"), new(Main, "营业收入", "本月", "8.05", "月报!B3"), new(End, "产能利用率", "期末数", "75.5", "期末!B2")]),
        new("figures across, months down", Transposed, m => [Of(Main, "工业总产值", "本月", m, 1, "月报!B3"), Of(Main, "营业收入", "本月累计", m, 6, "月报!C5")]),
        new("all in one line", OneLine, m => [Of(Main, "工业总产值", "本月", m, 1, "月报!B4"), Of(Main, "营业收入", "本月累计", m, 4, "月报!E4")]),
        new("numbers of lines and columns", Numbered, m => [Of(Main, "工业总产值", "本月", m, 1, "月报!D4"), Of(Main, "营业收入", "本月累计", m, 4, "月报!E5")]),
        new("a list with gaps and a total", ListWithGaps, m => [new(Products, null, "产量", Value(m, 1), "产品!C4"), new(Products, null, "产品名称", "乙产品", "产品!A6")]),
        new("a cover and a sheet for each part", ManySheets, m => [Of(Main, "固定资产投资完成额", "本月", m, 2, "主要指标!C4"), Of(End, "资产总计", "期末数", m, 3, "期末情况!C3")]),
    ];

    public static string Value(int month, int figure) => ((month * 100) + figure).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Expected Of(string sheet, string row, string column, int month, int figure, string source) => new(sheet, row, column, Value(month, figure), source);

    private static int V(int month, int figure) => (month * 100) + figure;

    private static Book TwoLevels(int m) => new Book().Sheet("月报", [
        [$"2026年{m}月主要经济指标完成情况"],
        ["填报单位：某行业协会", null, null, null, $"2026年{m}月"],
        ["指标名称", "计量单位", "完成情况", null, null],
        [null, null, "本月", "上月累计", "本月累计"],
        ["工业总产值", "万元", V(m, 1), V(m, 2), V(m, 3)],
        ["营业收入", "万元", V(m, 4), V(m, 5), V(m, 6)],
        ["填表人：", null, "审核人："],
    ], merges: ["A1:E1", "A3:A4", "B3:B4", "C3:E3"]);

    private static Book ThreeLevels(int m) => new Book().Sheet("月报", [
        ["行业运行情况表（单位：万元）"],
        ["指标", "2026年", null, null],
        [null, $"{m}月", "累计", null],
        [null, null, "上月累计", "本月累计"],
        ["工业总产值", V(m, 1), V(m, 2), V(m, 3)],
        ["利润总额", V(m, 4), V(m, 5), V(m, 6)],
    ], merges: ["A1:D1", "A2:A4", "B2:D2", "B3:B4", "C3:D3"]);

    private static Book MonthsInHeader(int m) => new Book().Sheet("月报", [
        [$"2026年1-{m}月主要指标", null, "单位：万元"],
        ["指标名称", $"{m}月", $"1-{m}月", "同比±%"],
        ["工业总产值", V(m, 1), V(m, 2), 3.5],
        ["营业收入", V(m, 4), V(m, 5), -1.2],
    ]);

    private static Book MonthByMonth(int m) => new Book().Sheet("月报", [
        ["2026年分月情况"],
        ["指标名称", .. Enumerable.Range(1, m).Select(n => (object?)$"{n}月")],
        ["工业总产值（万元）", .. Enumerable.Range(1, m).Select(n => (object?)V(m, n))],
        ["营业收入（万元）", .. Enumerable.Range(1, m).Select(n => (object?)V(m, 20 + n))],
    ]);

    private static Book Stacked(int m) => new Book().Sheet("月报", [
        [$"2026年{m}月行业月报"],
        ["表一 主要经济指标（单位：万元）"],
        ["指标", "本月", "上月累计", "本月累计"],
        ["工业总产值", V(m, 1), V(m, 2), V(m, 3)],
        ["营业收入", V(m, 4), V(m, 5), V(m, 6)],
        [],
        ["表二 期末指标"],
        ["指标", "期末数"],
        ["企业数", V(m, 9)],
        ["从业人员", V(m, 10)],
        [],
        ["表三 主要产品"],
        ["产品名称", "产品单位", "产量", "销量"],
        ["甲产品", "吨", V(m, 11), V(m, 12)],
        ["乙产品", "台", V(m, 13), V(m, 14)],
    ]);

    private static Book SideBySide(int m) => new Book().Sheet("月报", [
        [$"2026年{m}月"],
        ["指标", "本月", "本月累计", null, "指标", "期末数"],
        ["工业总产值", V(m, 1), V(m, 2), null, "企业数", V(m, 7)],
        ["营业收入", V(m, 3), V(m, 4), null, "从业人员", V(m, 8)],
    ], merges: "A1:F1");

    private static Book NotesAndTotals(int m) => new Book().Sheet("月报", [
        [$"2026年{m}月", null, "单位：万元"],
        [],
        ["指 标", "当月", "自年初累计"],
        ["一、工业总产值*", V(m, 1), V(m, 3)],
        ["　　其中：出口交货值", V(m, 2), V(m, 4)],
        ["二、利润总额（亏损以“-”号填列）", V(m, 5), V(m, 6)],
        ["合　计", V(m, 8), V(m, 9)],
        ["注：1.本表由会员企业上报数据汇总。"],
        ["2.带*的指标按现行价格计算。"],
        ["单位负责人：", "填表人：", $"报出日期：2026年{m + 1}月8日"],
    ]);

    private static Book Units(int m) => new Book()
        .Sheet("月报", [
            ["指标", $"2026年{m}月"],
            ["工业总产值（亿元）", 1.25],
            ["营业收入（元）", 80_500],
            ["进口额（万美元）", 12],
        ])
        .Sheet("期末", [
            ["项目", "期末（%）"],
            ["产能利用率", "75.5%"],
        ]);

    private static Book Transposed(int m) => new Book().Sheet("月报", [
        [$"2026年{m}月快报 单位：万元"],
        ["项目", "工业总产值", "营业收入"],
        ["本月", V(m, 1), V(m, 2)],
        ["上月累计", V(m, 3), V(m, 4)],
        ["本月累计", V(m, 5), V(m, 6)],
    ]);

    private static Book OneLine(int m) => new Book().Sheet("月报", [
        [$"2026年{m}月汇总"],
        ["协会", "工业总产值（万元）", null, "营业收入（万元）", null],
        [null, "本月", "累计", "本月", "累计"],
        ["某行业协会", V(m, 1), V(m, 2), V(m, 3), V(m, 4)],
    ], merges: ["A2:A3", "B2:C2", "D2:E2"]);

    private static Book Numbered(int m) => new Book().Sheet("月报", [
        [$"2026年{m}月"],
        ["序号", "指标名称", "计量单位", "本期", "本期累计"],
        ["甲", "乙", "丙", 1, 2],
        [1, "工业总产值", "万元", V(m, 1), V(m, 2)],
        [2, "营业收入", "万元", V(m, 3), V(m, 4)],
    ]);

    private static Book ListWithGaps(int m) => new Book().Sheet("产品", [
        [$"2026年{m}月主要产品产销存"],
        [],
        ["产品名称", "产品单位", "产量", "期末库存", "备注"],
        ["甲产品", "吨", V(m, 1), V(m, 2), "含外协"],
        [],
        ["乙产品", "吨", V(m, 3), "…", null],
        ["合计", "吨", V(m, 4), V(m, 5), null],
        ["资料来源：会员企业月报"],
    ]);

    private static Book ManySheets(int m) => new Book()
        .Sheet("封面", [["行业协会月度报表"], [$"二〇二六年{m}月"]])
        .Sheet("主要指标", [
            [$"2026年{m}月", null, null, null],
            ["编号", "指标名称", "本月", "本月累计"],
            ["01", "工业总产值", V(m, 1), null],
            ["02", "固定资产投资完成额", V(m, 2), V(m, 5)],
        ])
        .Sheet("期末情况", [
            ["指标", "单位", "期末余额"],
            ["企业数", "家", V(m, 2)],
            ["资产总计", "万元", V(m, 3)],
        ]);
}
