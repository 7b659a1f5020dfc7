using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gongxin.Catalogue.Resources;

// How the content of a resource is kept and what its digest covers: one JSON form, the same for the same content.
internal static class StoredContent
{
    public static string Write(ResourceContent content) => JsonSerializer.Serialize(content, StoredJson.Options);

    public static ResourceContent Read(string json) => JsonSerializer.Deserialize<ResourceContent>(json, StoredJson.Options)!;

    public static string DigestOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    // Blanks around a value and empty values say nothing; figures and codes are meant in half width.
    public static ResourceContent Tidy(ResourceContent content) => content with
    {
        ClassCode = Code(content.ClassCode),
        Subject = Text(content.Subject),
        Detail = Text(content.Detail),
        Sequence = Code(content.Sequence),
        Name = Text(content.Name),
        ProviderName = Text(content.ProviderName),
        ProviderCode = Code(content.ProviderCode)?.ToUpperInvariant(),
        Summary = Text(content.Summary),
        FormatClass = Code(content.FormatClass),
        FormatType = Text(content.FormatType),
        Items = [.. (content.Items ?? []).Where(i => i is not null).Select(Tidy)],
        ShareType = Code(content.ShareType),
        ShareCondition = Text(content.ShareCondition),
        ShareMethod = Code(content.ShareMethod),
        OpenType = Code(content.OpenType),
        OpenCondition = Text(content.OpenCondition),
        UpdateCycle = Code(content.UpdateCycle),
        RelatedCodes = [.. (content.RelatedCodes ?? []).Select(Code).OfType<string>().Distinct(StringComparer.Ordinal)],
        Domain = Code(content.Domain),
        DataLevel = Code(content.DataLevel),
        CatalogueLevel = Code(content.CatalogueLevel),
        ProcessingDegree = Code(content.ProcessingDegree),
        OpenMethod = Code(content.OpenMethod),
        UsageRequirement = Text(content.UsageRequirement),
    };

    private static ResourceItem Tidy(ResourceItem item) => item with
    {
        Name = Text(item.Name),
        DataType = Code(item.DataType),
        ShareType = Code(item.ShareType),
        OpenType = Code(item.OpenType),
        MaskRule = Text(item.MaskRule),
        Description = Text(item.Description),
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings("\n");

    private static string? Code(string? text) => Text(text) is { } given ? Kernel.Text.NormalForm.HalfWidth(given) : null;
}
