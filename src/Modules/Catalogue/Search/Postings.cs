namespace Gongxin.Catalogue.Search;

// The documents in which a term stands, in the order of their numbers: number and fields in one word each. Only grows; what
// was taken out of the index is passed over by the reader.
internal sealed class Postings
{
    public const int FieldBits = 8;
    public const int NumberMax = (1 << (32 - FieldBits)) - 1;

    private uint[] _items = new uint[1];

    public int Count { get; private set; }

    public ReadOnlySpan<uint> Items => _items.AsSpan(0, Count);

    public void Add(int number, SearchFields fields)
    {
        if (Count == _items.Length)
        {
            // Half as much again: most lists are short, and a few hold every document.
            Array.Resize(ref _items, Count + Math.Max(2, Count / 2));
        }

        _items[Count++] = Pack(number, (int)fields);
    }

    public static Postings Of(uint[] items) => new() { _items = items, Count = items.Length };

    public static uint Pack(int number, int fields) => ((uint)number << FieldBits) | (uint)fields;

    public static int NumberOf(uint item) => (int)(item >> FieldBits);

    public static int FieldsOf(uint item) => (int)(item & ((1 << FieldBits) - 1));
}
