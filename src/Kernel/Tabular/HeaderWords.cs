using System.Text.RegularExpressions;

namespace Gongxin.Kernel.Tabular;

/// <summary>What the name of a column says about its values, in Chinese and English.</summary>
internal static partial class HeaderWords
{
    /// <summary>The values are names written in digits: they are not added up, and a zero in front belongs to them.</summary>
    public static bool IsCode(string name) => CodeHan().IsMatch(name) || CodeLatin().IsMatch(Words(name));

    /// <summary>As <see cref="IsCode"/>, or an "id", which may be a code or a plain count.</summary>
    public static bool IsCodeOrId(string name) => IsCode(name) || Id().IsMatch(Words(name));

    /// <summary>The values are days, months or times.</summary>
    public static bool SpeaksOfTime(string name) => TimeHan().IsMatch(name) || TimeLatin().IsMatch(Words(name));

    // userId, user_id and "User ID" all become "user id".
    private static string Words(string name) => Humps().Replace(name, " ").Replace('_', ' ').Replace('-', ' ');

    [GeneratedRegex("代码|代号|编码|编号|号码|证号|证件号|电话|手机|传真|邮编|邮政|区划|条码|工号|学号|卡号|账号|帐号|户号|税号|文号|批号|型号|单号|货号|备案号|许可证|流水号", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeHan();

    [GeneratedRegex(@"code|\bzip|postal|\bphone|telephone|\btel\b|\bfax\b|\bmobile|barcode|\bisbn\b|\bsku\b|\bserial|\buscc\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeLatin();

    [GeneratedRegex(@"\bids?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("日期|时间|年月|月份|月度|日$|年度|期$|报告期|统计期|数据期", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TimeHan();

    [GeneratedRegex(@"\bdate|\btime|\bdays?\b|\bmonth|\bperiod|\bym\b|\bdt\b|yyyymm", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TimeLatin();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Humps();
}
