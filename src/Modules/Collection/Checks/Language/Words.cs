namespace Gongxin.Collection.Checks.Language;

// What the language can compute.
internal enum Function
{
    Sum,
    Average,
    Largest,
    Smallest,
    Median,
    Count,
    Total,
    Rows,
    Abs,
    Round,
    Ratio,
    OrZero,
    Missing,
    Present,
    Length,
    Previous,
    LastYear,
    YearOnYear,
    Change,
    PeerMedian,
    PeerScore,
    SeasonScore,
    UnitSlip,
}

// The words of the language, in Chinese and English; docs: /collection/checks.
internal static class Words
{
    // Longest first, since Chinese runs on without blanks.
    public static IReadOnlyList<(string Word, TokenKind Kind)> Keywords { get; } =
    [
        .. new (string, TokenKind)[]
        {
            ("如果", TokenKind.If), ("若", TokenKind.If), ("if", TokenKind.If),
            ("那么", TokenKind.Then), ("则", TokenKind.Then), ("then", TokenKind.Then),
            ("否则", TokenKind.Else), ("else", TokenKind.Else),
            ("并且", TokenKind.And), ("且", TokenKind.And), ("and", TokenKind.And),
            ("或者", TokenKind.Or), ("或", TokenKind.Or), ("or", TokenKind.Or),
            ("非", TokenKind.Not), ("not", TokenKind.Not),
            ("介于", TokenKind.Between), ("between", TokenKind.Between),
            ("与", TokenKind.With),
            ("不属于", TokenKind.NotAmong), ("属于", TokenKind.Among), ("in", TokenKind.Among),
            ("允差", TokenKind.Tolerance), ("within", TokenKind.Tolerance),
            ("至", TokenKind.Range),
        }.OrderByDescending(k => k.Item1.Length),
    ];

    public static IReadOnlyDictionary<string, Function> Functions { get; } = new Dictionary<string, Function>(StringComparer.OrdinalIgnoreCase)
    {
        ["sum"] = Function.Sum, ["求和"] = Function.Sum, ["合计"] = Function.Sum,
        ["average"] = Function.Average, ["平均"] = Function.Average,
        ["max"] = Function.Largest, ["最大"] = Function.Largest,
        ["min"] = Function.Smallest, ["最小"] = Function.Smallest,
        ["median"] = Function.Median, ["中位数"] = Function.Median,
        ["count"] = Function.Count, ["个数"] = Function.Count,
        ["total"] = Function.Total, ["列合计"] = Function.Total,
        ["rows"] = Function.Rows, ["行数"] = Function.Rows,
        ["abs"] = Function.Abs, ["绝对值"] = Function.Abs,
        ["round"] = Function.Round, ["四舍五入"] = Function.Round,
        ["ratio"] = Function.Ratio, ["比值"] = Function.Ratio,
        ["orzero"] = Function.OrZero, ["缺报按零"] = Function.OrZero,
        ["missing"] = Function.Missing, ["缺报"] = Function.Missing,
        ["present"] = Function.Present, ["已报"] = Function.Present,
        ["length"] = Function.Length, ["字数"] = Function.Length,
        ["previous"] = Function.Previous, ["上期"] = Function.Previous,
        ["lastyear"] = Function.LastYear, ["上年同期"] = Function.LastYear,
        ["yoy"] = Function.YearOnYear, ["同比"] = Function.YearOnYear,
        ["change"] = Function.Change, ["环比"] = Function.Change,
        ["peermedian"] = Function.PeerMedian, ["同行中位数"] = Function.PeerMedian,
        ["peerscore"] = Function.PeerScore, ["同行偏离"] = Function.PeerScore,
        ["seasonscore"] = Function.SeasonScore, ["季节偏离"] = Function.SeasonScore,
        ["unitslip"] = Function.UnitSlip, ["单位错位"] = Function.UnitSlip,
    };

    // How many arguments it takes.
    public static (int Min, int Max) Arguments(Function function) => function switch
    {
        Function.Sum or Function.Average or Function.Largest or Function.Smallest or Function.Median or Function.Count => (1, 200),
        Function.Rows => (0, 1),
        Function.Ratio => (2, 2),
        Function.Round or Function.Total => (1, 2),
        _ => (1, 1),
    };
}
