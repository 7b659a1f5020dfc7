using System.Collections.Frozen;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Search;

// What is known about words before anything is searched: where words end in Chinese, which words mean the same, which are
// places. Made anew when operators change the synonyms.
internal sealed class SearchWords
{
    private static readonly Lazy<IReadOnlyList<string>> Common = new(() => [.. Lines("words.txt").SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))]);

    private readonly FrozenDictionary<string, Meaning> _meanings;
    private readonly int _unitsMax;

    public SearchWords(IEnumerable<IReadOnlyList<string>> synonyms, SearchRegions regions)
    {
        var meanings = new Dictionary<string, Meaning>(StringComparer.Ordinal);
        foreach (var word in Common.Value)
        {
            At(meanings, SearchText.Units(word));
        }

        foreach (var group in synonyms)
        {
            var words = group.Select(w => (IReadOnlyList<Unit>)SearchText.Units(w)).Where(u => u.Count > 0).ToList();
            foreach (var word in words)
            {
                At(meanings, word).Same.AddRange(words.Where(other => !ReferenceEquals(other, word)));
            }
        }

        foreach (var (name, codes) in regions.Names)
        {
            At(meanings, SearchText.Units(name)).Regions.AddRange(codes);

            // As it is typed, and as it is written in English: Zhejiang.
            At(meanings, SearchText.Units(Pinyin.Full(name))).Regions.AddRange(codes);
        }

        _meanings = meanings.ToFrozenDictionary(StringComparer.Ordinal);
        _unitsMax = meanings.Values.Max(m => m.UnitCount);
    }

    // The longest known word that begins here.
    public (int Count, Meaning Meaning)? At(IReadOnlyList<Unit> units, int at)
    {
        for (var count = Math.Min(_unitsMax, units.Count - at); count > 0; count--)
        {
            if (_meanings.TryGetValue(SearchText.Key(units.Skip(at).Take(count)), out var meaning))
            {
                return (count, meaning);
            }
        }

        return null;
    }

    public static IEnumerable<string> Lines(string file)
    {
        var stream = typeof(SearchWords).Assembly.GetManifestResourceStream($"Gongxin.Catalogue.Search.{file}")
            ?? throw new InvalidDataException($"The file {file} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    private static Meaning At(Dictionary<string, Meaning> meanings, IReadOnlyList<Unit> units)
    {
        var key = SearchText.Key(units);
        if (!meanings.TryGetValue(key, out var meaning))
        {
            meanings[key] = meaning = new Meaning(units.Count);
        }

        return meaning;
    }

    internal sealed class Meaning(int unitCount)
    {
        public int UnitCount => unitCount;
        public List<IReadOnlyList<Unit>> Same { get; } = [];
        public List<string> Regions { get; } = [];
    }
}
