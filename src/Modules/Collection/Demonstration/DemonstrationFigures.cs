using System.Globalization;
using Gongxin.Collection.Submissions;

namespace Gongxin.Collection.Demonstration;

// Generated figures of one association and month that add up, the same at every start.
internal static class DemonstrationFigures
{
    private const decimal Growth = 0.03m;

    private static readonly (string Row, decimal Share)[] Rows =
        [("工业总产值", 1m), ("工业销售产值", 0.97m), ("出口交货值", 0.18m), ("营业收入", 0.95m), ("营业成本", 0.81m), ("利润总额", 0.07m), ("税金总额", 0.04m), ("研发投入", 0.02m)];

    private static readonly string[] AtEnd = ["企业数", "亏损企业数", "从业人员", "产能利用率"];

    public static IReadOnlyList<FormValue> Of(int association, int month)
    {
        var values = new List<FormValue>();
        foreach (var (row, share) in Rows)
        {
            var before = Enumerable.Range(0, month).Sum(m => Month(association, m, share));
            var now = Month(association, month, share);
            values.AddRange([Cell("主要经济指标", row, "本月", now), Cell("主要经济指标", row, "上月累计", before), Cell("主要经济指标", row, "本月累计", before + now)]);
        }

        decimal[] atEnd = [120 + association, 9 + (association % 5), 52_000 + (association * 900), 71.5m + ((association + month) % 9)];
        values.AddRange(AtEnd.Zip(atEnd, (row, value) => Cell("期末指标", row, "期末数", value)));
        return values;
    }

    private static decimal Month(int association, int month, decimal share) => decimal.Round((8000 + (association * 650)) * (1 + (Growth * month)) * share, 1);

    private static FormValue Cell(string sheet, string row, string column, decimal value) =>
        new() { Sheet = sheet, Row = row, Column = column, Value = value.ToString(CultureInfo.InvariantCulture) };
}
