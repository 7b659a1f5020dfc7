namespace Gongxin.Catalogue.Search;

// One property of all documents to narrow by: a small number per document, and what the numbers mean.
internal sealed class FacetColumn
{
    public const int None = 0;

    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _values = [""];
    private readonly List<int> _ofDocuments = [];

    public int ValueCount => _values.Count;

    public int this[int number] => _ofDocuments[number];

    public string Value(int code) => _values[code];

    public void Add(string? value) => _ofDocuments.Add(CodeFor(value));

    public void Set(int number, string? value) => _ofDocuments[number] = CodeFor(value);

    private int CodeFor(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return None;
        }

        if (!_codes.TryGetValue(value, out var code))
        {
            _codes[value] = code = _values.Count;
            _values.Add(value);
        }

        return code;
    }

    // Null when no document has it: then nothing is left.
    public int? CodeOf(string value) => _codes.TryGetValue(value, out var code) ? code : null;
}
