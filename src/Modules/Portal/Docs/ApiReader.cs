using System.Text.Json;

namespace Gongxin.Portal.Docs;

// OpenAPI 3.1 JSON to what the page shows.
internal static class ApiReader
{
    private const string SchemaPrefix = "#/components/schemas/";
    // What most readers come for stands first; other groups follow in the order of the document.
    private static readonly string[] FirstGroups = ["Datasets", "Submissions", "Operations", "Ledger"];

    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public static ApiView Read(JsonElement document)
    {
        var schemas = document.TryGetProperty("components", out var components) && components.TryGetProperty("schemas", out var found)
            ? found.EnumerateObject().ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal)
            : [];
        var operations =
            from path in document.GetProperty("paths").EnumerateObject()
            from method in Methods
            where path.Value.TryGetProperty(method, out _)
            let operation = path.Value.GetProperty(method)
            select (Group: GroupOf(operation), Operation: OperationOf(method.ToUpperInvariant(), path.Name, operation, schemas));
        return new ApiView(
            [.. operations.GroupBy(o => o.Group, StringComparer.Ordinal).OrderBy(g => PlaceOf(g.Key)).Select(g => new ApiGroup(g.Key, [.. g.Select(o => o.Operation)]))],
            [.. schemas.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => SchemaOf(s.Key, s.Value))]);
    }

    private static int PlaceOf(string group) => Array.IndexOf(FirstGroups, group) is var at and >= 0 ? at : FirstGroups.Length;

    private static string GroupOf(JsonElement operation) =>
        operation.TryGetProperty("tags", out var tags) && tags.GetArrayLength() > 0 ? tags[0].GetString()! : "API";

    private static ApiOperation OperationOf(string method, string path, JsonElement operation, Dictionary<string, JsonElement> schemas) => new(
        method,
        path,
        operation.TryGetProperty("security", out var security) && security.GetArrayLength() > 0,
        operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(ParameterOf)] : [],
        operation.TryGetProperty("requestBody", out var body) ? ContentOf(body, schemas) : [],
        [.. operation.GetProperty("responses").EnumerateObject().Select(r => new ApiAnswer(r.Name, ContentOf(r.Value, schemas)))]);

    private static ApiParameter ParameterOf(JsonElement parameter)
    {
        var hasSchema = parameter.TryGetProperty("schema", out var schema);
        return new ApiParameter(
            parameter.GetProperty("name").GetString()!,
            parameter.GetProperty("in").GetString()!,
            parameter.TryGetProperty("required", out var required) && required.GetBoolean(),
            hasSchema ? TypeOf(schema) : new ApiType("string"),
            hasSchema && schema.TryGetProperty("default", out var plain) ? plain.ToString() : null);
    }

    private static IReadOnlyList<ApiContent> ContentOf(JsonElement holder, Dictionary<string, JsonElement> schemas)
    {
        if (!holder.TryGetProperty("content", out var content))
        {
            return [];
        }

        return [.. content.EnumerateObject().Select(c =>
        {
            var hasSchema = c.Value.TryGetProperty("schema", out var schema);
            var isJson = c.Name.EndsWith("json", StringComparison.Ordinal);
            return new ApiContent(c.Name, hasSchema ? TypeOf(schema) : null, hasSchema && isJson ? ApiExample.Of(schema, schemas) : null);
        })];
    }

    private static ApiSchema SchemaOf(string name, JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return new ApiSchema(name, [], TypeOf(schema));
        }

        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet(StringComparer.Ordinal) : [];
        return new ApiSchema(name, [.. properties.EnumerateObject().Select(p => new ApiProperty(p.Name, required.Contains(p.Name), TypeOf(p.Value)))], null);
    }

    internal static ApiType TypeOf(JsonElement schema)
    {
        if (schema.ValueKind is not JsonValueKind.Object)
        {
            return new ApiType("any");
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return new ApiType("object", NameOf(reference));
        }

        foreach (var choice in new[] { "oneOf", "anyOf", "allOf" })
        {
            if (schema.TryGetProperty(choice, out var parts))
            {
                var types = parts.EnumerateArray().Select(TypeOf).ToList();
                var real = types.Find(t => t.Name != "null") ?? types[0];
                return real with { IsNullable = types.Exists(t => t.Name == "null") };
            }
        }

        return PlainType(schema);
    }

    private static ApiType PlainType(JsonElement schema)
    {
        var names = NamesOf(schema);
        var isNullable = names.Remove("null");
        var name = names.FirstOrDefault() ?? (isNullable ? "null" : schema.TryGetProperty("enum", out _) ? "string" : "any");
        if (name == "array")
        {
            var item = schema.TryGetProperty("items", out var items) ? TypeOf(items) : new ApiType("any");
            return item with { IsList = true, IsNullable = isNullable };
        }

        if (name == "object" && schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind is JsonValueKind.Object)
        {
            return TypeOf(values) with { IsMap = true, IsNullable = isNullable };
        }

        var format = schema.TryGetProperty("format", out var given) ? given.GetString() : null;
        var choices = schema.TryGetProperty("enum", out var all) ? all.EnumerateArray().Select(v => v.ToString()).ToList() : null;
        return new ApiType(format is null || name is "integer" or "number" ? name : format, IsNullable: isNullable, Values: choices);
    }

    // Numbers may also be read from strings; nobody needs to know.
    private static List<string> NamesOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return [];
        }

        var names = type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!).ToList() : [type.GetString()!];
        if (names.Contains("integer") || names.Contains("number"))
        {
            names.Remove("string");
        }

        return names;
    }

    internal static string NameOf(JsonElement reference) => reference.GetString()!.Replace(SchemaPrefix, "", StringComparison.Ordinal);
}
