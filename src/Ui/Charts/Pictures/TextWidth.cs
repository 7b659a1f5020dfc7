using System.Text;

namespace Gongxin.Ui.Charts.Pictures;

// How wide a text is, near enough to lay out a drawing that nobody measures: Chinese is as wide as it is high, Latin about half.
internal static class TextWidth
{
    public static double Of(string text, double size) => text.EnumerateRunes().Sum(WidthOf) * size;

    // As much as fits, with an ellipsis for the rest.
    public static string Cut(string text, double size, double width)
    {
        if (Of(text, size) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        var used = size;
        foreach (var rune in text.EnumerateRunes())
        {
            used += WidthOf(rune) * size;
            if (used > width)
            {
                break;
            }

            kept.Append(rune);
        }

        return kept.Append('…').ToString();
    }

    // Breaks at spaces and between Chinese characters; what is still too long is broken anywhere.
    public static IReadOnlyList<string> Lines(string text, double size, double width, int linesMax)
    {
        var lines = new List<string>();
        var rest = text.Trim();
        while (rest.Length > 0 && lines.Count < linesMax - 1 && Of(rest, size) > width)
        {
            var end = BreakAt(rest, size, width);
            lines.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0)
        {
            lines.Add(Cut(rest, size, width));
        }

        return lines;
    }

    private static int BreakAt(string text, double size, double width)
    {
        var (used, at, last) = (0.0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += WidthOf(rune) * size;
            if (used > width)
            {
                break;
            }

            at += rune.Utf16SequenceLength;
            if (rune.Value is ' ' || IsWide(rune))
            {
                last = at;
            }
        }

        return last > 0 ? last : Math.Max(at, 1);
    }

    private static double WidthOf(Rune rune) => IsWide(rune) ? 1
        : rune.Value is 'i' or 'l' or 'j' or '.' or ',' or ' ' or ':' or '\'' or '|' ? 0.3
        : rune.Value is >= 'A' and <= 'Z' or 'm' or 'w' or '%' ? 0.72
        : 0.56;

    private static bool IsWide(Rune rune) => rune.Value is >= 0x1100 and (<= 0x115F or >= 0x2E80);
}
