using System.Collections.Frozen;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Search;

// Places in texts: 杭州 in a title belongs to 浙江. Provinces and cities are known by their whole and their short name, counties
// by their whole name only, and only where no two places share it: a wrong place is worse than none.
internal sealed class SearchRegions
{
    private const int ShortMin = 2;

    // Short names that are words of another meaning.
    private static readonly FrozenSet<string> NotShort = new[] { "白银", "日照", "阿里", "海东" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NoNames =
        new[] { "市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划" }.ToFrozenSet(StringComparer.Ordinal);

    // Longest first, so that 自治区 goes before 区.
    private static readonly string[] Endings =
        ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "地区", "盟", "省", "市"];

    private readonly Dictionary<string, List<Division>> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Division>>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly FrozenDictionary<string, Division> _byCode;
    private readonly FrozenSet<char> _beginnings;
    private readonly int _longest;

    public SearchRegions(IDivisions divisions)
    {
        _byCode = divisions.All.ToFrozenDictionary(d => d.Code, StringComparer.Ordinal);
        foreach (var division in divisions.All.Where(d => !NoNames.Contains(d.Name)))
        {
            foreach (var name in NamesOf(division))
            {
                if (!_named.TryGetValue(name, out var known))
                {
                    _named[name] = known = [];
                }

                known.Add(division);
            }
        }

        foreach (var name in _named.Where(n => n.Value.Count > 1 && n.Value.TrueForAll(d => d.Level is DivisionLevel.County)).Select(n => n.Key).ToList())
        {
            _named.Remove(name);
        }

        _bySpan = _named.GetAlternateLookup<ReadOnlySpan<char>>();
        _beginnings = _named.Keys.Select(n => n[0]).ToFrozenSet();
        _longest = _named.Count == 0 ? 0 : _named.Keys.Max(n => n.Length);
    }

    // Names with the codes that they may mean, for reading what people type.
    public IEnumerable<(string Name, IReadOnlyList<string> Codes)> Names =>
        _named.Select(n => (n.Key, (IReadOnlyList<string>)[.. n.Value.Select(d => d.Code)]));

    // Codes of the places in a text, and of what they belong to. Expects search form.
    public IEnumerable<string> WithParents(string text) =>
        In(text).SelectMany(p => p.Divisions).SelectMany(Up).Distinct(StringComparer.Ordinal);

    // The places in a text that lie in a place, itself included: what there is to be shown when 浙江 found 杭州.
    public IEnumerable<(int Start, int Length)> Within(string text, string code) =>
        In(text).Where(p => p.Divisions.SelectMany(Up).Contains(code)).Select(p => (p.Start, p.Length));

    private IEnumerable<(int Start, int Length, IReadOnlyList<Division> Divisions)> In(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (_beginnings.Contains(text[at]) && LongestAt(text, at) is { } found)
            {
                yield return (at, found.Length, found.Divisions);
                at += found.Length - 1;
            }
        }
    }

    private (int Length, IReadOnlyList<Division> Divisions)? LongestAt(string text, int at)
    {
        for (var length = Math.Min(_longest, text.Length - at); length >= ShortMin; length--)
        {
            if (_bySpan.TryGetValue(text.AsSpan(at, length), out var divisions))
            {
                return (length, divisions);
            }
        }

        return null;
    }

    private IEnumerable<string> Up(Division division)
    {
        for (var at = division; at is not null; at = at.Parent is { } parent ? _byCode.GetValueOrDefault(parent) : null)
        {
            yield return at.Code;
        }
    }

    private static IEnumerable<string> NamesOf(Division division)
    {
        var name = NormalForm.ForSearch(division.Name);
        yield return name;
        if (division.Level is DivisionLevel.County)
        {
            yield break;
        }

        var ending = Array.Find(Endings, e => name.EndsWith(e, StringComparison.Ordinal));
        if (ending is not null && name.Length - ending.Length >= ShortMin && !NotShort.Contains(name[..^ending.Length]))
        {
            yield return name[..^ending.Length];
        }
    }
}
