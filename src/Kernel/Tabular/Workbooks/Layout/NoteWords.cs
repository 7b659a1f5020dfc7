using System.Text.RegularExpressions;

namespace Gongxin.Kernel.Tabular.Workbooks.Layout;

/// <summary>Words by which lines around a table are known: units and authors above it, notes and signatures below, totals in it.</summary>
internal static partial class NoteWords
{
    private const int TotalBytesMax = 64;

    private static readonly byte[][] Totals =
    [
        "合计"u8.ToArray(), "总计"u8.ToArray(), "小计"u8.ToArray(), "共计"u8.ToArray(), "总合计"u8.ToArray(),
        "total"u8.ToArray(), "grandtotal"u8.ToArray(), "subtotal"u8.ToArray(), "sum"u8.ToArray(),
    ];

    /// <summary>"单位：万元", "制表单位：统计局", "（单位 万元）": belongs above a table.</summary>
    public static bool IsCaption(string text) => Caption().IsMatch(text);

    /// <summary>"注：…", "资料来源：…", "审核人：…": belongs below a table.</summary>
    public static bool IsFootnote(string text) => Footnote().IsMatch(text);

    /// <summary>Whether the first cell of a row says that the row adds up others: 合计, "合　计", Total.</summary>
    public static bool IsTotal(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is 0 or > TotalBytesMax || (cell[0] is not (>= 0xE5 and <= 0xE6) && (cell[0] | 0x20) is not ('t' or 'g' or 's')))
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[TotalBytesMax];
        var length = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i..] is [0xE3, 0x80, 0x80, ..] or [0xEF, 0xBC, 0x9A, ..])
            {
                // Ideographic space and colon.
                i += 2;
            }
            else if (cell[i] is not ((byte)' ' or (byte)':' or (byte)'\n' or (byte)'\t'))
            {
                plain[length++] = cell[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(cell[i] | 0x20) : cell[i];
            }
        }

        foreach (var total in Totals)
        {
            if (plain[..length].SequenceEqual(total))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(
        @"^[（(【]?\s*(计量单位|金额单位|数据单位|单位|制表|填报|编制|统计|填表|报送|公布|发布|日期|时间|截至|截止|数据来源|资料来源|来源|表号|文号|批准|备案|有效期|附件|附表|年度|地区|报告期|Units?|Source|Date)[^：:]{0,12}[：:]|^[（(]\s*单位",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Caption();

    [GeneratedRegex(
        @"^[（(【\[*]?\s*(注|备注|附注|注释|说明|资料来源|数据来源|来源|Notes?|Sources?|Remarks?)\s*[0-9０-９一二三四五六七八九十①-⑳]*\s*[】\])）]?\s*[：:.、．]|^[*＊※]\s*\S|^(填表人|制表人|填报人|审核人|复核人|负责人|单位负责人|统计负责人|审核|复核|制表|联系人|联系电话|报出日期|填表日期|制表日期|制表时间|填报日期|打印时间|导出时间)\s*[：:]",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Footnote();
}
