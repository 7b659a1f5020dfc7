namespace Gongxin.Registry.Names;

// The legal form that stands at the end of a name.
internal enum LegalForm
{
    // None is written.
    None,

    // 有限公司, 有限责任公司
    Limited,

    // 股份有限公司, 股份公司
    Joint,

    // 公司: short for one of the two, or a firm under older law.
    Company,
    LimitedPartnership,
    GeneralPartnership,
    SpecialPartnership,

    // 合伙企业, without its kind
    Partnership,
    SoleInvestor,
    Cooperative,
}

internal static class LegalForms
{
    // Longest first. The normal form has made 有限责任公司 有限公司 already, except where a text is read as it stands.
    private static readonly (string Suffix, LegalForm Form)[] Suffixes =
    [
        ("股份有限责任公司", LegalForm.Joint), ("合伙企业特殊普通合伙", LegalForm.SpecialPartnership), ("合伙企业有限合伙", LegalForm.LimitedPartnership),
        ("合伙企业普通合伙", LegalForm.GeneralPartnership), ("股份有限公司", LegalForm.Joint), ("有限责任公司", LegalForm.Limited),
        ("农民专业合作社", LegalForm.Cooperative), ("有限合伙企业", LegalForm.LimitedPartnership), ("普通合伙企业", LegalForm.GeneralPartnership),
        ("特殊普通合伙", LegalForm.SpecialPartnership), ("个人独资企业", LegalForm.SoleInvestor), ("专业合作社", LegalForm.Cooperative), ("有限合伙", LegalForm.LimitedPartnership),
        ("普通合伙", LegalForm.GeneralPartnership), ("合伙企业", LegalForm.Partnership), ("股份公司", LegalForm.Joint), ("有限公司", LegalForm.Limited),
        ("合作社", LegalForm.Cooperative), ("公司", LegalForm.Company),
    ];

    public static (int Length, LegalForm Form) AtEndOf(ReadOnlySpan<char> text)
    {
        foreach (var (suffix, form) in Suffixes)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal))
            {
                return (suffix.Length, form);
            }
        }

        return (0, LegalForm.None);
    }

    // True when one may be the short way to write the other.
    public static bool IsShortOf(LegalForm one, LegalForm other) =>
        (one, other) is (LegalForm.Company, LegalForm.Limited) or (LegalForm.Limited, LegalForm.Company)
            or (LegalForm.Partnership, LegalForm.LimitedPartnership or LegalForm.GeneralPartnership)
            or (LegalForm.LimitedPartnership or LegalForm.GeneralPartnership, LegalForm.Partnership);
}
