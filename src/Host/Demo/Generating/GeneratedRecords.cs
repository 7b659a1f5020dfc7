using System.Globalization;
using Gongxin.Contracts.Credit;

namespace Gongxin.Host.Demo.Generating;

// Licences and penalties as files, in the fields that platforms exchange. Few subjects have many and most have few; penalties are fewer, mostly
// small, and of the last four years, so that some are public, some are over and some were never shown.
internal static class GeneratedRecords
{
    public const string PenaltyHead = "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_NR_WFFF,CF_NR_ZKDX,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM";
    public const string LicenceHead = "XK_XDR_MC,XK_XDR_LB,XK_XDR_SHXYM,XK_XKWS,XK_WSH,XK_XKLB,XK_XKZS,XK_NR,XK_JDRQ,XK_YXQZ,XK_YXQZI,XK_XKJG,XK_XKJGDM,XK_ZT,XK_LYDW,XK_LYDWDM";

    private const int DaysBack = 1460;
    private const double LicencesShare = 0.7;
    private const int AuthorityNumber = 90_000_000;
    private const string LongTerm = "2099-12-31";

    private static readonly (string Name, string Short)[] Authorities =
    [
        ("虚州市市场监督管理局", "虚市监"), ("虚州市应急管理局", "虚应急"), ("虚州市生态环境局", "虚环"), ("虚州市住房和城乡建设局", "虚建"), ("虚州市交通运输局", "虚交"), ("虚州市卫生健康委员会", "虚卫"), ("虚州市消防救援局", "虚消"), ("样川市市场监督管理局", "样市监"),
        ("样川市行政审批局", "样审"), ("例河市市场监督管理局", "例市监"), ("例河市农业农村局", "例农"), ("拟山市市场监督管理局", "拟市监"),
    ];

    private static readonly (string Offence, string Basis)[] Offences =
    [
        ("未按规定公示年度报告", "《企业信息公示暂行条例》第十八条"), ("发布虚假广告", "《中华人民共和国广告法》第五十五条"), ("销售不合格产品", "《中华人民共和国产品质量法》第五十条"), ("未按规定明码标价", "《中华人民共和国价格法》第四十二条"),
        ("生产经营不符合食品安全标准的食品", "《中华人民共和国食品安全法》第一百二十四条"), ("未采取措施消除事故隐患", "《中华人民共和国安全生产法》第一百零二条"), ("消防设施未保持完好有效", "《中华人民共和国消防法》第六十条"), ("超标排放水污染物", "《中华人民共和国水污染防治法》第八十三条"),
        ("未取得施工许可证擅自施工", "《建设工程质量管理条例》第五十七条"), ("未按规定使用计量器具", "《中华人民共和国计量法实施细则》第四十六条"),
    ];

    private static readonly (string Kinds, double Below)[] Penalties = [("警告", 0.12), ("罚款", 0.80), ("警告；罚款", 0.92), ("没收违法所得；罚款", 0.97), ("吊销许可证件", 1.01)];

    private static readonly string[] Permits = ["食品经营", "公共场所卫生", "道路运输经营", "建筑业企业资质", "排污", "危险化学品经营", "医疗器械经营", "施工", "占道挖掘", "户外广告设置"];

    public static RecordKind KindOf(long number) => new Dice(number, 11).Share < LicencesShare ? RecordKind.Licence : RecordKind.Penalty;

    public static void Write(TextWriter file, GeneratedPlan plan, long number)
    {
        // The first have many and the last few.
        var subject = (int)(plan.Subjects * Math.Pow(new Dice(number, 12).Share, 1.5));
        var decided = plan.Day.AddDays(-new Dice(number, 13).Below(DaysBack));
        var authority = new Dice(number, 14).Below(Authorities.Length);
        var (name, mark) = Authorities[authority];
        var code = GeneratedSubjects.Uscc("11", AuthorityNumber + authority);
        file.Write($"{GeneratedSubjects.NameOf(subject)},法人及非法人组织,{GeneratedSubjects.Uscc("91", subject)},");
        if (KindOf(number) is RecordKind.Penalty)
        {
            WritePenalty(file, number, decided, mark);
        }
        else
        {
            WriteLicence(file, number, decided, mark);
        }

        file.Write($"{name},{code},{(KindOf(number) is RecordKind.Licence ? "1," : "")}{name},{code}\r\n");
    }

    private static void WritePenalty(TextWriter file, long number, DateOnly decided, string mark)
    {
        var (offence, basis) = new Dice(number, 15).Of(Offences);
        var share = new Dice(number, 16).Share;
        var kinds = Penalties.First(p => share < p.Below).Kinds;
        var fine = kinds.Contains("罚款", StringComparison.Ordinal) ? Wan(number, 17) : "";
        var confiscated = kinds.Contains("没收", StringComparison.Ordinal) ? Wan(number, 18) : "";
        var seized = kinds.Contains("吊销", StringComparison.Ordinal) ? "经营许可证" : "";
        file.Write($"{mark}罚〔{Year(decided)}〕{number}号,{offence},经查，当事人{offence}，事实清楚。,{basis},{kinds},{kinds}{(fine.Length > 0 ? fine + "万元" : "")},{fine},{confiscated},{seized},{Day(decided)},{LongTerm},");
    }

    private static void WriteLicence(TextWriter file, long number, DateOnly decided, string mark)
    {
        var permit = new Dice(number, 19).Of(Permits);
        var until = new Dice(number, 20).Share < 0.1 ? LongTerm : Day(decided.AddYears(1 + new Dice(number, 21).Below(5)));
        file.Write($"准予行政许可决定书,{mark}许〔{Year(decided)}〕{number}号,普通,{permit}许可证,准予{permit}许可,{Day(decided)},{Day(decided)},{until},");
    }

    // Most are small and few are large.
    private static string Wan(long number, int question) => Math.Max(0.05, Math.Round(0.2 * Math.Exp(6 * Math.Pow(new Dice(number, question).Share, 2)), 2)).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);
}
