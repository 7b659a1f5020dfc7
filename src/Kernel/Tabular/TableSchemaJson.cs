using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gongxin.Kernel.Tabular;

/// <summary>Reads and writes Table Schema (frictionless, v1): the wire form of a <see cref="TableSchema"/>.</summary>
public static class TableSchemaJson
{
    private const int DecimalDigits = 38;
    private const int DecimalScale = 10;

    private static readonly JsonWriterOptions Written = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a schema file.</summary>
    /// <exception cref="TabularException"><c>schema.invalid</c>: the finding says which field, and why.</exception>
    public static TableSchema Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Schema(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw Invalid(fault.LineNumber + 1, null, "JSON");
        }
    }

    /// <summary>Writes a schema, indented, as UTF-8.</summary>
    public static byte[] Write(TableSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Written))
        {
            Write(json, schema);
        }

        return buffer.ToArray();
    }

    /// <summary>Writes a schema as the next value.</summary>
    public static void Write(Utf8JsonWriter json, TableSchema schema)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(schema);
        json.WriteStartObject();
        json.WriteStartArray("fields");
        foreach (var column in schema.Columns)
        {
            Write(json, column);
        }

        json.WriteEndArray();
        Write(json, "primaryKey", schema.PrimaryKey);
        Write(json, "missingValues", schema.MissingValues);
        json.WriteEndObject();
    }

    private static TableSchema Schema(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("fields", out var fields) || fields.ValueKind is not JsonValueKind.Array || fields.GetArrayLength() == 0)
        {
            throw Invalid(null, null, "fields");
        }

        var columns = fields.EnumerateArray().Select(Column).ToList();
        if (columns.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw Invalid(null, twice.Key, "name");
        }

        var key = Texts(root, "primaryKey", null) ?? [];
        if (key.FirstOrDefault(k => columns.All(c => c.Name != k)) is { } unknown)
        {
            throw Invalid(null, unknown, "primaryKey");
        }

        return new TableSchema(columns) { PrimaryKey = key, MissingValues = Texts(root, "missingValues", null) ?? [] };
    }

    private static ColumnSchema Column(JsonElement field)
    {
        if (field.ValueKind is not JsonValueKind.Object || Text(field, "name", null) is not { Length: > 0 } name)
        {
            throw Invalid(null, null, "name");
        }

        var type = TypeOf(Text(field, "type", name) ?? "string", name);
        var constraints = field.TryGetProperty("constraints", out var given) && given.ValueKind is JsonValueKind.Object ? given : default;
        var isDecimal = type is ColumnType.Decimal;
        return new ColumnSchema
        {
            Name = name,
            Type = type,
            Precision = isDecimal ? DecimalDigits : 0,
            Scale = isDecimal ? Whole(field, "scale", name) ?? DecimalScale : 0,
            Title = Text(field, "title", name),
            Description = Text(field, "description", name),
            Unit = Text(field, "unit", name),
            Required = Flag(constraints, "required", name),
            Unique = Flag(constraints, "unique", name),
            MinLength = Whole(constraints, "minLength", name),
            MaxLength = Whole(constraints, "maxLength", name),
            Minimum = Bound(constraints, "minimum", name),
            Maximum = Bound(constraints, "maximum", name),
            Pattern = Text(constraints, "pattern", name),
            Enum = Texts(constraints, "enum", name),
        };
    }

    // "number" is exact here: what people write in decimals must come back as they wrote it.
    private static ColumnType TypeOf(string type, string field) => type switch
    {
        "string" or "any" => ColumnType.Text,
        "integer" => ColumnType.Integer,
        "number" => ColumnType.Decimal,
        "boolean" => ColumnType.Boolean,
        "date" => ColumnType.Date,
        "datetime" => ColumnType.DateTime,
        "year" => ColumnType.Year,
        "yearmonth" => ColumnType.YearMonth,
        _ => throw Invalid(null, field, $"type: {type}"),
    };

    private static string NameOf(ColumnType type) => type switch
    {
        ColumnType.Text => "string",
        ColumnType.Decimal or ColumnType.Number => "number",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string? Text(JsonElement from, string name, string? field) =>
        Member(from, name) is not { } value ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : throw Invalid(null, field, name);

    // A bound may be written as a text or as a number.
    private static string? Bound(JsonElement from, string name, string field) =>
        Member(from, name) is not { } value ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : value.ValueKind is JsonValueKind.Number ? value.GetRawText()
        : throw Invalid(null, field, name);

    private static bool Flag(JsonElement from, string name, string field) => Member(from, name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw Invalid(null, field, name),
    };

    private static int? Whole(JsonElement from, string name, string field) =>
        Member(from, name) is not { } value ? null
        : value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number
        : throw Invalid(null, field, name);

    private static List<string>? Texts(JsonElement from, string name, string? field)
    {
        if (Member(from, name) is not { } value)
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(v => v.ValueKind is JsonValueKind.String ? v.GetString()! : v.GetRawText())],
            _ => throw Invalid(null, field, name),
        };
    }

    private static JsonElement? Member(JsonElement from, string name) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static void Write(Utf8JsonWriter json, ColumnSchema column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", NameOf(column.Type));
        if (column.Type is ColumnType.Decimal)
        {
            json.WriteNumber("scale", column.Scale);
        }

        WriteText(json, "title", column.Title);
        WriteText(json, "description", column.Description);
        WriteText(json, "unit", column.Unit);
        json.WriteStartObject("constraints");
        WriteFlag(json, "required", column.Required);
        WriteFlag(json, "unique", column.Unique);
        WriteNumber(json, "minLength", column.MinLength);
        WriteNumber(json, "maxLength", column.MaxLength);
        WriteText(json, "minimum", column.Minimum);
        WriteText(json, "maximum", column.Maximum);
        WriteText(json, "pattern", column.Pattern);
        Write(json, "enum", column.Enum ?? []);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
    }

    private static TabularException Invalid(long? line, string? field, string what) =>
        new(new Finding(line, field, FindingCodes.SchemaInvalid, null, field ?? (line is { } at ? $"line {at}" : "fields"), what));
}
