using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gongxin.Catalogue.Metadata;

// How descriptions are written as JSON: Chinese as it is, what is not known left out.
internal static class WrittenJson
{
    public static JsonWriterOptions Indented { get; } = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteGiven(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            json.WriteString(name, value);
        }
    }

    // Nothing for an empty list.
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        using var each = values.GetEnumerator();
        if (!each.MoveNext())
        {
            return;
        }

        json.WriteStartArray(name);
        do
        {
            json.WriteStringValue(each.Current);
        }
        while (each.MoveNext());

        json.WriteEndArray();
    }
}
