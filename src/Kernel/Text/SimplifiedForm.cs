using System.Collections.Frozen;
using System.Text;

namespace Gongxin.Kernel.Text;

/// <summary>
/// Folds traditional and variant characters to their simplified form, one by one. It serves search and matching, where
/// 乾 and 干 may fall together; it is not a translation and never changes what is stored or shown.
/// </summary>
public static class SimplifiedForm
{
    // Stands in the table of the basic plane for a form outside it; not a character.
    private const char Rare = '\uFFFF';

    private static readonly Lazy<Table> Forms = new(Table.Load);

    /// <summary>The folded text; the same instance when nothing changes.</summary>
    public static string Of(string text)
    {
        var forms = Forms.Value;
        var first = forms.FirstChange(text);
        if (first < 0)
        {
            return text;
        }

        var folded = new StringBuilder(text.Length + 4).Append(text, 0, first);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            folded.Append(units[..forms.Of(rune).EncodeToUtf16(units)]);
        }

        return folded.ToString();
    }

    /// <summary>The simplified form of one character; the character itself when it has none.</summary>
    public static Rune Of(Rune rune) => Forms.Value.Of(rune);

    private sealed class Table(char[] basic, FrozenDictionary<int, Rune> rare)
    {
        public static Table Load()
        {
            var basic = new char[char.MaxValue + 1];
            var rare = new Dictionary<int, Rune>();
            foreach (var line in TextTable.Lines("simplified.txt"))
            {
                using var runes = line.EnumerateRunes().GetEnumerator();
                while (runes.MoveNext())
                {
                    var from = runes.Current;
                    runes.MoveNext();
                    if (from.IsBmp)
                    {
                        basic[from.Value] = runes.Current.IsBmp ? (char)runes.Current.Value : Rare;
                    }

                    if (!from.IsBmp || !runes.Current.IsBmp)
                    {
                        rare[from.Value] = runes.Current;
                    }
                }
            }

            return new Table(basic, rare.ToFrozenDictionary());
        }

        // A surrogate counts as a possible change: extension characters are seldom enough to be looked at twice.
        public int FirstChange(string text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] >= '\u3400' && (basic[text[i]] != 0 || char.IsHighSurrogate(text[i])))
                {
                    return i;
                }
            }

            return -1;
        }

        public Rune Of(Rune rune) =>
            rune.IsBmp && basic[rune.Value] is var form && form != Rare
                ? form == 0 ? rune : new Rune(form)
                : rare.GetValueOrDefault(rune.Value, rune);
    }
}
