using System.Buffers;

namespace Gongxin.Catalogue.Search;

// Documents that were found, in the order of their numbers, with fields and score. The arrays are borrowed: a question over
// a large catalogue would otherwise leave megabytes for the collector.
internal sealed class Hits : IDisposable
{
    private uint[] _items;
    private float[] _scores;

    public Hits(int capacity)
    {
        _items = ArrayPool<uint>.Shared.Rent(Math.Max(1, capacity));
        _scores = ArrayPool<float>.Shared.Rent(Math.Max(1, capacity));
    }

    public int Count { get; private set; }

    public int Number(int at) => Postings.NumberOf(_items[at]);

    public int Fields(int at) => Postings.FieldsOf(_items[at]);

    public ref float Score(int at) => ref _scores[at];

    // Negative when it is not among them.
    public int IndexOf(int number)
    {
        var found = _items.AsSpan(0, Count).BinarySearch(Postings.Pack(number, 0));
        var at = found < 0 ? ~found : found;
        return at < Count && Number(at) == number ? at : -1;
    }

    public void Add(int number, int fields, float score)
    {
        _items[Count] = Postings.Pack(number, fields);
        _scores[Count++] = score;
    }

    // Keeps what is in both: fields that both have, scores together. With `sameField`, a document without a common field goes.
    public void Keep(Hits other, bool sameField)
    {
        var kept = 0;
        for (int i = 0, j = 0; i < Count && j < other.Count;)
        {
            var (mine, theirs) = (Number(i), other.Number(j));
            if (mine < theirs)
            {
                i++;
            }
            else if (mine > theirs)
            {
                j++;
            }
            else
            {
                var fields = sameField ? Fields(i) & other.Fields(j) : Fields(i) | other.Fields(j);
                if (fields != 0)
                {
                    _items[kept] = Postings.Pack(mine, fields);
                    _scores[kept++] = _scores[i] + other._scores[j];
                }

                i++;
                j++;
            }
        }

        Count = kept;
    }

    // The same with a list of postings, which may be much longer: then it is searched, not walked.
    public void Keep(ReadOnlySpan<uint> postings)
    {
        const int MuchLonger = 16;
        var kept = 0;
        var from = 0;
        var walks = postings.Length / MuchLonger < Count;
        for (var i = 0; i < Count && from < postings.Length; i++)
        {
            var number = Number(i);
            if (walks)
            {
                while (from < postings.Length && Postings.NumberOf(postings[from]) < number)
                {
                    from++;
                }
            }
            else
            {
                var found = postings[from..].BinarySearch(Postings.Pack(number, 0));
                from += found < 0 ? ~found : found;
            }

            if (from < postings.Length && Postings.NumberOf(postings[from]) == number && (Fields(i) & Postings.FieldsOf(postings[from])) is var fields and not 0)
            {
                _items[kept] = Postings.Pack(number, fields);
                _scores[kept++] = _scores[i];
            }
        }

        Count = kept;
    }

    // What is in either; the better score, or both together.
    public static Hits Either(Hits first, Hits second, bool together)
    {
        var all = new Hits(first.Count + second.Count);
        int i = 0, j = 0;
        while (i < first.Count || j < second.Count)
        {
            var mine = i < first.Count ? first.Number(i) : int.MaxValue;
            var theirs = j < second.Count ? second.Number(j) : int.MaxValue;
            if (mine < theirs)
            {
                all.Add(mine, first.Fields(i), first._scores[i++]);
            }
            else if (mine > theirs)
            {
                all.Add(theirs, second.Fields(j), second._scores[j++]);
            }
            else
            {
                all.Add(mine, first.Fields(i) | second.Fields(j), together ? first._scores[i] + second._scores[j] : Math.Max(first._scores[i], second._scores[j]));
                i++;
                j++;
            }
        }

        first.Dispose();
        second.Dispose();
        return all;
    }

    public void KeepScored(float least)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (_scores[i] >= least)
            {
                _items[kept] = _items[i];
                _scores[kept++] = _scores[i];
            }
        }

        Count = kept;
    }

    public void Dispose()
    {
        ArrayPool<uint>.Shared.Return(_items);
        ArrayPool<float>.Shared.Return(_scores);
        (_items, _scores, Count) = ([], [], 0);
    }
}
