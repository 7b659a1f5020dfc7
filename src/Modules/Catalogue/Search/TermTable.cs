namespace Gongxin.Catalogue.Search;

// All terms, found whole and by how they begin. New ones gather in a small unsorted part, which is merged into the sorted one
// when it has grown.
internal sealed class TermTable
{
    private const int FreshMax = 4096;

    private readonly Dictionary<string, Postings> _terms = new(StringComparer.Ordinal);
    private readonly List<string> _fresh = [];
    private string[] _sorted = [];

    public int Count => _terms.Count;

    public long PostingCount { get; private set; }

    public void Add(string term, int number, SearchFields fields)
    {
        if (!_terms.TryGetValue(term, out var postings))
        {
            _terms[term] = postings = new Postings();
            _fresh.Add(term);
        }

        postings.Add(number, fields);
        PostingCount++;
    }

    // Called by the writer, so that readers find little that is not sorted.
    public void Settle(bool whole)
    {
        if (_fresh.Count == 0 || (!whole && _fresh.Count <= FreshMax))
        {
            return;
        }

        _fresh.Sort(StringComparer.Ordinal);
        var merged = new string[_sorted.Length + _fresh.Count];
        for (int i = 0, old = 0, next = 0; i < merged.Length; i++)
        {
            merged[i] = next == _fresh.Count || (old < _sorted.Length && string.CompareOrdinal(_sorted[old], _fresh[next]) < 0)
                ? _sorted[old++]
                : _fresh[next++];
        }

        _sorted = merged;
        _fresh.Clear();
    }

    public Postings? Find(string term) => _terms.GetValueOrDefault(term);

    public IEnumerable<Postings> Beginning(string prefix)
    {
        for (var at = FirstFrom(prefix); at < _sorted.Length && _sorted[at].StartsWith(prefix, StringComparison.Ordinal); at++)
        {
            yield return _terms[_sorted[at]];
        }

        foreach (var term in _fresh)
        {
            if (term.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return _terms[term];
            }
        }
    }

    // Called by a reader: what is not sorted stays as it is, and is sorted by whoever reads the file.
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_terms.Count);
        foreach (var term in _sorted.Concat(_fresh))
        {
            writer.Write(term);
            IndexFile.Write(writer, _terms[term]);
        }
    }

    public static TermTable Read(BinaryReader reader)
    {
        var table = new TermTable { _sorted = new string[reader.Read7BitEncodedInt()] };
        table._terms.EnsureCapacity(table._sorted.Length);
        for (var i = 0; i < table._sorted.Length; i++)
        {
            var term = table._sorted[i] = reader.ReadString();
            var postings = table._terms[term] = IndexFile.ReadPostings(reader);
            table.PostingCount += postings.Count;
        }

        Array.Sort(table._sorted, StringComparer.Ordinal);
        return table;
    }

    private int FirstFrom(string prefix)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(_sorted[middle], prefix) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
