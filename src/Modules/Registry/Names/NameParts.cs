using System.Text;
using Gongxin.Kernel.Text;

namespace Gongxin.Registry.Names;

// A name taken apart: 浙江省杭州市 + 拓搏 + 科技 + 有限公司. Regions may stand in brackets in the middle, and may be written with or
// without 省, 市 and the regions around them; the deepest one counts.
//
// Rest: core and trade together. TradeAt: where in Rest the trade begins. Branch: what stands behind 公司 (宁波分公司).
internal sealed record NameParts(string Normal, string[] Regions, string Rest, int TradeAt, LegalForm Form, string Branch)
{
    // Say something about the register or the owner, not about the name.
    private static readonly string[] Notes = ["个体工商户", "个体", "个人经营", "个人独资", "自然人独资", "法人独资", "一人有限责任公司", "已注销", "注销", "已吊销", "吊销"];
    private static readonly string[] BranchWords = ["分公司", "分店", "办事处", "营业部", "经营部", "分厂", "分行", "支行", "支公司", "营业所", "门店", "专卖店", "分部", "项目部", "营销部", "代表处", "分理处"];

    public ReadOnlySpan<char> Core => Rest.AsSpan(0, TradeAt);

    public ReadOnlySpan<char> Trade => Rest.AsSpan(TradeAt);

    public static NameParts Of(string name, RegionBook book) => OfFolded(NormalForm.ForSearch(name), book);

    // The text in search form, with its brackets.
    public static NameParts OfFolded(string folded, RegionBook book)
    {
        var text = new StringBuilder(folded.Length);
        var regions = TakeBrackets(folded, book, text);
        var plain = text.ToString();
        var branch = "";
        if (BranchAt(plain) is > 0 and var at)
        {
            branch = BranchOf(plain[at..], book);
            plain = plain[..at];
        }

        var (suffix, form) = LegalForms.AtEndOf(plain);
        if (suffix > 0 && suffix < plain.Length)
        {
            plain = plain[..^suffix];
        }

        var (start, leading) = LeadingRegions(plain, book);
        var rest = plain[start..];
        return new NameParts(
            CompanyName.Normal(folded), leading.Length == 0 ? regions : Deepest(leading, regions), rest, TradeWords.StartIn(rest), form, branch);
    }

    // Letters and digits outside brackets go on; a bracket that is all region is taken out, a note is left away.
    private static string[] TakeBrackets(string folded, RegionBook book, StringBuilder text)
    {
        string[] regions = [];
        for (var i = 0; i < folded.Length; i++)
        {
            if (folded[i] is '(' or '[' or '【' or '〔' && folded.AsSpan(i + 1).IndexOfAny(")]】〕") is > 0 and var length)
            {
                var inside = Letters(folded.AsSpan(i + 1, length));
                if (WholeRegion(inside, book) is { Length: > 0 } codes && text.Length > 0)
                {
                    regions = codes;
                }
                else if (!Notes.Contains(inside))
                {
                    text.Append(inside);
                }

                i += length + 1;
            }
            else if (char.IsLetterOrDigit(folded[i]) || char.IsSurrogate(folded[i]))
            {
                text.Append(folded[i]);
            }
        }

        return regions;
    }

    private static string Letters(ReadOnlySpan<char> text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (char.IsLetterOrDigit(unit) || char.IsSurrogate(unit))
            {
                kept.Append(unit);
            }
        }

        return kept.ToString();
    }

    private static string[] WholeRegion(string text, RegionBook book)
    {
        string[] codes = [];
        for (var at = 0; at < text.Length;)
        {
            var place = book.At(text.AsSpan(at), codes);
            if (place.Length == 0)
            {
                return [];
            }

            (codes, at) = (place.Codes, at + place.Length);
        }

        return codes;
    }

    private static int BranchAt(string text)
    {
        var company = text.IndexOf("公司", StringComparison.Ordinal);
        return company > 0 && company + 2 < text.Length && Array.Exists(BranchWords, w => text.AsSpan(company + 2).EndsWith(w, StringComparison.Ordinal)) ? company + 2 : 0;
    }

    private static string BranchOf(string text, RegionBook book)
    {
        var (start, codes) = (0, Array.Empty<string>());
        for (var place = book.At(text, codes); place.Length > 0 && start + place.Length < text.Length; place = book.At(text.AsSpan(start), codes))
        {
            (start, codes) = (start + place.Length, place.Codes);
        }

        return $"{string.Join(' ', codes)}:{text[start..]}";
    }

    // A short word is a region only when a core of two characters stays: 三明治餐饮 is no firm of 三明, 长安汽车 none of 长安.
    private static (int Start, string[] Codes) LeadingRegions(string text, RegionBook book)
    {
        var (start, codes) = (0, Array.Empty<string>());
        while (true)
        {
            var place = book.At(text.AsSpan(start), codes);
            var rest = text.AsSpan(start + place.Length);
            if (place.Length == 0 || rest.Length == 0 || TradeWords.AreAll(rest) || (place.IsShort && TradeWords.StartIn(rest) < 2))
            {
                return (start, codes);
            }

            (start, codes) = (start + place.Length, place.Codes);
        }
    }

    private static string[] Deepest(string[] leading, string[] bracketed)
    {
        var inside = bracketed.Where(b => leading.Any(l => RegionBook.IsInside(b, l))).ToArray();
        return inside.Length > 0 ? inside : leading;
    }
}
