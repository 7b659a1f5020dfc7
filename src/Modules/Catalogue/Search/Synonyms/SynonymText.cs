using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Search.Synonyms;

// How a list of synonyms is written: a group of words with the same meaning per line, commas between them, remarks after #.
internal static class SynonymText
{
    public const int GroupsMax = 2000;
    public const int WordsMax = 20;
    public const int WordLengthMax = 40;

    public static string BuiltIn { get; } = string.Join('\n', SearchWords.Lines("Synonyms.synonyms.txt"));

    // Everything that is wrong, line by line; groups only count when nothing is.
    public static (IReadOnlyList<IReadOnlyList<string>> Groups, IReadOnlyList<SynonymFinding> Findings) Read(string text)
    {
        var groups = new List<IReadOnlyList<string>>();
        var findings = new List<SynonymFinding>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string[] words = [.. NormalForm.HalfWidth(line.Split('#')[0]).Split([',', '、', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            if (words.Length == 0)
            {
                continue;
            }

            groups.Add(words);
            findings.AddRange(FindingsOf(number, words, known));
        }

        if (groups.Count > GroupsMax)
        {
            findings.Add(new SynonymFinding(number, SynonymFault.TooManyGroups, ""));
        }

        return (groups, findings);
    }

    private static IEnumerable<SynonymFinding> FindingsOf(int number, string[] words, Dictionary<string, int> known)
    {
        if (words.Length is 1 or > WordsMax)
        {
            yield return new SynonymFinding(number, words.Length == 1 ? SynonymFault.Alone : SynonymFault.TooManyWords, words[0]);
        }

        foreach (var word in words)
        {
            var key = SearchText.Key(SearchText.Units(word));
            if (key.Length == 0 || word.Length > WordLengthMax)
            {
                yield return new SynonymFinding(number, key.Length == 0 ? SynonymFault.NoWord : SynonymFault.TooLong, word);
            }
            else if (!known.TryAdd(key, number))
            {
                yield return new SynonymFinding(number, SynonymFault.Repeated, word);
            }
        }
    }
}

public enum SynonymFault
{
    Alone,
    TooManyWords,
    TooManyGroups,
    NoWord,
    TooLong,
    Repeated,
}

// One thing that is wrong with a list, and on which line.
public sealed record SynonymFinding(int Line, SynonymFault Fault, string Word);
