using Gongxin.Contracts.Registry;
using Gongxin.Registry.Names;

namespace Gongxin.Registry.Index;

// Names of subjects in memory, unchangeable: the texts one behind the other, and sorted keys that lead to them.
internal sealed class NameSegment(SubjectId[] subjects, char[] texts, int[] ends, uint[] keys, int[] entries)
{
    public int Count => subjects.Length;

    // Bytes that the arrays take.
    public long Bytes => (16L * subjects.Length) + (2L * texts.Length) + (4L * ends.Length) + (8L * keys.Length);

    public SubjectId SubjectOf(int entry) => subjects[entry];

    // In search form, with brackets.
    public string TextOf(int entry)
    {
        var start = entry == 0 ? 0 : ends[entry - 1];
        return new string(texts, start, ends[entry] - start);
    }

    // The names under a key, each at least once.
    public ReadOnlySpan<int> Under(uint key)
    {
        var (low, high) = (0, keys.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            (low, high) = keys[middle] < key ? (middle + 1, high) : (low, middle);
        }

        var end = low;
        while (end < keys.Length && keys[end] == key)
        {
            end++;
        }

        return entries.AsSpan(low, end - low);
    }
}

// Takes names one after the other and makes a segment of them.
internal sealed class SegmentBuilder(RegionBook regions)
{
    private readonly List<SubjectId> _subjects = [];
    private readonly List<char> _texts = [];
    private readonly List<int> _ends = [];
    private readonly List<uint> _keys = [];
    private readonly List<int> _entries = [];
    private readonly HashSet<uint> _keysOfName = [];

    public int Count => _subjects.Count;

    public void Add(SubjectId subject, string name)
    {
        var folded = Kernel.Text.NormalForm.ForSearch(name);
        _keysOfName.Clear();
        NameKeys.AddAll(NameParts.OfFolded(folded, regions), _keysOfName);
        foreach (var key in _keysOfName)
        {
            _keys.Add(key);
            _entries.Add(_subjects.Count);
        }

        _subjects.Add(subject);
        _texts.AddRange(folded);
        _ends.Add(_texts.Count);
    }

    public NameSegment Build()
    {
        var (keys, entries) = (_keys.ToArray(), _entries.ToArray());
        Array.Sort(keys, entries);
        return new NameSegment([.. _subjects], [.. _texts], [.. _ends], keys, entries);
    }
}
