namespace Gongxin.Modules.Tests.Registry;

// Pairs of names with the answer whether they name one subject. Made by rules from parts, with a fixed seed, and by hand; the cores
// are made up and name no real firm.
internal static class NamePairs
{
    private static readonly string[] Cores = ["拓搏", "云澈", "瑞沐", "星垣", "恒屿", "锦榕", "嘉汀", "沛霖", "启岚", "泽翊", "朗坤", "鼎曦", "禾芃", "弘笙", "卓珩", "润熠", "景骐", "凯睿邦", "海纳德", "天佑成"];
    private static readonly string[] Siblings = ["拓博", "云彻", "瑞木", "星园", "恒宇", "锦容", "嘉丁", "沛林", "启蓝", "泽毅", "朗昆", "鼎熙", "禾蓬", "弘声", "卓衡", "润逸", "景琪", "凯瑞邦", "海纳得", "天佑诚"];

    private static readonly (string Full, string Short)[] Regions =
    [
        ("浙江省杭州市", "杭州"), ("江苏省苏州市", "江苏苏州"), ("广东省深圳市", "深圳市"), ("四川省成都市", "四川成都"), ("山东省青岛市", "青岛"), ("湖北省武汉市", "武汉"),
        ("北京市", "北京"), ("上海市", "上海"), ("广西壮族自治区南宁市", "广西南宁"), ("浙江省义乌市", "义乌"),
    ];

    private static readonly string[] Trades = ["科技", "信息技术", "商贸", "建筑工程", "食品", "物流", "文化传媒", "医疗器械", "新材料", "餐饮管理"];

    private static readonly (string One, string Other, bool IsSame)[] ByHand =
    [
        ("杭州拓搏科技有限公司", "杭州拓博科技有限公司", false),
        ("杭州拓搏科技有限公司", "拓搏科技（杭州）有限公司", true),
        ("杭州拓搏科技有限公司", "拓搏（杭州）科技有限责任公司", true),
        ("拓搏（集团）有限公司", "拓搏集团有限责任公司", true),
        ("杭州拓搏科技有限公司", "杭州拓搏科技有限公司宁波分公司", false),
        ("杭州拓搏科技有限公司宁波分公司", "杭州拓搏科技有限公司宁波市分公司", true),
        ("杭州拓搏科技有限公司宁波分公司", "杭州拓搏科技有限公司温州分公司", false),
        ("杭州拓搏股权投资合伙企业（有限合伙）", "杭州拓搏股权投资合伙企业(有限合伙)", true),
        ("杭州拓搏股权投资合伙企业（有限合伙）", "杭州拓搏股权投资合伙企业（普通合伙）", false),
        ("杭州市余杭区云澈小吃店（个体工商户）", "余杭区云澈小吃店", true),
        ("杭州余杭云澈小吃店", "杭州市余杭区云澈小吃店", true),
        ("杭州云澈小吃店", "杭州云彻小吃店", false),
        ("恩施土家族苗族自治州禾芃茶业有限公司", "恩施州禾芃茶业有限公司", true),
        ("延边朝鲜族自治州禾芃食品有限公司", "延边禾芃食品有限公司", true),
        ("内蒙古自治区呼和浩特市禾芃乳业有限公司", "内蒙古呼和浩特禾芃乳业有限公司", true),
        ("吉林市禾芃食品有限公司", "吉林省吉林市禾芃食品有限公司", true),
        ("北京朝阳禾芃食品有限公司", "辽宁省朝阳市禾芃食品有限公司", false),
        ("南通鼎曦物流有限公司", "南京鼎曦物流有限公司", false),
        ("苏州启岚科技有限公司", "苏州启岚信息科技有限公司", false),
        ("苏州启岚贸易有限公司", "苏州启岚商贸有限公司", false),
        ("苏州启岚科技有限公司", "苏州启岚科技股份有限公司", false),
        ("苏州启岚科技股份公司", "江苏省苏州启岚科技股份有限公司", true),
        ("ＡＢＣ启岚（苏州）有限公司", "abc启岚(苏州)有限公司", true),
        ("苏州启岚第一建筑工程有限公司", "苏州启岚第二建筑工程有限公司", false),
        ("三明治餐饮管理有限公司", "三明市治餐饮管理有限公司", false),
        ("义乌市启岚玩具厂", "义乌启岚玩具厂", true),
        ("義烏市啟嵐玩具廠", "义乌市启岚玩具厂", true),
        ("禾芃县农民专业合作社", "禾芃县专业合作社", true),
        ("上海星垣科技有限公司", "上海星科垣技有限公司", false),
        ("深圳卓珩科技有限公司", "深圳珩卓科技有限公司", false),
    ];

    public static IEnumerable<(string One, string Other, bool IsSame)> All()
    {
        for (var i = 0; i < Cores.Length; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                var (full, shorter) = Regions[(i + (3 * j)) % Regions.Length];
                var (trade, other) = (Trades[((2 * i) + j) % Trades.Length], Trades[((2 * i) + j + 3) % Trades.Length]);
                var elsewhere = Regions[(i + (3 * j) + 1) % Regions.Length].Short;
                var name = $"{full}{Cores[i]}{trade}有限公司";
                yield return (name, $"{full}{Cores[i]}{trade}有限责任公司", true);
                yield return (name, $"{shorter}{Cores[i]}{trade}有限公司", true);
                yield return (name, $"{Cores[i]}{trade}（{shorter}）有限公司", true);
                yield return (name, $"{shorter} {Cores[i]}（{trade}） 有限责任公司", true);
                yield return (name, Traditional(name), true);
                yield return (name, $"{full}{Siblings[i]}{trade}有限公司", false);
                yield return (name, $"{shorter}{Siblings[i]}{trade}有限责任公司", false);
                yield return (name, $"{shorter}{Cores[i]}{other}有限公司", false);
                yield return (name, $"{elsewhere}{Cores[i]}{trade}有限公司", false);
                yield return (name, $"{shorter}{Cores[i]}{trade}有限公司{elsewhere}分公司", false);
            }
        }

        foreach (var pair in ByHand)
        {
            yield return pair;
        }
    }

    // The characters of these names that have a traditional form.
    private static string Traditional(string name)
    {
        const string Simplified = "云泽鼎锦汀启岚弘润骐凯纳诚江苏广东汉岛义乌宁壮区责贸筑传疗术医";
        const string Forms = "雲澤鼎錦汀啟嵐弘潤騏凱納誠江蘇廣東漢島義烏寧壯區責貿築傳療術醫";
        return string.Concat(name.Select(c => Simplified.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Forms[at] : c));
    }
}
