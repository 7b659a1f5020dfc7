using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;

namespace Gongxin.Registry.Names;

// The divisions of China as they stand in names: whole (浙江省杭州市) and short (浙江杭州). A word may name several of them.
internal sealed class RegionBook
{
    private const int ShortMin = 2;

    // Longest first, so that 自治州 is not taken for 州.
    private static readonly string[] Suffixes = ["特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "省", "市", "县", "区", "旗", "盟"];

    private static readonly string[] Peoples =
    [
        "维吾尔", "布依族", "哈萨克", "柯尔克孜", "土家族", "朝鲜族", "景颇族", "傈僳族", "哈尼族", "达斡尔", "鄂温克", "鄂伦春", "仡佬族", "仫佬族",
        "毛南族", "东乡族", "撒拉族", "保安族", "裕固族", "拉祜族", "布朗族", "普米族", "独龙族", "塔吉克", "锡伯", "满族", "回族", "壮族", "藏族", "羌族", "彝族",
        "苗族", "侗族", "瑶族", "白族", "傣族", "黎族", "水族", "畲族", "土族", "佤族", "怒族", "蒙古", "回", "各族",
    ];

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Place>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    // Which lengths there are among the words that begin with a character; none for most.
    private readonly ushort[] _lengths = new ushort[char.MaxValue + 1];

    public RegionBook(IDivisions divisions)
    {
        var words = new Dictionary<string, (List<string> Codes, bool IsShort)>(StringComparer.Ordinal);
        foreach (var division in divisions.All)
        {
            var name = NormalForm.ForSearch(division.Name);
            if (name is "市辖区" or "县" or "城区" or "郊区" || name.Contains("直辖", StringComparison.Ordinal))
            {
                continue;
            }

            Add(words, name, division.Code, isShort: false);
            foreach (var shorter in ShortOf(name).Where(s => s.Length >= ShortMin && s != name))
            {
                Add(words, shorter, division.Code, isShort: true);
            }
        }

        foreach (var (word, (codes, isShort)) in words)
        {
            _places[word] = new Place([.. codes], isShort);
            _lengths[word[0]] |= (ushort)(1 << Math.Min(word.Length, 15));
        }

        _bySpan = _places.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    // The longest place with which the text begins and that lies in one of the given regions (none: anywhere).
    public (int Length, string[] Codes, bool IsShort) At(ReadOnlySpan<char> text, string[] inside)
    {
        var lengths = text.Length == 0 ? 0 : _lengths[text[0]];
        for (var length = Math.Min(text.Length, 15); lengths != 0 && length >= ShortMin; length--)
        {
            if ((lengths & (1 << length)) != 0 && _bySpan.TryGetValue(text[..length], out var place))
            {
                var codes = inside.Length == 0 ? place.Codes : [.. place.Codes.Where(c => inside.Any(i => IsInside(c, i)))];
                if (codes.Length > 0)
                {
                    return (length, codes, place.IsShort);
                }
            }
        }

        return (0, [], false);
    }

    public static bool IsInside(string code, string region) =>
        code != region && code.StartsWith(Contracts.Registry.RegionLevels.PrefixOf(region), StringComparison.Ordinal);

    private static void Add(Dictionary<string, (List<string> Codes, bool IsShort)> words, string word, string code, bool isShort)
    {
        if (word.Length > 14)
        {
            return;
        }

        if (!words.TryGetValue(word, out var known))
        {
            words[word] = known = ([], isShort);
        }

        known.Codes.Add(code);
        words[word] = (known.Codes, known.IsShort && isShort);
    }

    private static IEnumerable<string> ShortOf(string name)
    {
        var suffix = Array.Find(Suffixes, s => name.EndsWith(s, StringComparison.Ordinal));
        if (suffix is null)
        {
            yield break;
        }

        var bare = name[..^suffix.Length];
        if (suffix.StartsWith("自治", StringComparison.Ordinal))
        {
            // 恩施土家族苗族自治州 is also 恩施 and 恩施州.
            for (var people = Array.Find(Peoples, p => bare.Length > p.Length + 1 && bare.EndsWith(p, StringComparison.Ordinal)); people is not null;
                 people = Array.Find(Peoples, p => bare.Length > p.Length + 1 && bare.EndsWith(p, StringComparison.Ordinal)))
            {
                bare = bare[..^people.Length];
            }

            yield return bare + suffix[2..];
        }

        yield return bare;
    }

    private sealed record Place(string[] Codes, bool IsShort);
}
