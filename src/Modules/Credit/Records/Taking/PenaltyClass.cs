using Gongxin.Credit.Publicity;

namespace Gongxin.Credit.Records.Taking;

// How grave a penalty is, and whether it lies in a field of safety, read from its kinds and its legal basis. What cannot be read from them
// (a very large fine; the simplified procedure) is not guessed: such a penalty counts as general.
internal static class PenaltyClass
{
    private static readonly string[] Minor = ["警告", "通报批评"];
    private static readonly string[] Serious = ["吊销", "限制开展生产经营", "责令关闭", "限制从业"];

    private static readonly string[] SafetyLaws =
        ["食品安全法", "药品管理法", "疫苗管理法", "特种设备安全法", "特种设备安全监察条例", "安全生产法", "安全生产许可证条例", "消防法"];

    public static Severity SeverityOf(string kinds)
    {
        var each = kinds.Split(['；', ';', '、', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return each.Any(k => Serious.Any(s => k.StartsWith(s, StringComparison.Ordinal))) ? Severity.Serious
            : each.Length > 0 && each.All(Minor.Contains) ? Severity.Minor
            : Severity.General;
    }

    public static bool IsSafetyField(string legalBasis) => SafetyLaws.Any(law => legalBasis.Contains(law, StringComparison.Ordinal));
}
