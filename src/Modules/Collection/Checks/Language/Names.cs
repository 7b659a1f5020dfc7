namespace Gongxin.Collection.Checks.Language;

// The names that an expression may use: those of sheets, rows and columns, found at any place of a text without blanks
// between words. The longest that fits is meant.
internal sealed class Names
{
    private readonly Dictionary<char, List<(string Folded, string Name)>> _byFirst = [];

    public Names(IEnumerable<string> names)
    {
        foreach (var name in names.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal))
        {
            var folded = Fold(name);
            if (!_byFirst.TryGetValue(folded[0], out var list))
            {
                _byFirst[folded[0]] = list = [];
            }

            list.Add((folded, name));
        }

        foreach (var list in _byFirst.Values)
        {
            list.Sort((a, b) => b.Folded.Length - a.Folded.Length);
        }
    }

    // Length of the longest name that begins there, 0 when none does.
    public (string Name, int Length) At(string folded, int at)
    {
        if (_byFirst.TryGetValue(folded[at], out var list))
        {
            foreach (var (text, name) in list)
            {
                if (string.CompareOrdinal(folded, at, text, 0, text.Length) == 0 && EndsHere(folded, at + text.Length))
                {
                    return (name, text.Length);
                }
            }
        }

        return ("", 0);
    }

    // The names that look most like a word that is none.
    public string? Nearest(string word)
    {
        var best = _byFirst.Values.SelectMany(l => l).Select(n => (n.Name, Distance: Distance(n.Folded, word))).OrderBy(n => n.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, word.Length / 2) ? best.Name : null;
    }

    // Full width to half width, one character for one, so that places stay.
    public static string Fold(string text) => string.Create(text.Length, text, (folded, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            folded[i] = from[i] switch
            {
                >= '！' and <= '～' => (char)(from[i] - 0xFEE0),
                '\u3000' or '\t' or '\n' or '\r' => ' ',
                '“' or '”' => '"',
                '【' => '[',
                '】' => ']',
                '−' => '-',
                var other => other,
            };
        }
    });

    // A name in Latin letters or digits ends where they end.
    private static bool EndsHere(string text, int end) =>
        end >= text.Length || !IsLatin(text[end]) || !IsLatin(text[end - 1]);

    public static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
