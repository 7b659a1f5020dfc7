using System.Collections.Frozen;
using System.Globalization;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Lists;

/// <summary>What being on a list means.</summary>
public enum ListKind
{
    /// <summary>严重失信主体名单</summary>
    Serious,

    /// <summary>守信激励名单</summary>
    Trust,

    /// <summary>异常名录</summary>
    Abnormal,

    /// <summary>重点关注名单</summary>
    Attention,
}

/// <summary>A list: only law, regulations and central policy documents may set one up, so one without a recorded basis takes nobody.</summary>
/// <param name="HearingDays">Working days in which the subject may be heard before the decision; 0 where no hearing is needed.</param>
internal sealed record CreditList(string Code, TwoTexts Name, ListKind Kind, TwoTexts Criteria, TwoTexts LegalBasis, string Certainty, int HearingDays)
{
    private static readonly FrozenDictionary<string, CreditList> ByCode;

    static CreditList()
    {
        All =
        [
            .. EmbeddedRow.All("Lists.credit-lists.csv").Select(r => new CreditList(
                r["code"], r.Both("name"), Enum.Parse<ListKind>(r["kind"], true), r.Both("criteria"), r.Both("legal_basis"), r["certainty"],
                int.Parse(r["hearing_days"], NumberStyles.None, CultureInfo.InvariantCulture))),
        ];
        ByCode = All.ToFrozenDictionary(l => l.Code, StringComparer.Ordinal);
    }

    public static IReadOnlyList<CreditList> All { get; }

    public bool HasBasis => LegalBasis.Zh.Length > 0;

    public static CreditList Of(string code) => ByCode.TryGetValue(code, out var list) ? list : throw ListRefusals.ListNotFound();
}
