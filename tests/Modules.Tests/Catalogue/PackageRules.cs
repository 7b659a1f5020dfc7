using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gongxin.Modules.Tests.Catalogue;

// The rules of Data Package 2.0 and Table Schema 2.0 that a descriptor with one CSV resource can break, read from the standard
// (datapackage.org/standard); nothing of the writer is used.
internal static partial class PackageRules
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "date", "datetime", "year", "yearmonth"];

    public static IEnumerable<string> Faults(JsonElement package)
    {
        foreach (var name in new[] { "name", "id", "title", "description", "homepage", "version", "created" })
        {
            if (package.TryGetProperty(name, out var value) && (value.ValueKind is not JsonValueKind.String || value.GetString()!.Length == 0))
            {
                yield return $"{name} is not a text";
            }
        }

        if (package.TryGetProperty("name", out var own) && !Name().IsMatch(own.GetString()!))
        {
            yield return "name has other signs than a-z 0-9 . _ - /";
        }

        if (package.TryGetProperty("created", out var created) && !DateTimeOffset.TryParse(created.GetString(), CultureInfo.InvariantCulture, out _))
        {
            yield return "created is no RFC 3339 time";
        }

        if (package.TryGetProperty("homepage", out var home) && !Uri.IsWellFormedUriString(home.GetString(), UriKind.Absolute))
        {
            yield return "homepage is no address";
        }

        foreach (var fault in ListFaults(package, "keywords", _ => true)
            .Concat(ListFaults(package, "licenses", l => l.TryGetProperty("name", out var n) ? LicenceName().IsMatch(n.GetString()!) : l.TryGetProperty("path", out _)))
            .Concat(ListFaults(package, "contributors", c => c.GetProperty("title").GetString()!.Length > 0 && c.GetProperty("roles").GetArrayLength() > 0))
            .Concat(ListFaults(package, "sources", s => s.TryGetProperty("title", out _) || s.TryGetProperty("path", out _))))
        {
            yield return fault;
        }

        if (!package.TryGetProperty("resources", out var resources) || resources.GetArrayLength() == 0)
        {
            yield return "no resources";
            yield break;
        }

        foreach (var fault in resources.EnumerateArray().SelectMany(ResourceFaults))
        {
            yield return fault;
        }
    }

    // What a cell's text must be; the empty text is no value.
    public static string? CellFault(JsonElement field, string cell)
    {
        var constraints = field.GetProperty("constraints");
        if (cell.Length == 0)
        {
            return constraints.TryGetProperty("required", out var required) && required.GetBoolean() ? "required" : null;
        }

        var fits = field.GetProperty("type").GetString() switch
        {
            "integer" => IntegerForm().IsMatch(cell),
            "number" => NumberForm().IsMatch(cell),
            "boolean" => cell is "true" or "false",
            "date" => DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "datetime" => DateTimeForm().IsMatch(cell),
            "year" => YearForm().IsMatch(cell),
            "yearmonth" => YearMonthForm().IsMatch(cell),
            _ => true,
        };
        return !fits ? "type"
            : constraints.TryGetProperty("enum", out var allowed) && allowed.EnumerateArray().All(v => v.GetString() != cell) ? "enum"
            : constraints.TryGetProperty("minLength", out var least) && cell.EnumerateRunes().Count() < least.GetInt32() ? "minLength"
            : constraints.TryGetProperty("maxLength", out var most) && cell.EnumerateRunes().Count() > most.GetInt32() ? "maxLength"
            : constraints.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(cell, $"^(?:{pattern.GetString()})$") ? "pattern"
            : null;
    }

    private static IEnumerable<string> ResourceFaults(JsonElement resource)
    {
        if (!Name().IsMatch(resource.GetProperty("name").GetString()!))
        {
            yield return "resource.name";
        }

        var path = resource.GetProperty("path").GetString()!;
        if (path.StartsWith('/') || path.Contains("..", StringComparison.Ordinal) || path.StartsWith('.'))
        {
            yield return "resource.path is neither an address nor beside the descriptor";
        }

        if (resource.GetProperty("type").GetString() != "table" || resource.GetProperty("mediatype").GetString() != "text/csv")
        {
            yield return "resource.type";
        }

        if (resource.TryGetProperty("hash", out var hash) && !Hash().IsMatch(hash.GetString()!))
        {
            yield return "resource.hash";
        }

        var schema = resource.GetProperty("schema");
        var fields = schema.GetProperty("fields").EnumerateArray().ToList();
        var names = fields.Select(f => f.GetProperty("name").GetString()!).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count || names.Any(n => n.Length == 0))
        {
            yield return "schema.fields: names are not unique";
        }

        if (fields.FirstOrDefault(f => !Types.Contains(f.GetProperty("type").GetString())) is { ValueKind: JsonValueKind.Object } odd)
        {
            yield return $"schema.fields: {odd}";
        }

        if (schema.TryGetProperty("primaryKey", out var key) && key.EnumerateArray().Any(k => !names.Contains(k.GetString()!)))
        {
            yield return "schema.primaryKey names no field";
        }
    }

    private static IEnumerable<string> ListFaults(JsonElement package, string name, Func<JsonElement, bool> good) =>
        !package.TryGetProperty(name, out var list) ? []
        : list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() == 0 ? [$"{name} is no list with something in it"]
        : list.EnumerateArray().Where(item => !good(item)).Select(item => $"{name}: {item}");

    [GeneratedRegex("^[-a-z0-9._/]+$")]
    private static partial Regex Name();

    [GeneratedRegex("^[-a-zA-Z0-9._]+$")]
    private static partial Regex LicenceName();

    [GeneratedRegex("^(md5:|sha1:|sha256:|sha512:)?[a-f0-9]{32,128}$")]
    private static partial Regex Hash();

    [GeneratedRegex("^[+-]?[0-9]+$")]
    private static partial Regex IntegerForm();

    [GeneratedRegex("^([+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?|NaN|-?INF)$")]
    private static partial Regex NumberForm();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?$")]
    private static partial Regex DateTimeForm();

    [GeneratedRegex("^-?[0-9]{4,}$")]
    private static partial Regex YearForm();

    [GeneratedRegex("^-?[0-9]{4,}-(0[1-9]|1[0-2])$")]
    private static partial Regex YearMonthForm();
}
