namespace Gongxin.Catalogue.Resources;

// What a provider says of an information resource: the core metadata of the guide (发改高技〔2017〕1272号), then what national and
// provincial platforms added. Coded values are codes of the platform's code lists. A draft may lack anything but its name.
public sealed record ResourceContent
{
    public const int NameMax = 500;
    public const int ProviderMax = 200;
    public const int ProviderCodeMax = 50;
    public const int TextMax = 500;
    public const int TitleMax = 100;
    public const int ItemsMax = 1000;
    public const int RelatedMax = 100;

    public string? ClassCode { get; init; }

    // Names of the third and fourth level of the class, which the guide leaves to the provider.
    public string? Subject { get; init; }
    public string? Detail { get; init; }
    public string? Sequence { get; init; }

    public string? Name { get; init; }
    public string? ProviderName { get; init; }
    public string? ProviderCode { get; init; }
    public string? Summary { get; init; }
    public string? FormatClass { get; init; }
    public string? FormatType { get; init; }
    public IReadOnlyList<ResourceItem> Items { get; init; } = [];
    public string? ShareType { get; init; }
    public string? ShareCondition { get; init; }
    public string? ShareMethod { get; init; }
    public string? OpenType { get; init; }
    public string? OpenCondition { get; init; }
    public string? UpdateCycle { get; init; }

    // The day on which the provider publishes it; the day of publication here when none is given.
    public DateOnly? ReleasedOn { get; init; }
    public IReadOnlyList<string> RelatedCodes { get; init; } = [];

    public string? Domain { get; init; }
    public string? DataLevel { get; init; }
    public string? CatalogueLevel { get; init; }
    public string? ProcessingDegree { get; init; }
    public string? OpenMethod { get; init; }
    public string? UsageRequirement { get; init; }

    internal ResourceCode? Code() =>
        ClassCode is { } cls && Sequence is { } sequence && ResourceCode.IsClass(cls) && ResourceCode.IsSequence(sequence)
            ? new ResourceCode(cls, sequence)
            : null;

    internal bool IsOpen() => OpenType is "1" or "2";

    // Records compare lists by reference; what is stored compares as a whole.
    internal bool IsSameAs(ResourceContent other) => StoredContent.Write(this) == StoredContent.Write(other);
}

// One field of a resource (信息项).
public sealed record ResourceItem
{
    public string? Name { get; init; }
    public string? DataType { get; init; }
    public int? Length { get; init; }
    public bool IsKey { get; init; }

    // 1 to 4; 3 and 4 are personal or otherwise sensitive.
    public int? Sensitivity { get; init; }
    public string? ShareType { get; init; }
    public string? OpenType { get; init; }
    public string? MaskRule { get; init; }
    public string? Description { get; init; }
}
