using System.Globalization;
using Gongxin.Contracts.Credit;

namespace Gongxin.Host.Demo.Generating;

// Records of the other classes as files: a few hundred of each about generated firms, decided by bodies that do not exist. Some are over, some
// are shared only, and some are kept with consent only, so that every state can be seen.
internal static class GeneratedClasses
{
    private const int DaysBack = 700;
    private const int BodyNumber = 91_000_000;

    private static readonly Dictionary<RecordKind, Form> Forms = new()
    {
        [RecordKind.Abnormal] = new("YC_WSH,YC_LRYY,YC_LRRQ,YC_YCRQ,YC_YCYY,YC_YCJG,YC_JG,YC_JGDM,YC_LYDW,YC_LYDWDM", "YC", 0, "虚州市市场监督管理局", Abnormal),
        [RecordKind.Enforcement] = new("ZX_AH,ZX_LX,ZX_SX,ZX_YJWH,ZX_YW,ZX_JE,ZX_LYQK,ZX_SXQX,ZX_LARQ,ZX_FBQX,ZX_SCRQ,ZX_SCYY,ZX_JG,ZX_JGDM,ZX_LYDW,ZX_LYDWDM", "ZX", 1, "虚州市人民法院", Enforcement),
        [RecordKind.Evaluation] = new("PJ_BH,PJ_LX,PJ_MC,PJ_DJ,PJ_BZ,PJ_RQ,PJ_YXQ,PJ_JG,PJ_JGDM,PJ_LYDW,PJ_LYDWDM", "PJ", 2, "虚州市税务局", Evaluation),
        [RecordKind.Honour] = new("RY_WSH,RY_MC,RY_NR,RY_JB,RY_YJ,RY_RQ,RY_YXQ,RY_JG,RY_JGDM,RY_LYDW,RY_LYDWDM", "RY", 3, "虚州市社会信用体系建设办公室", Honour),
        [RecordKind.Contract] = new("HT_BH,HT_MC,HT_LX,HT_JE,HT_QDRQ,HT_LYQX,HT_LYZT,HT_WYQK,HT_WYYJ,HT_JG,HT_JGDM,HT_LYDW,HT_LYDWDM", "HT", 4, "虚州市政府采购中心", Contract),
        [RecordKind.AnnualReport] = new("NB_ND,NB_ZT,NB_GSRQ,NB_TZ,NB_RJ,NB_SJ,NB_BG,NB_CYRS,NB_CYRS_GS,NB_ZCZE,NB_ZCZE_GS,NB_YYZSR,NB_YYZSR_GS,NB_JG,NB_JGDM,NB_LYDW,NB_LYDWDM", "NB", 0, "虚州市市场监督管理局", AnnualReport),
        [RecordKind.Voluntary] = new("ZY_BH,ZY_LX,ZY_BT,ZY_NR,ZY_CN,ZY_GK,ZY_RQ,ZY_YXQ,ZY_LYDW,ZY_LYDWDM", "ZY", 3, "虚州市社会信用体系建设办公室", Voluntary),
    };

    public static IReadOnlyList<RecordKind> Kinds { get; } = [.. Forms.Keys];

    public static async Task WriteAsync(TextWriter file, GeneratedPlan plan, RecordKind kind)
    {
        var form = Forms[kind];
        await file.WriteAsync($"{form.Prefix}_XDR_MC,{form.Prefix}_XDR_LB,{form.Prefix}_XDR_SHXYM,{form.Columns}\r\n");
        var code = GeneratedSubjects.Uscc("11", BodyNumber + form.Body);

        // Each record about another firm while there are enough, so that no natural key comes twice.
        for (var n = 0; n < Math.Min(plan.EachClass, plan.Subjects); n++)
        {
            var place = ((long)kind * 1_000_000) + n;
            var subject = (int)((n * 7919L) % plan.Subjects);
            var on = plan.Day.AddDays(-new Dice(place, 41).Below(DaysBack));
            var body = kind is RecordKind.Voluntary ? "" : $"{form.BodyName},{code},";
            await file.WriteAsync($"{GeneratedSubjects.NameOf(subject)},法人及非法人组织,{GeneratedSubjects.Uscc("91", subject)},{form.Fields(place, n, on, plan.Day)},{body}{form.BodyName},{code}\r\n");
        }
    }

    private static string Abnormal(long place, int n, DateOnly on, DateOnly today)
    {
        string[] reasons = ["未按规定期限公示年度报告", "未在责令期限内公示有关企业信息", "公示信息隐瞒真实情况、弄虚作假", "通过登记的住所或者经营场所无法联系"];
        var removed = new Dice(place, 42).Share < 0.35 ? Earlier(on.AddDays(30 + new Dice(place, 43).Below(300)), today) : (DateOnly?)null;
        return $"虚市监异列〔{on.Year}〕{n + 1}号,{new Dice(place, 44).Of(reasons)},{Day(on)},{Day(removed)},{(removed is null ? "," : "已补报并公示（演示）,虚州市市场监督管理局")}";
    }

    private static string Enforcement(long place, int n, DateOnly on, DateOnly today)
    {
        var isDishonest = new Dice(place, 45).Share < 0.6;
        var deleted = new Dice(place, 46).Share < 0.2 ? Earlier(on.AddDays(60), today) : (DateOnly?)null;
        var state = deleted is not null ? "全部履行" : new Dice(place, 47).Of<string>(["部分履行", "全部未履行"]);
        return $"（{on.Year}）虚9901执{n + 1}号,{(isDishonest ? "失信被执行人" : "被执行人")},买卖合同纠纷（演示）,（{on.Year - 1}）虚9901民初{n + 1}号,支付货款（演示）,{Wan(place)},{state},"
            + $"{(isDishonest ? "有履行能力而拒不履行生效法律文书确定义务" : "")},{Day(on)},{(isDishonest ? Day(on.AddYears(2)) : "")},{Day(deleted)},{(deleted is null ? "" : "已履行（演示）")}";
    }

    private static string Evaluation(long place, int n, DateOnly on, DateOnly today)
    {
        var (kind, grade) = (n % 3) switch
        {
            0 => ("纳税信用A级", "A"),
            1 => ("公共信用综合评价", new Dice(place, 48).Of<string>(["A", "B", "B", "C", "D"])),
            _ => ("行业信用评价", new Dice(place, 48).Of<string>(["A", "B", "C"])),
        };
        return $"虚评〔{on.Year}〕{n + 1}号,{kind},{on.Year - 1}年度{kind}（演示）,{grade},演示评价办法,{Day(on)},{Day(on.AddYears(1))}";
    }

    private static string Honour(long place, int n, DateOnly on, DateOnly today) =>
        $"虚信荣〔{on.Year}〕{n + 1}号,{new Dice(place, 49).Of<string>(["诚信示范企业（演示）", "守合同重信用企业（演示）", "质量奖（演示）"])},诚信经营（演示）,{new Dice(place, 50).Of<string>(["市级", "省级", "县级"])},演示评选办法,{Day(on)},{Day(on.AddYears(2))}";

    private static string Contract(long place, int n, DateOnly on, DateOnly today)
    {
        var state = new Dice(place, 51).Of<string>(["履行中", "履行中", "已履行", "违约", "已解除"]);
        var kind = new Dice(place, 52).Of<string>(["政府采购合同", "政府采购合同", "其他行政合同", "市场化合同"]);
        return $"虚采合〔{on.Year}〕{n + 1}号,{new Dice(place, 53).Of<string>(["办公设备采购（演示）", "物业服务（演示）", "信息系统运维（演示）"])},{kind},{Wan(place)},{Day(on)},{Day(on.AddYears(1))},{state},"
            + $"{(state == "违约" ? "未按期交付（演示）" : "")},{(state == "违约" ? "合同第十条（演示）" : "")}";
    }

    private static string AnnualReport(long place, int n, DateOnly on, DateOnly today)
    {
        // Within the window of this year or, before it opens, of the last one.
        var year = today.Year - 1;
        var published = Earlier(new DateOnly(year + 1, 1, 1).AddDays(new Dice(place, 54).Below(180)), today);
        return $"{year},{new Dice(place, 55).Of<string>(["开业", "开业", "开业", "歇业"])},{Day(published)},否,{Wan(place)},{Wan(place)},否,{5 + new Dice(place, 56).Below(300)}人,{Choice(place, 57)},{Wan(place)},{Choice(place, 58)},{Wan(place)},{Choice(place, 59)}";
    }

    private static string Voluntary(long place, int n, DateOnly on, DateOnly today)
    {
        var kind = new Dice(place, 60).Of<string>(["资质证照", "市场经营", "合同履约", "社会公益", "其他"]);
        var scope = new Dice(place, 61).Of<string>(["社会公开", "社会公开", "社会公开", "政务共享", "不公开"]);
        return $"虚愿〔{on.Year}〕{n + 1}号,{kind},{kind}情况（演示）,主体自述内容，由程序生成，不是真实情况,已承诺,{scope},{Day(on)},{Day(on.AddYears(3))}";
    }

    private static string Choice(long place, int question) => new Dice(place, question).Share < 0.4 ? "公示" : "不公示";

    private static string Wan(long place) => (1 + (new Dice(place, 62).Below(90_000) / 100.0)).ToString("0.00", CultureInfo.InvariantCulture);

    private static DateOnly Earlier(DateOnly day, DateOnly today) => day < today ? day : today;

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private sealed record Form(string Columns, string Prefix, int Body, string BodyName, Func<long, int, DateOnly, DateOnly, string> Fields);
}
