using System.Text.Json;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>
/// Reads a JSON text once to its end to find its table: the one list of objects or of arrays in it that is not itself
/// inside a list.
/// </summary>
internal sealed class JsonScan(JsonText text, TabularLimits limits)
{
    private const int ListsToldMax = 8;

    private readonly List<JsonLayout> _found = [];
    private readonly Stack<string> _path = new();
    private int _ordinal;
    private bool _isFeatureCollection;

    /// <summary>The layout of the table, or null when the text is one object without any list: a table of one row.</summary>
    public JsonLayout? Run()
    {
        text.Read();
        var isObject = text.Token is JsonTokenType.StartObject;
        Value("");
        while (text.Read())
        {
        }

        if (_found.Count == 1)
        {
            return _found[0];
        }

        if (_found.Count > 1)
        {
            throw new TabularException(new Finding(null, null, FindingCodes.JsonSeveralTables, null, string.Join(", ", _found.Select(l => l.Path))));
        }

        return isObject ? null : throw new TabularException(new Finding(null, null, FindingCodes.JsonNotATable));
    }

    private void Value(string name)
    {
        switch (text.Token)
        {
            case JsonTokenType.StartObject:
                _path.Push(name);
                Members();
                _path.Pop();
                break;
            case JsonTokenType.StartArray:
                _path.Push(name);
                List();
                _path.Pop();
                break;
            default:
                break;
        }
    }

    private void Members()
    {
        while (text.Read() && text.Token is JsonTokenType.PropertyName)
        {
            var name = text.Text;
            text.Read();
            if (_path.Count == 1 && name == "type" && text.Token is JsonTokenType.String)
            {
                _isFeatureCollection = text.Text == "FeatureCollection";
            }

            Value(name);
        }
    }

    private void List()
    {
        var path = string.Join('.', _path.Reverse().Where(p => p.Length > 0));
        var layout = new JsonLayout(path.Length == 0 ? "[ ]" : path, _ordinal++, path == "features" && _isFeatureCollection, limits);
        var rows = 0L;
        text.Element = 0;
        while (text.ReadElement(out var element))
        {
            if (element[0] is (byte)'{' or (byte)'[')
            {
                rows++;
                layout.Add(element);
            }
        }

        // More than are told need not be kept: a text may have millions of lists.
        if (rows > 0 && _found.Count < ListsToldMax)
        {
            _found.Add(layout);
        }
    }
}
