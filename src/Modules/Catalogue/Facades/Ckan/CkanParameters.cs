using System.Globalization;
using System.Text.Json;
using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Ckan;

// What a caller gave: the query of a GET, the form or the JSON object of a POST. Lists and objects may come as JSON or as text
// that holds JSON, as CKAN's clients send them.
internal sealed class CkanParameters
{
    private readonly Dictionary<string, JsonElement> _values;

    private CkanParameters(Dictionary<string, JsonElement> values) => _values = values;

    public static async Task<CkanParameters> ReadAsync(HttpRequest request)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, given) in request.Query)
        {
            values[name] = given.Count == 1 ? Of(given[0]) : JsonSerializer.SerializeToElement(given.ToArray());
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return new CkanParameters(values);
        }

        if (request.HasFormContentType)
        {
            foreach (var (name, given) in await request.ReadFormAsync(request.HttpContext.RequestAborted))
            {
                values[name] = given.Count == 1 ? Of(given[0]) : JsonSerializer.SerializeToElement(given.ToArray());
            }
        }
        else if (request.ContentLength is not 0)
        {
            await ReadJsonAsync(request, values);
        }

        return new CkanParameters(values);
    }

    public string? Text(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => StringOf(name, value) is { Length: > 0 } text ? text : null,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw Unreadable(name, value),
        };
    }

    public string Needed(string name) => Text(name) ?? throw CatalogueRefusals.ParameterMissing(name);

    // What is more than the most is the most, as in CKAN.
    public int Number(string name, int otherwise, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Min(number, most)
            : throw CatalogueRefusals.QueryNotReadable(name, text);
    }

    public bool Flag(string name, bool otherwise) => Text(name)?.ToLowerInvariant() switch
    {
        null => otherwise,
        "true" or "1" or "yes" or "on" or "t" => true,
        "false" or "0" or "no" or "off" or "f" => false,
        var other => throw CatalogueRefusals.QueryNotReadable(name, other),
    };

    // A list, a text that is a JSON list, or a text with commas.
    public IReadOnlyList<string> List(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind is JsonValueKind.String)
        {
            var text = StringOf(name, value).Trim();
            if (!text.StartsWith('['))
            {
                return text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            }

            value = Parsed(name, text);
        }

        return value.ValueKind is JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => item.ValueKind is JsonValueKind.String ? StringOf(name, item) : throw Unreadable(name, item))]
            : throw Unreadable(name, value);
    }

    // A JSON object or a text that is one; null for none.
    public JsonElement? Map(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.String)
        {
            var text = StringOf(name, value);
            if (string.IsNullOrWhiteSpace(text))
            {
                return null;
            }

            value = Parsed(name, text);
        }

        return value.ValueKind is JsonValueKind.Object ? value : throw Unreadable(name, value);
    }

    // Words, or an object of words by field.
    public bool IsMap(string name) =>
        Find(name) is { } value && (value.ValueKind is JsonValueKind.Object || (value.ValueKind is JsonValueKind.String && StringOf(name, value).TrimStart().StartsWith('{')));

    // JSON can hold halves of characters, and characters that no database takes.
    public static string StringOf(string name, JsonElement value)
    {
        try
        {
            var text = value.GetString()!;
            return text.Contains('\0', StringComparison.Ordinal) ? throw CatalogueRefusals.QueryNotReadable(name, text.Replace("\0", "", StringComparison.Ordinal)) : text;
        }
        catch (InvalidOperationException)
        {
            throw CatalogueRefusals.QueryNotReadable(name, "");
        }
    }

    // A value as it came, for addresses of further pages.
    public string? Raw(string name) =>
        Find(name) is { } value ? value.ValueKind is JsonValueKind.String ? StringOf(name, value) : value.GetRawText() : null;

    private JsonElement? Find(string name) =>
        _values.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private static JsonElement Of(string? text) => JsonSerializer.SerializeToElement(text ?? "");

    private static JsonElement Parsed(string name, string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            throw CatalogueRefusals.QueryNotReadable(name, text);
        }
    }

    private static Refusal Unreadable(string name, JsonElement value) => CatalogueRefusals.QueryNotReadable(name, value.GetRawText());

    private static async Task ReadJsonAsync(HttpRequest request, Dictionary<string, JsonElement> values)
    {
        JsonElement body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            throw CatalogueRefusals.BodyNotReadable();
        }

        if (body.ValueKind is not JsonValueKind.Object)
        {
            throw CatalogueRefusals.BodyNotReadable();
        }

        try
        {
            foreach (var member in body.EnumerateObject())
            {
                values[member.Name] = member.Value;
            }
        }
        catch (InvalidOperationException)
        {
            // A name with half a character in it.
            throw CatalogueRefusals.BodyNotReadable();
        }
    }
}
