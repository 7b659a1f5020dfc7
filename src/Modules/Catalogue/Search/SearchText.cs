using System.Text;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Search;

// Cuts texts into units: a character of writing without blanks, or a word of letters and figures in its folded form. Terms of
// the index are made of neighbouring units; marked ones stand apart from what people write.
internal static class SearchText
{
    public const int InitialsLength = 4;

    private const char PinyinMark = '\u0001';
    private const char InitialsMark = '\u0002';
    private const char RegionMark = '\u0003';
    private const char NeighbourMark = '\u0004';

    public static string Pinyin(string syllables) => PinyinMark + syllables;

    public static string Initials(string letters) => InitialsMark + letters;

    public static string Region(string code) => RegionMark + code;

    public static bool IsMarked(string term) => term[0] <= NeighbourMark;

    public static List<Unit> Units(string text) => UnitsOf(NormalForm.ForSearch(text));

    // Expects search form.
    public static List<Unit> UnitsOf(string text)
    {
        var units = new List<Unit>(text.Length);
        foreach (var run in SearchTokens.Runs(text))
        {
            if (!run.IsUnspaced)
            {
                units.Add(new Unit(EnglishWord.Fold(run.Text), IsWord: true, IsRunEnd: true));
                continue;
            }

            foreach (var rune in run.Text.EnumerateRunes())
            {
                units.Add(new Unit(rune.ToString(), IsWord: false, IsRunEnd: false));
            }

            units[^1] = units[^1] with { IsRunEnd = true };
        }

        return units;
    }

    // The term of two neighbours. Characters of one run need no mark: their pair is a term anyway.
    public static string Pair(Unit first, Unit second) =>
        first.IsWord || first.IsRunEnd ? $"{NeighbourMark}{first.Text} {second.Text}" : first.Text + second.Text;

    public static bool HasChinese(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Scripts.IsHan(rune))
            {
                return true;
            }
        }

        return false;
    }

    public static string Key(IEnumerable<Unit> units) => string.Join(' ', units.Select(u => u.Text));
}

// IsRunEnd: no further character of the same run follows.
internal readonly record struct Unit(string Text, bool IsWord, bool IsRunEnd);
