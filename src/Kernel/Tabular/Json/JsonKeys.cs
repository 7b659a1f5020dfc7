using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>The keys of a list of objects in the order in which they were first seen. Objects mostly repeat one order, so the next key is tried first.</summary>
internal sealed class JsonKeys(TabularLimits limits)
{
    private readonly List<byte[]> _utf8 = [];
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Names => _names;

    /// <summary>Position of the key that the reader stands on; -1 when it is new.</summary>
    public int Find(ref Utf8JsonReader reader, int expected)
    {
        if ((uint)expected < (uint)_utf8.Count && reader.ValueTextEquals(_utf8[expected]))
        {
            return expected;
        }

        return _byName.GetValueOrDefault(reader.GetString()!, -1);
    }

    /// <summary>Position of the key that the reader stands on, which is added when it is new.</summary>
    public int FindOrAdd(ref Utf8JsonReader reader, int expected)
    {
        var found = Find(ref reader, expected);
        return found >= 0 ? found : Add(reader.GetString()!);
    }

    public int Add(string name)
    {
        if (_names.Count == limits.ColumnsMax)
        {
            var max = limits.ColumnsMax.ToString(CultureInfo.InvariantCulture);
            throw new TabularException(new Finding(null, null, FindingCodes.FileTooManyColumns, null, max + "+", max));
        }

        _utf8.Add(Encoding.UTF8.GetBytes(name));
        _names.Add(name);
        _byName.Add(name, _names.Count - 1);
        return _names.Count - 1;
    }
}
