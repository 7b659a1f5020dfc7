using System.Globalization;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identifiers;

namespace Gongxin.Host.Demo.Generating;

// Firms that do not exist: valid codes in a region that does not exist, names put together from parts under a city that does not exist. No
// names of persons.
internal static class GeneratedSubjects
{
    private const string CodeCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string OrganisationCharacters = "0123456789X";

    // A prime without a common divisor with the number of names, so that neighbours have unlike names and none comes twice.
    private const long Stride = 15_485_863;

    private static readonly string[] Cities = ["虚州市", "样川市", "例河市", "拟山市"];

    private static readonly string[] Syllables =
    [
        "安", "邦", "宝", "博", "昌", "晨", "诚", "创", "德", "鼎", "东", "丰", "枫", "福", "富", "冠", "广", "海", "浩", "恒", "弘", "华", "辉", "汇", "嘉", "江", "金", "锦", "京", "久",
        "凯", "康", "科", "坤", "朗", "乐", "力", "联", "林", "龙", "隆", "茂", "美", "明", "铭", "宁", "鹏", "普", "启", "千", "庆", "荣", "瑞", "润", "森", "盛", "世", "顺", "泰", "腾",
        "天", "同", "万", "旺", "伟", "文", "祥", "欣", "新", "信", "兴", "旭", "雅", "亿", "益", "银", "永", "宇", "远", "越", "云", "泽", "正", "志", "智", "中", "众", "卓",
    ];

    private static readonly string[] Trades =
    [
        "食品", "餐饮管理", "商贸", "科技", "建筑工程", "建材", "物流", "环保科技", "机械制造", "电子", "农业科技", "医药", "医疗器械", "化工", "装饰工程", "物业服务", "旅游", "文化传媒", "教育咨询", "汽车服务", "能源", "纺织", "家具", "信息技术",
    ];

    private static readonly string[] Forms = ["有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司"];

    private static readonly (SubjectState State, double Below)[] States =
    [
        (SubjectState.Active, 0.90), (SubjectState.Deregistered, 0.96), (SubjectState.Revoked, 0.985), (SubjectState.Suspended, 0.995), (SubjectState.InLiquidation, 1.01),
    ];

    private static long NamesMax => (long)Cities.Length * Syllables.Length * Syllables.Length * Syllables.Length * Trades.Length;

    public static IEnumerable<SubjectData> All(GeneratedPlan plan)
    {
        for (var n = 0; n < plan.Subjects; n++)
        {
            var state = new Dice(n, 1).Share;
            yield return new SubjectData
            {
                Uscc = Uscc("91", n),
                Name = NameOf(n),
                Kind = GeneratedPlan.Kind,
                State = States.First(s => state < s.Below).State,
                AsOf = plan.Day.AddDays(-new Dice(n, 2).Below(3650)),
                FormerNames = new Dice(n, 3).Share < 0.05 ? [NameOf(n + (NamesMax / 2))] : [],
            };
        }
    }

    public static string NameOf(long number)
    {
        var at = number * Stride % NamesMax;
        (at, var trade) = Math.DivRem(at, Trades.Length);
        (at, var third) = Math.DivRem(at, Syllables.Length);
        (at, var second) = Math.DivRem(at, Syllables.Length);
        var (city, first) = Math.DivRem(at, Syllables.Length);
        return $"{Cities[city]}{Syllables[first]}{Syllables[second]}{Syllables[third]}{Trades[trade]}{new Dice(number, 4).Of(Forms)}";
    }

    // A valid code: check characters are found by asking the rules.
    public static string Uscc(string kind, int number)
    {
        var body = number.ToString("D8", CultureInfo.InvariantCulture);
        var organisation = body + OrganisationCharacters.First(c => IdentifierRules.CheckOrganisationCode(body + c) is IdentifierCheck.Valid);
        var code = $"{kind}{IdentifierRules.DemonstrationRegion}{organisation}";
        return code + CodeCharacters.First(c => IdentifierRules.CheckUscc(code + c) is IdentifierCheck.Valid);
    }
}
