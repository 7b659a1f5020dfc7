using Gongxin.Kernel.Text;
using Gongxin.Registry.Names;

namespace Gongxin.Registry.Index;

// The keys under which a name is found in memory: a hash of 32 bits each, salted by what it is. Whatever they lead to is looked
// at again, so two texts of one hash cost time and nothing else.
internal static class NameKeys
{
    // What a key with one character left out is made of: more would cost memory, and cores are shorter.
    private const int NearMax = 8;
    private const int PrefixMax = 4;

    private enum Salt : uint
    {
        Whole = 0x811C9DC5,
        Near = 0x9E3779B9,
        Pair = 0x85EBCA6B,
        Typed = 0xC2B2AE35,
    }

    public static void AddAll(NameParts name, HashSet<uint> keys)
    {
        keys.Add(Whole(name.Normal));
        AddNear(name.Rest, keys);
        AddPairs(name.Rest, keys);
        AddTyped(name, keys);
    }

    public static uint Whole(string normal) => Hash(Salt.Whole, normal, -1);

    public static uint Near(string rest) => Hash(Salt.Near, rest, -1);

    // The core with its trade, and the same without any one of its first characters: two that differ by a character share one.
    public static void AddNear(string rest, HashSet<uint> keys)
    {
        keys.Add(Near(rest));
        for (var i = 0; i < Math.Min(rest.Length, NearMax) && rest.Length > 2; i++)
        {
            keys.Add(Hash(Salt.Near, rest, i));
        }
    }

    public static void AddPairs(ReadOnlySpan<char> rest, HashSet<uint> keys)
    {
        for (var i = 0; i + 1 < rest.Length; i++)
        {
            keys.Add(Hash(Salt.Pair, rest.Slice(i, 2), -1));
        }
    }

    public static uint Typed(string letters) => Hash(Salt.Typed, letters, -1);

    // Initials and syllables of the core's beginning, of core and trade, and of the whole name.
    private static void AddTyped(NameParts name, HashSet<uint> keys)
    {
        var syllables = Pinyin.Of(name.Rest).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var count = 2; count <= syllables.Length; count = count < PrefixMax || count == syllables.Length ? count + 1 : syllables.Length)
        {
            keys.Add(Typed(string.Concat(syllables.Take(count))));
            keys.Add(Typed(string.Concat(syllables.Take(count).Select(s => s[0]))));
        }

        keys.Add(Typed(Pinyin.Full(name.Normal)));
        keys.Add(Typed(Pinyin.Initials(name.Normal)));
    }

    private static uint Hash(Salt salt, ReadOnlySpan<char> text, int without)
    {
        var hash = (uint)salt;
        for (var i = 0; i < text.Length; i++)
        {
            if (i != without)
            {
                hash = (hash ^ text[i]) * 16777619;
                hash ^= hash >> 15;
            }
        }

        return hash;
    }
}
