using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gongxin.Portal.Docs;

// A value that a schema allows, to show the shape of an answer. Lists have one item; what nests deeper than a person
// reads is cut off.
internal static class ApiExample
{
    private const int DepthMax = 5;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(JsonElement schema, IReadOnlyDictionary<string, JsonElement> schemas) =>
        ValueOf(schema, schemas, DepthMax)?.ToJsonString(Readable) ?? "null";

    private static JsonNode? ValueOf(JsonElement schema, IReadOnlyDictionary<string, JsonElement> schemas, int depth)
    {
        if (schema.ValueKind is not JsonValueKind.Object || depth == 0)
        {
            return null;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return schemas.TryGetValue(ApiReader.NameOf(reference), out var named) ? ValueOf(named, schemas, depth) : null;
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            var made = new JsonObject();
            foreach (var property in properties.EnumerateObject())
            {
                made[property.Name] = ValueOf(property.Value, schemas, depth - 1);
            }

            return made;
        }

        foreach (var choice in new[] { "oneOf", "anyOf", "allOf" })
        {
            if (schema.TryGetProperty(choice, out var parts))
            {
                return parts.EnumerateArray().Where(p => ApiReader.TypeOf(p).Name != "null").Select(p => ValueOf(p, schemas, depth)).FirstOrDefault();
            }
        }

        return PlainValue(schema, schemas, depth);
    }

    private static JsonNode? PlainValue(JsonElement schema, IReadOnlyDictionary<string, JsonElement> schemas, int depth)
    {
        var type = ApiReader.TypeOf(schema);
        if (type.IsList)
        {
            return schema.TryGetProperty("items", out var items) && ValueOf(items, schemas, depth - 1) is { } item ? new JsonArray(item) : [];
        }

        if (type.IsMap)
        {
            return new JsonObject { ["…"] = ValueOf(schema.GetProperty("additionalProperties"), schemas, depth - 1) };
        }

        return type.Values is [var first, ..] ? first : type.Name switch
        {
            "integer" => 1,
            "number" => 0.5,
            "boolean" => true,
            "object" => new JsonObject(),
            "date-time" => "2026-11-21T02:03:00Z",
            "date" => "2026-11-21",
            "uuid" => "0192f1c4-8a00-7c3e-9d52-1f0e6b7a4c11",
            "string" or "uri" or "byte" => "…",
            _ => null,
        };
    }
}
