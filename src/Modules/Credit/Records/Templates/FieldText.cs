using System.Globalization;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Templates;

// How cells of files of decisions are read: what counts as missing, how dates and amounts are written.
internal static class FieldText
{
    private static readonly string[] DateForms =
        ["yyyy-MM-dd", "yyyy-M-d", "yyyy/MM/dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy'年'M'月'd'日'"];

    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "-", "--", "—", "——", "/", "\\", "无", "暂无", "空", "null", "n/a", "#n/a", "00000000000000000X",
    };

    private static readonly string[] Endless = ["长期", "永久", "长期有效", "2099-12-31", "2099/12/31", "20991231", "9999-12-31"];

    /// <summary>The cell without blanks at its ends; null when it stands for a missing value.</summary>
    public static string? ValueOf(string cell)
    {
        var plain = cell.Trim().Trim('\u3000', '\u00A0', '\uFEFF');
        return Missing.Contains(NormalForm.HalfWidth(plain)) ? null : plain;
    }

    /// <summary>A day, or null with <paramref name="isEndless"/> for "without an end".</summary>
    public static bool TryDay(string text, out DateOnly? day, out bool isEndless)
    {
        var plain = NormalForm.HalfWidth(text).Trim();
        (day, isEndless) = (null, Endless.Contains(plain));
        if (isEndless)
        {
            return true;
        }

        // Databases write a day as its midnight; another time of day would be lost, so it is no day.
        var cut = plain.IndexOfAny([' ', 'T']);
        if (cut > 0 && plain.AsSpan(cut + 1).ContainsAnyExcept("0:."))
        {
            return false;
        }

        if (!DateOnly.TryParseExact(cut > 0 ? plain[..cut] : plain, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            return false;
        }

        day = read;
        return true;
    }

    /// <summary>Units of 10,000 yuan with up to six decimals, as whole fen: the sixth decimal is one fen.</summary>
    public static bool TryFen(string text, out long fen)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        fen = 0;
        if (!decimal.TryParse(NormalForm.HalfWidth(text).Trim(), Plain, CultureInfo.InvariantCulture, out var wan) || wan > long.MaxValue / 1_000_000)
        {
            return false;
        }

        var exact = wan * 1_000_000;
        fen = (long)exact;
        return fen == exact;
    }
}
