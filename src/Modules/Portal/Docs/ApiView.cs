namespace Gongxin.Portal.Docs;

// The API as the page shows it, read from the OpenAPI document.
public sealed record ApiView(IReadOnlyList<ApiGroup> Groups, IReadOnlyList<ApiSchema> Schemas);

public sealed record ApiGroup(string Name, IReadOnlyList<ApiOperation> Operations)
{
    public string Anchor => "group-" + Name.ToLowerInvariant();
}

public sealed record ApiOperation(
    string Method,
    string Path,
    bool NeedsKey,
    IReadOnlyList<ApiParameter> Parameters,
    IReadOnlyList<ApiContent> Body,
    IReadOnlyList<ApiAnswer> Answers)
{
    public string Key => $"{Method} {Path}";

    // "get-api-v1-datasets-slug": readable, and stays the same while the operation does.
    public string Anchor => string.Join('-', Key.ToLowerInvariant().Split(['/', ' ', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries));
}

public sealed record ApiParameter(string Name, string In, bool Required, ApiType Type, string? Default);

public sealed record ApiContent(string MediaType, ApiType? Type, string? Example);

public sealed record ApiAnswer(string Status, IReadOnlyList<ApiContent> Content);

// A type in words. Ref names a schema of the document; for a list or map it is the schema of the values.
public sealed record ApiType(string Name, string? Ref = null, bool IsList = false, bool IsMap = false, bool IsNullable = false, IReadOnlyList<string>? Values = null);

public sealed record ApiSchema(string Name, IReadOnlyList<ApiProperty> Properties, ApiType? Plain)
{
    public string Anchor => "schema-" + Name;
}

public sealed record ApiProperty(string Name, bool Required, ApiType Type);
