using System.Text;

namespace Gongxin.Kernel.Text;

/// <summary>
/// Readings of Chinese text in Hanyu Pinyin without tones, for search and for sorting. A character has its most common
/// reading unless it stands in a word that is known to be read otherwise (银行 is yin hang, 重庆 is chong qing). The
/// letter ü is written v, as on keyboards. A reading is a help to find things, never a statement about a name.
/// </summary>
public static class Pinyin
{
    /// <summary>Syllables and the words between them, with blanks: 上海 ABC 银行 is <c>shang hai abc yin hang</c>.</summary>
    public static string Of(string text) => string.Join(' ', Parts(text).Select(part => part.Text));

    /// <summary>The same without blanks, as it is typed: <c>shanghaiabcyinhang</c>.</summary>
    public static string Full(string text) => string.Concat(Parts(text).Select(part => part.Text));

    /// <summary>First letters of the syllables; words in Latin letters and figures stay whole: <c>shabcyh</c>.</summary>
    public static string Initials(string text) =>
        string.Concat(Parts(text).Select(part => part.IsSyllable ? part.Text[..1] : part.Text));

    /// <summary>The most common reading of one character; null when it has none.</summary>
    public static string? Of(Rune character) =>
        PinyinTable.Shared.ReadingOf(character) ?? PinyinTable.Shared.ReadingOf(SimplifiedForm.Of(character));

    // Syllables of Chinese characters, words of other letters and digits; everything else only separates.
    private static IEnumerable<(string Text, bool IsSyllable)> Parts(string text)
    {
        var plain = NormalForm.Compatible(text).ToLowerInvariant();
        var folded = SimplifiedForm.Of(plain);
        var word = new StringBuilder();

        // Folding keeps the number of units except for a few rare characters; then the folded text serves for both.
        var own = plain.Length == folded.Length ? plain : folded;
        for (var i = 0; i < folded.Length;)
        {
            if (PinyinTable.Shared.WordAt(folded, i) is { } syllables)
            {
                if (word.Length > 0)
                {
                    yield return (Take(word), false);
                }

                foreach (var syllable in syllables)
                {
                    yield return (syllable, true);
                }

                i += syllables.Length;
                continue;
            }

            Rune.DecodeFromUtf16(own.AsSpan(i), out var rune, out var used);
            var reading = Of(rune);
            if (word.Length > 0 && (reading is not null || !Rune.IsLetterOrDigit(rune)))
            {
                yield return (Take(word), false);
            }

            if (reading is not null)
            {
                yield return (reading, true);
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(own, i, used);
            }

            i += used;
        }

        if (word.Length > 0)
        {
            yield return (word.ToString(), false);
        }
    }

    private static string Take(StringBuilder word)
    {
        var taken = word.ToString();
        word.Clear();
        return taken;
    }
}
