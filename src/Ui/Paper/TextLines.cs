using System.Text;
using SkiaSharp;

namespace Gongxin.Ui.Paper;

// Breaks a text into lines. Chinese breaks anywhere but before a closing and after an opening mark; other words break at their spaces,
// and inside only where a line holds nothing else.
internal static class TextLines
{
    private const string NeverFirst = "，。、；：！？）》〉」』】〕％…—·,.;:!?)]}%";
    private const string NeverLast = "（《〈「『【〔([{";

    // The first of the blocks of Chinese, Japanese and Korean characters.
    private const int FirstEastern = 0x2E80;

    public static List<string> Of(string text, SKFont font, float width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            Break(paragraph.TrimEnd('\r'), font, width, lines);
        }

        return lines;
    }

    private static void Break(string text, SKFont font, float width, List<string> lines)
    {
        var runes = text.EnumerateRunes().ToArray();
        var widths = font.GetGlyphWidths(text);
        var start = 0;
        while (start < runes.Length)
        {
            var (end, at) = (start, 0f);
            while (end < runes.Length && at + widths[end] <= width)
            {
                at += widths[end++];
            }

            end = end == runes.Length ? end : BreakBefore(runes, start, Math.Max(end, start + 1));
            lines.Add(string.Concat(runes[start..end]).Trim(' '));
            start = end;
        }

        if (runes.Length == 0)
        {
            lines.Add("");
        }
    }

    // The last place at or before this one where the line may end.
    private static int BreakBefore(Rune[] runes, int start, int end)
    {
        for (var place = end; place > start; place--)
        {
            if (MayBreak(runes[place - 1], runes[place]))
            {
                return place;
            }
        }

        return end;
    }

    private static bool MayBreak(Rune before, Rune after) =>
        Rune.IsWhiteSpace(before)
        || ((before.Value >= FirstEastern || after.Value >= FirstEastern) && !Is(NeverFirst, after) && !Is(NeverLast, before) && !Rune.IsWhiteSpace(after));

    private static bool Is(string marks, Rune rune) => rune.IsBmp && marks.Contains((char)rune.Value, StringComparison.Ordinal);
}
