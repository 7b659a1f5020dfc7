using System.Text.RegularExpressions;
using Gongxin.Collection.Checks.Language;
using Gongxin.Kernel.Text;

namespace Gongxin.Collection.Workbooks.Labels;

// What a header or a row is called, taken apart: 一、营业收入（万元） is 营业收入 in 万元; 1-3月累计 is 累计 of January to March.
internal sealed partial record Label(string Name, string? Unit, MonthSpan? Months)
{
    // Quantities that a bracket may name; everything else in brackets belongs to the name or explains it.
    private static readonly HashSet<string> Quantities = new(StringComparer.Ordinal)
    {
        "元", "美元", "欧元", "日元", "港元", "吨", "人", "人次", "家", "个", "台", "辆", "件", "套", "户", "米", "平方米", "立方米",
        "千瓦时", "千瓦", "升", "次", "项", "只", "箱", "条", "双", "头", "株", "标准箱", "艘", "架", "部", "篇", "种", "期", "天", "小时", "",
    };

    // Ways of saying the same. Whatever a template calls it, a workbook may call it otherwise.
    private static readonly string[][] Same =
    [
        ["本月", "当月", "本期", "当期", "本月数", "本期数", "本月实际", "本月完成", "当月值"],
        ["本月累计", "累计", "本期累计", "年初累计", "自年初累计", "本年累计", "本年累计数", "累计数", "自年初至本月累计", "1-本月累计", "累计值", "年初至今"],
        ["上月累计", "上期累计", "截至上月累计", "至上月累计"],
        ["期末数", "期末", "月末", "月末数", "期末余额", "期末值", "年末数", "季末数"],
        ["上年同月", "上年同期", "去年同期", "去年同月", "同期数"],
        ["序号", "行次", "编号", "no.", "no"],
        ["企业数", "企业单位数", "企业家数"],
        ["从业人员", "从业人员数", "从业人数", "从业人员期末人数"],
    ];

    private static readonly Dictionary<string, string> Canonical = Same.SelectMany(group => group.Select(name => (name, group[0]))).ToDictionary(p => p.name, p => p.Item2, StringComparer.Ordinal);

    public static Label Read(string text)
    {
        var plain = Blanks().Replace(NormalForm.ForSearch(Marks().Replace(text, "")), "");
        string? unit = null;
        var name = Brackets().Replace(plain, bracket =>
        {
            var inside = bracket.Groups["inside"].Value;
            inside = inside.StartsWith("单位", StringComparison.Ordinal) ? inside[2..].TrimStart(':') : inside;
            if (!IsUnit(inside))
            {
                return bracket.Value;
            }

            unit = inside;
            return "";
        });
        (name, unit) = unit is null ? AfterComma(name) : (name, unit);
        var months = MonthSpan.Find(name, out var rest);
        return new Label(KeyOf(months is null ? name : rest), unit, months);
    }

    // The form in which names are compared: without numbering, with one word for what is called by several.
    public static string KeyOf(string name)
    {
        var bare = Numbering().Replace(Blanks().Replace(NormalForm.ForSearch(name), ""), "").TrimEnd(':', '*', '#');
        if (Canonical.TryGetValue(bare, out var same))
        {
            return same;
        }

        // An explanation in brackets is not the name: 利润总额（亏损以“-”号填列）.
        var open = bare.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && bare.EndsWith(')') ? KeyOf(bare[..open]) : bare;
    }

    public static bool IsUnit(string text) =>
        text.Length is > 0 and <= 12 && (text is "%" or "‰" or "倍" || Quantities.Contains(Checks.Language.Unit.Of(text).Quantity) || text.Split('/') is [var over, var under] && IsUnit(over) && IsUnit(under));

    // "单位：万元", "（金额单位：万元）" in a line above a table.
    public static string? UnitOfCaption(string line) =>
        CaptionUnit().Matches(NormalForm.Compatible(line)).Select(m => m.Groups["unit"].Value).FirstOrDefault(IsUnit);

    private static (string Name, string? Unit) AfterComma(string name)
    {
        var comma = name.LastIndexOfAny([',', '、', '/']);
        return comma > 0 && comma < name.Length - 1 && IsUnit(name[(comma + 1)..]) && !char.IsAsciiDigit(name[comma - 1]) ? (name[..comma], name[(comma + 1)..]) : (name, null);
    }

    // Marks that point to a footnote.
    [GeneratedRegex(@"[①-⑳*＊※]+$|^[*＊※]+|\[\d\]$|注\d$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\((?<inside>[^()]*)\)|\[(?<inside>[^\[\]]*)\]|【(?<inside>[^【】]*)】", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"^(?:(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.)](?!\d)|其中[:、]?|#|-+|·|•|加[:]|减[:]))+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbering();

    [GeneratedRegex(@"单位\s*:?\s*(?<unit>[^\s,;、()]{1,12})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CaptionUnit();
}
