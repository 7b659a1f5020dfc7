using System.Globalization;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Registry;

namespace Gongxin.Modules.Tests.Credit;

// Tables of decisions as files, about legal subjects that do not exist (region 990100).
internal static class Decisions
{
    public static readonly string Authority = Codes.Uscc(900_001);
    public static readonly string OtherUnit = Codes.Uscc(900_002);

    public static string NameOf(int subject) => string.Create(CultureInfo.InvariantCulture, $"测试市第{subject}号示例有限公司");

    public static Dictionary<string, string> Penalty(int subject, string decidedOn, string number = "测市监罚〔2026〕1号") => new()
    {
        ["CF_XDR_MC"] = NameOf(subject),
        ["CF_XDR_LB"] = "法人及非法人组织",
        ["CF_XDR_SHXYM"] = Codes.Uscc(subject),
        ["CF_FRDB"] = "测试某",
        ["CF_WSH"] = number,
        ["CF_WFXW"] = "未按规定公示信息",
        ["CF_SY"] = "经查属实",
        ["CF_YJ"] = "《中华人民共和国示例法》第一条",
        ["CF_CFLB"] = "罚款",
        ["CF_NR"] = "罚款壹万元",
        ["CF_NR_FK"] = "1.000000",
        ["CF_JDRQ"] = decidedOn,
        ["CF_YXQ"] = "2099-12-31",
        ["CF_CFJG"] = "测试市市场监督管理局",
        ["CF_CFJGDM"] = Authority,
        ["CF_SJLY"] = "测试市市场监督管理局",
        ["CF_SJLYDM"] = Authority,
    };

    public static Dictionary<string, string> Licence(int subject, string decidedOn, string validUntil = "2030-01-01") => new()
    {
        ["行政相对人名称"] = NameOf(subject),
        ["行政相对人类别"] = "法人及非法人组织",
        ["统一社会信用代码"] = Codes.Uscc(subject),
        ["法定代表人"] = "测试某",
        ["行政许可决定文书名称"] = "准予行政许可决定书",
        ["行政许可决定文书号"] = "测许〔2026〕7号",
        ["许可类别"] = "普通",
        ["许可内容"] = "食品经营",
        ["许可决定日期"] = decidedOn,
        ["有效期自"] = decidedOn,
        ["有效期至"] = validUntil,
        ["许可机关"] = "测试市行政审批局",
        ["许可机关统一社会信用代码"] = OtherUnit,
        ["当前状态"] = "1",
        ["数据来源单位"] = "测试市行政审批局",
        ["数据来源单位统一社会信用代码"] = OtherUnit,
    };

    // An officer of that unit, who may do no more than this.
    public static Actor Officer(string uscc, params string[] permissions)
    {
        var may = permissions.ToHashSet(StringComparer.Ordinal);
        return new(ActorKind.Person, "person:officer", "officer", may) { Grants = [new(Roles.Officer, SubjectId.Of(IdentifierKind.Uscc, uscc).Value, null, may)] };
    }

    public static Dictionary<string, string> With(this Dictionary<string, string> row, string field, string value) => new(row) { [field] = value };

    public static string Csv(IEnumerable<Dictionary<string, string>> rows)
    {
        var list = rows.ToList();
        var columns = list.SelectMany(r => r.Keys).Distinct(StringComparer.Ordinal).ToList();
        return string.Join("\r\n", list.Select(r => string.Join(',', columns.Select(c => Quoted(r.GetValueOrDefault(c, ""))))).Prepend(string.Join(',', columns)));
    }

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
