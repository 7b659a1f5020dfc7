using System.Collections.Frozen;
using System.Text;

namespace Gongxin.Kernel.Text;

// Readings of characters in an array over the basic block, and the words that are read otherwise.
internal sealed class PinyinTable
{
    private const int First = 0x4E00;
    private const int Last = 0x9FFF;
    private const int WordMax = 5;
    private const int Zero = 0x3007;

    private static readonly Lazy<PinyinTable> Loaded = new(() => new PinyinTable());

    private readonly string?[] _readings = new string?[Last - First + 1];
    private readonly bool[] _beginsWord = new bool[Last - First + 1];
    private readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _words;

    private PinyinTable()
    {
        var words = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var inWords = false;
        foreach (var line in TextTable.Lines("pinyin.txt"))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank < 0)
            {
                inWords = true;
            }
            else if (inWords)
            {
                words[line[..blank]] = line[(blank + 1)..].Split(' ');
                _beginsWord[line[0] - First] = true;
            }
            else
            {
                AddReadings(line[..blank], line.AsSpan(blank + 1));
            }
        }

        Syllables = _readings.OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        Beginnings = Syllables.SelectMany(s => Enumerable.Range(1, s.Length - 1).Select(length => s[..length])).ToFrozenSet(StringComparer.Ordinal);
        _words = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static PinyinTable Shared => Loaded.Value;

    /// <summary>Every syllable that some character has.</summary>
    public IReadOnlySet<string> Syllables { get; }

    /// <summary>What a syllable can begin with, without the syllables that are whole.</summary>
    public IReadOnlySet<string> Beginnings { get; }

    public string? ReadingOf(Rune character) => character.Value switch
    {
        >= First and <= Last => _readings[character.Value - First],
        Zero => "ling",
        _ => null,
    };

    /// <summary>Syllables of the longest known word that begins here; null when there is none.</summary>
    public string[]? WordAt(string text, int at)
    {
        if (text[at] is < (char)First or > (char)Last || !_beginsWord[text[at] - First])
        {
            return null;
        }

        for (var length = Math.Min(WordMax, text.Length - at); length > 1; length--)
        {
            if (_words.TryGetValue(text.AsSpan(at, length), out var syllables))
            {
                return syllables;
            }
        }

        return null;
    }

    private void AddReadings(string syllable, ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            if (character is >= (char)First and <= (char)Last)
            {
                _readings[character - First] = syllable;
            }
        }
    }
}
