using System.Globalization;
using System.Text.Json;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>
/// What one list of rows in a JSON text looks like, gathered over all its elements: objects with keys, GeoJSON features
/// (whose properties become columns), or arrays under a header.
/// </summary>
internal sealed class JsonLayout
{
    /// <summary>The <see cref="Ordinal"/> of a text that is itself the one row.</summary>
    public const int WholeText = -1;

    private readonly TabularLimits _limits;
    private readonly bool _isGeoJson;
    private long _objects;
    private long _arrays;
    private bool _hasFeatureId;
    private bool _hasGeometry;
    private List<string>? _header;
    private int _widthMin = int.MaxValue;
    private int _widthMax;

    public JsonLayout(string path, int ordinal, bool isGeoJson, TabularLimits limits)
    {
        Path = path;
        Ordinal = ordinal;
        _isGeoJson = isGeoJson;
        _limits = limits;
        Keys = new JsonKeys(limits);
    }

    /// <summary>Property names that lead to the list, for people.</summary>
    public string Path { get; }

    /// <summary>Which of the text's lists it is, counted from 0 as they begin.</summary>
    public int Ordinal { get; }

    public JsonKeys Keys { get; }

    /// <summary>Rows are arrays; the first of them is the header when <see cref="HasHeader"/>.</summary>
    public bool IsArrays => _arrays > _objects;

    public bool HasHeader => IsArrays && _header is not null;

    /// <summary>Position of the feature's id among the columns; -1 when features have none.</summary>
    public int FeatureIdColumn => _hasFeatureId ? Keys.Names.Count : -1;

    /// <summary>Position of the feature's geometry among the columns; -1 when there is none.</summary>
    public int GeometryColumn => _hasGeometry ? Keys.Names.Count + (_hasFeatureId ? 1 : 0) : -1;

    public bool IsGeoJson => _isGeoJson && !IsArrays;

    /// <summary>The key whose values fill a column, as written in the text.</summary>
    public string ColumnKey(int column) => column == FeatureIdColumn ? "id" : column == GeometryColumn ? "geometry" : Keys.Names[column];

    /// <exception cref="JsonException">The element is not valid JSON.</exception>
    public void Add(ReadOnlySpan<byte> element)
    {
        try
        {
            AddElement(element);
        }
        catch (InvalidOperationException)
        {
            // A key with half a surrogate pair or bad UTF-8 stands for no name. The row will be refused when it is read.
        }
    }

    private void AddElement(ReadOnlySpan<byte> element)
    {
        var reader = new Utf8JsonReader(element, new JsonReaderOptions { MaxDepth = _limits.JsonDepthMax });
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            _objects++;
            AddObject(ref reader);
        }
        else if (reader.TokenType is JsonTokenType.StartArray)
        {
            AddArray(ref reader);
        }
    }

    /// <summary>Names of the columns, repaired, and what was repaired.</summary>
    public (IReadOnlyList<string> Columns, IReadOnlyList<Finding> Findings) Columns()
    {
        var findings = new List<Finding>();
        IEnumerable<string> names;
        if (!IsArrays)
        {
            var count = Keys.Names.Count + (_hasFeatureId ? 1 : 0) + (_hasGeometry ? 1 : 0);
            names = Enumerable.Range(0, count).Select(ColumnKey);
        }
        else if (_header is not null)
        {
            names = _header;
            CheckHeader(_header, findings);
        }
        else
        {
            findings.Add(new Finding(null, null, FindingCodes.HeaderMissing, null, _widthMax.ToString(CultureInfo.InvariantCulture)));
            names = Enumerable.Range(1, _widthMax).Select(ColumnNames.Numbered);
        }

        return (ColumnNames.Repair(names, row: null, findings), findings);
    }

    private void CheckHeader(List<string> header, List<Finding> findings)
    {
        if (_arrays == 1)
        {
            findings.Add(new Finding(1, null, FindingCodes.FileHeaderOnly));
        }
        else if (_widthMin > header.Count)
        {
            throw new TabularException(new Finding(
                1, null, FindingCodes.FileHeaderTooShort, string.Join(' ', header), header.Count.ToString(CultureInfo.InvariantCulture), _widthMin.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private void AddObject(ref Utf8JsonReader reader)
    {
        var expected = 0;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (_isGeoJson)
            {
                AddFeatureMember(ref reader);
                continue;
            }

            expected = Keys.FindOrAdd(ref reader, expected) + 1;
            reader.Skip();
        }
    }

    private void AddFeatureMember(ref Utf8JsonReader reader)
    {
        _hasFeatureId |= reader.ValueTextEquals("id"u8);
        _hasGeometry |= reader.ValueTextEquals("geometry"u8);
        var isProperties = reader.ValueTextEquals("properties"u8);
        reader.Read();
        if (!isProperties || reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var expected = 0;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            expected = Keys.FindOrAdd(ref reader, expected) + 1;
            reader.Skip();
        }
    }

    private void AddArray(ref Utf8JsonReader reader)
    {
        _arrays++;
        var width = 0;
        var texts = _arrays == 1 && _objects == 0 ? new List<string>() : null;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            width++;
            if (width > _limits.ColumnsMax)
            {
                texts = null;
            }
            else if (texts is not null)
            {
                if (reader.TokenType is JsonTokenType.String)
                {
                    texts.Add(reader.GetString()!);
                }
                else
                {
                    texts = null;
                }
            }

            reader.Skip();
        }

        if (texts is { Count: > 0 })
        {
            _header = texts;
            return;
        }

        _widthMin = Math.Min(_widthMin, width);
        _widthMax = Math.Min(Math.Max(_widthMax, width), _limits.ColumnsMax);
    }
}
