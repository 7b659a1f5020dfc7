using System.Globalization;
using Gongxin.Catalogue.Resources.Rules;

namespace Gongxin.Catalogue.Resources.Exchange;

// The table in which departments exchange their catalogues: the columns of the guide, then those of the platforms, in Chinese; a
// row for each item, with what is said of the resource repeated in every one, so that a sorted or filtered table is still whole.
internal static class CatalogueTable
{
    public static readonly IReadOnlyList<string> Fields =
    [
        "class", "classItem", "subject", "detail", "name", "code", "providerName", "providerCode", "summary", "formatClass", "formatType",
        "item.name", "item.dataType", "item.length", "item.isKey", "item.sensitivity", "item.shareType", "item.openType", "item.maskRule", "item.description",
        "shareType", "shareCondition", "shareMethod", "openToSociety", "openType", "openCondition", "updateCycle", "releasedOn", "relatedCodes",
        "domain", "dataLevel", "catalogueLevel", "processingDegree", "openMethod", "usageRequirement", "secrecy",
    ];

    public const string Yes = "是";
    public const string No = "否";
    public const string Unclassified = "非涉密";
    public const string Classified = "涉密";

    public static IReadOnlyList<string> Headers { get; } = [.. Fields.Select(FieldNames.ColumnOf)];

    public static bool IsItem(string field) => field.StartsWith("item.", StringComparison.Ordinal);

    // One row for each item; a resource without items has one row.
    public static IEnumerable<IReadOnlyList<string?>> RowsOf(ResourceContent content, CodeNames names)
    {
        var shared = Fields.Select(f => IsItem(f) ? null : CellOf(f, content, names)).ToArray();
        if (content.Items.Count == 0)
        {
            yield return shared;
        }

        foreach (var item in content.Items)
        {
            yield return [.. Fields.Select((f, i) => IsItem(f) ? CellOf(f, item, names) : shared[i])];
        }
    }

    private static string? CellOf(string field, ResourceContent content, CodeNames names) => field switch
    {
        "class" => content.ClassCode is [_, ..] cls ? names.ChineseOf(CodedFields.Classes, cls[..1]) : null,
        "classItem" => content.ClassCode is { Length: >= 3 } cls ? names.ChineseOf(CodedFields.Classes, cls[..3]) : null,
        "code" => content.ClassCode is null && content.Sequence is null ? null : $"{content.ClassCode}/{content.Sequence}",
        "subject" => content.Subject,
        "detail" => content.Detail,
        "name" => content.Name,
        "providerName" => content.ProviderName,
        "providerCode" => content.ProviderCode,
        "summary" => content.Summary,
        "formatType" => content.FormatType,
        "shareCondition" => content.ShareCondition,
        "openToSociety" => content.OpenType is null ? null : content.IsOpen() ? Yes : No,
        "openCondition" => content.OpenCondition,
        "releasedOn" => content.ReleasedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "relatedCodes" => content.RelatedCodes.Count == 0 ? null : string.Join('；', content.RelatedCodes),
        "usageRequirement" => content.UsageRequirement,
        "secrecy" => Unclassified,
        _ => CodedFields.Of(content).First(c => c.Field == field) is var (_, list, code) ? names.ChineseOf(list, code) : null,
    };

    private static string? CellOf(string field, ResourceItem item, CodeNames names) => field switch
    {
        "item.name" => item.Name,
        "item.dataType" => names.ChineseOf(CodedFields.ItemTypes, item.DataType),
        "item.length" => item.Length?.ToString(CultureInfo.InvariantCulture),
        "item.isKey" => item.IsKey ? Yes : No,
        "item.sensitivity" => item.Sensitivity?.ToString(CultureInfo.InvariantCulture),
        "item.shareType" => names.ChineseOf(CodedFields.ShareTypes, item.ShareType),
        "item.openType" => names.ChineseOf(CodedFields.OpenTypes, item.OpenType),
        "item.maskRule" => item.MaskRule,
        _ => item.Description,
    };
}
