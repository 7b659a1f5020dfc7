using Gongxin.Contracts.Credit;
using Gongxin.Credit.Records.Templates;
using Gongxin.Modules.Tests.Registry;

namespace Gongxin.Modules.Tests.Credit;

// One right row of each class, about legal subjects that do not exist (region 990100).
internal static class ClassRows
{
    public const string BodyName = "测试市某机关";

    private static readonly Dictionary<RecordKind, (string Field, string Value)[]> Own = new()
    {
        [RecordKind.Abnormal] = [("YC_WSH", "测异列〔2026〕1号"), ("YC_LRYY", "通过登记的住所或者经营场所无法联系"), ("YC_LRRQ", "2026-03-01")],
        [RecordKind.Enforcement] =
        [
            ("ZX_AH", "（2026）测0101执1号"), ("ZX_LX", "失信被执行人"), ("ZX_SX", "买卖合同纠纷"), ("ZX_JE", "12.5"), ("ZX_LYQK", "全部未履行"), ("ZX_LARQ", "2026-03-01"), ("ZX_FBQX", "2028-02-29"),
        ],
        [RecordKind.Evaluation] =
            [("PJ_BH", "测评〔2026〕1号"), ("PJ_LX", "纳税信用A级"), ("PJ_MC", "2025年度纳税信用"), ("PJ_DJ", "A"), ("PJ_BZ", "测试评价办法"), ("PJ_FZ", "97.31"), ("PJ_RQ", "2026-03-01"), ("PJ_YXQ", "2027-02-28")],
        [RecordKind.Honour] = [("RY_WSH", "测荣〔2026〕1号"), ("RY_MC", "诚信示范企业"), ("RY_JB", "市级"), ("RY_YJ", "测试评选办法"), ("RY_RQ", "2026-03-01")],
        [RecordKind.Contract] = [("HT_BH", "测采〔2026〕1号"), ("HT_MC", "办公设备采购"), ("HT_LX", "政府采购合同"), ("HT_JE", "100"), ("HT_QDRQ", "2026-03-01"), ("HT_LYZT", "履行中")],
        [RecordKind.AnnualReport] =
        [
            ("NB_ND", "2025"), ("NB_ZT", "开业"), ("NB_GSRQ", "2026-03-01"), ("NB_CYRS", "52人"), ("NB_CYRS_GS", "公示"), ("NB_LRZE", "-31.25"), ("NB_LRZE_GS", "不公示"),
        ],
        [RecordKind.Voluntary] =
            [("ZY_BH", "测愿〔2026〕1号"), ("ZY_LX", "社会公益"), ("ZY_BT", "捐建图书室"), ("ZY_NR", "捐建图书室一间"), ("ZY_CN", "已承诺"), ("ZY_GK", "社会公开"), ("ZY_RQ", "2026-03-01")],
    };

    public static IEnumerable<RecordKind> Kinds => Own.Keys;

    public static Dictionary<string, string> Row(RecordKind kind, int subject)
    {
        var parts = RecordTemplate.Of(kind).Parts;
        var row = new Dictionary<string, string>
        {
            [parts.Source] = BodyName,
            [parts.SourceCode] = Decisions.Authority,
        };
        row[parts.Authority] = BodyName;
        row[parts.AuthorityCode] = Decisions.Authority;
        row[parts.Name] = Decisions.NameOf(subject);
        row[parts.Category] = "法人及非法人组织";
        row[parts.Uscc] = Codes.Uscc(subject);
        foreach (var (field, value) in Own[kind])
        {
            row[field] = value;
        }

        return row;
    }
}
