using System.Globalization;
using System.Text;

namespace Gongxin.Kernel.Text;

/// <summary>
/// The normal forms of text. What is stored and shown keeps its original form (facts are quoted unchanged); these are
/// for comparing, matching and searching.
/// </summary>
public static class NormalForm
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const char IdeographicSpace = '\u3000';
    private const int FullWidthShift = FullWidthFirst - '!';

    /// <summary>
    /// Full-width ASCII characters and the ideographic space in half width, nothing else: the form in which codes,
    /// numbers and dates are read. The same instance when nothing changes.
    /// </summary>
    public static string HalfWidth(string text) =>
        text.AsSpan().IndexOfAnyInRange(FullWidthFirst, FullWidthLast) < 0 && !text.Contains(IdeographicSpace, StringComparison.Ordinal)
            ? text
            : string.Create(text.Length, text, static (target, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                {
                    target[i] = HalfWidth(source[i]);
                }
            });

    /// <summary>One character in half width.</summary>
    public static char HalfWidth(char unit) => unit switch
    {
        >= FullWidthFirst and <= FullWidthLast => (char)(unit - FullWidthShift),
        IdeographicSpace => ' ',
        _ => unit,
    };

    /// <summary>
    /// Compatibility form (NFKC: ① is 1, ㎡ is m2, （ is a plain bracket) without invisible characters, with single blanks,
    /// trimmed. Halves of surrogate pairs become U+FFFD. The same instance when nothing changes.
    /// </summary>
    public static string Compatible(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        // Once more after the blanks are set: some characters decompose to a blank and a mark.
        return Visible(WellFormed(text).Normalize(NormalizationForm.FormKC)).Normalize(NormalizationForm.FormKC);
    }

    /// <summary>
    /// The form in which words are compared in search: compatibility form, lower case, Latin letters without marks,
    /// simplified characters. Applying it twice changes nothing more.
    /// </summary>
    public static string ForSearch(string text) =>
        SimplifiedForm.Of(WithoutLatinMarks(Compatible(text)).ToLowerInvariant());

    // Printable ASCII and common Chinese characters, single blanks inside: most names are in normal form already.
    private static bool IsPlain(string text)
    {
        var previous = ' ';
        foreach (var unit in text)
        {
            if (unit is not ((> ' ' and < '\u007F') or (>= '\u4E00' and <= '\u9FA5')) && (unit != ' ' || previous == ' '))
            {
                return false;
            }

            previous = unit;
        }

        return text.Length == 0 || previous != ' ';
    }

    private static string WellFormed(string text)
    {
        var whole = true;
        for (var i = 0; i < text.Length && whole; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else
            {
                // U+FFFE and U+FFFF are no characters; normalisation refuses them like halves of pairs.
                whole = !char.IsSurrogate(text[i]) && text[i] < '\uFFFE';
            }
        }

        if (whole)
        {
            return text;
        }

        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append(rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return mended.ToString();
    }

    private static string Visible(string text)
    {
        var kept = new StringBuilder(text.Length);
        var blank = false;
        foreach (var unit in text)
        {
            if (char.IsWhiteSpace(unit) || char.IsControl(unit))
            {
                blank = kept.Length > 0;
            }
            else if (char.GetUnicodeCategory(unit) is not UnicodeCategory.Format)
            {
                if (blank)
                {
                    kept.Append(' ');
                    blank = false;
                }

                kept.Append(unit);
            }
        }

        return kept.ToString();
    }

    private static string WithoutLatinMarks(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u00C0', '\u024F') < 0 && text.AsSpan().IndexOfAnyInRange('\u1E00', '\u1EFF') < 0)
        {
            return text;
        }

        var bare = new StringBuilder(text.Length);
        var afterLatin = false;
        foreach (var unit in text.Normalize(NormalizationForm.FormD))
        {
            if (unit is >= '\u0300' and <= '\u036F' && afterLatin)
            {
                continue;
            }

            afterLatin = char.IsAsciiLetter(unit);
            bare.Append(unit);
        }

        return bare.ToString().Normalize(NormalizationForm.FormC);
    }
}
