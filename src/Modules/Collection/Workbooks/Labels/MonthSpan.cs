using System.Globalization;
using System.Text.RegularExpressions;

namespace Gongxin.Collection.Workbooks.Labels;

// Months that one figure or one form is for: 3月, 1-2月 (January and February are often reported as one), 第一季度, 上半年, 全年.
// Without a year where none is written.
internal readonly partial record struct MonthSpan(int? Year, int From, int To)
{
    private static readonly Dictionary<string, (int From, int To)> Named = new(StringComparer.Ordinal)
    {
        ["一季度"] = (1, 3), ["二季度"] = (4, 6), ["三季度"] = (7, 9), ["四季度"] = (10, 12),
        ["1季度"] = (1, 3), ["2季度"] = (4, 6), ["3季度"] = (7, 9), ["4季度"] = (10, 12),
        ["上半年"] = (1, 6), ["下半年"] = (7, 12), ["全年"] = (1, 12), ["前三季度"] = (1, 9),
    };

    public bool IsOneMonth => From == To;

    // 2026年, 全年: in the header of a monthly form it only says which year the columns below are of.
    public bool IsWholeYear => From == 1 && To == 12;

    // The first of several that a text names, and the text without it. Compatible form, without blanks.
    public static MonthSpan? Find(string text, out string rest)
    {
        rest = text;
        if (Written().Match(text) is not { Success: true } match)
        {
            return null;
        }

        int? year = match.Groups["year"].Success ? int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) : null;
        var months = MonthsOf(match);
        if (months is null && year is null)
        {
            return null;
        }

        rest = text.Remove(match.Index, match.Length);
        var (from, to) = months ?? (1, 12);
        return new MonthSpan(year, from, to);
    }

    public static MonthSpan? Find(string text) => Find(text, out _);

    // Whether both can be the same months: a year that is not written fits every year.
    public bool Fits(MonthSpan other) => From == other.From && To == other.To && (Year is null || other.Year is null || Year == other.Year);

    // From the beginning of the year until the end of the other.
    public bool IsUntil(MonthSpan period) => From == 1 && To == period.To && (Year is null || period.Year is null || Year == period.Year);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Year is { } year ? year + "年" : "")}{(From == 1 && To == 12 ? "" : IsOneMonth ? From + "月" : $"{From}-{To}月")}");

    private static (int From, int To)? MonthsOf(Match match)
    {
        if (match.Groups["named"].Success)
        {
            return Named[match.Groups["named"].Value];
        }

        if (!match.Groups["from"].Success)
        {
            return null;
        }

        var from = int.Parse(match.Groups["from"].ValueSpan, CultureInfo.InvariantCulture);
        var to = match.Groups["to"].Success ? int.Parse(match.Groups["to"].ValueSpan, CultureInfo.InvariantCulture) : from;
        return from is >= 1 and <= 12 && to >= from && to <= 12 ? (from, to) : null;
    }

    [GeneratedRegex(
        @"(?<!\d)(?:(?<year>(?:19|20)\d\d)(?:年度?|[-./](?=\d{1,2}(?!\d)))?)?(?:(?<from>\d{1,2})月?(?:[-–—~至到](?:(?:19|20)\d\d年)?(?<to>\d{1,2}))?月份?|第?(?<named>[1-4一二三四]季度|上半年|下半年|全年|前三季度))|(?<!\d)(?<year>(?:19|20)\d\d)(?:年度?|[-./](?<from>\d{1,2})(?!\d))?(?!\d)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
