using System.Globalization;
using Gongxin.Catalogue.Resources.Rules;

namespace Gongxin.Catalogue.Resources.Compiling;

// The edit form: a content as named texts and back. What cannot be read stays in the form as it was typed, with its finding.
internal static class ResourceForm
{
    public static Dictionary<string, string> Write(ResourceContent content)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["classCode"] = content.ClassCode,
            ["sequence"] = content.Sequence,
            ["subject"] = content.Subject,
            ["detail"] = content.Detail,
            ["name"] = content.Name,
            ["providerName"] = content.ProviderName,
            ["providerCode"] = content.ProviderCode,
            ["summary"] = content.Summary,
            ["formatClass"] = content.FormatClass,
            ["formatType"] = content.FormatType,
            ["shareType"] = content.ShareType,
            ["shareCondition"] = content.ShareCondition,
            ["shareMethod"] = content.ShareMethod,
            ["openType"] = content.OpenType,
            ["openCondition"] = content.OpenCondition,
            ["openMethod"] = content.OpenMethod,
            ["usageRequirement"] = content.UsageRequirement,
            ["updateCycle"] = content.UpdateCycle,
            ["releasedOn"] = content.ReleasedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["relatedCodes"] = string.Join('\n', content.RelatedCodes),
            ["domain"] = content.Domain,
            ["dataLevel"] = content.DataLevel,
            ["catalogueLevel"] = content.CatalogueLevel,
            ["processingDegree"] = content.ProcessingDegree,
        };
        for (var i = 0; i < content.Items.Count; i++)
        {
            Write(fields, $"items[{i}]", content.Items[i]);
        }

        return fields.Where(f => !string.IsNullOrEmpty(f.Value)).ToDictionary(f => f.Key, f => f.Value!, StringComparer.Ordinal);
    }

    public static (ResourceContent Content, IReadOnlyList<ResourceFinding> Unreadable) Read(IReadOnlyDictionary<string, string> fields)
    {
        var unreadable = new List<ResourceFinding>();
        string? Text(string name) => fields.GetValueOrDefault(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        var content = new ResourceContent
        {
            ClassCode = Text("classCode"),
            Sequence = Text("sequence"),
            Subject = Text("subject"),
            Detail = Text("detail"),
            Name = Text("name"),
            ProviderName = Text("providerName"),
            ProviderCode = Text("providerCode"),
            Summary = Text("summary"),
            FormatClass = Text("formatClass"),
            FormatType = Text("formatType"),
            Items = [.. ItemsOf(fields, unreadable)],
            ShareType = Text("shareType"),
            ShareCondition = Text("shareCondition"),
            ShareMethod = Text("shareMethod"),
            OpenType = Text("openType"),
            OpenCondition = Text("openCondition"),
            OpenMethod = Text("openMethod"),
            UsageRequirement = Text("usageRequirement"),
            UpdateCycle = Text("updateCycle"),
            ReleasedOn = WrittenValue.Day(Text("releasedOn"), "releasedOn", unreadable),
            RelatedCodes = WrittenValue.Codes(Text("relatedCodes")),
            Domain = Text("domain"),
            DataLevel = Text("dataLevel"),
            CatalogueLevel = Text("catalogueLevel"),
            ProcessingDegree = Text("processingDegree"),
        };
        return (content, unreadable);
    }

    // An item whose fields are all empty is none.
    private static IEnumerable<ResourceItem> ItemsOf(IReadOnlyDictionary<string, string> fields, List<ResourceFinding> unreadable)
    {
        for (var i = 0; i < ResourceContent.ItemsMax && fields.ContainsKey($"items[{i}].name"); i++)
        {
            string? Text(string name) => fields.GetValueOrDefault($"items[{i}].{name}") is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
            var at = $"items[{i}]";
            var item = new ResourceItem
            {
                Name = Text("name"),
                DataType = Text("dataType"),
                Length = WrittenValue.Number(Text("length"), at + ".length", unreadable),
                IsKey = Text("isKey") == "true",
                Sensitivity = WrittenValue.Number(Text("sensitivity"), at + ".sensitivity", unreadable),
                ShareType = Text("shareType"),
                OpenType = Text("openType"),
                MaskRule = Text("maskRule"),
                Description = Text("description"),
            };
            if (item != new ResourceItem())
            {
                yield return item;
            }
        }
    }

    private static void Write(Dictionary<string, string?> fields, string at, ResourceItem item)
    {
        fields[at + ".name"] = item.Name;
        fields[at + ".dataType"] = item.DataType;
        fields[at + ".length"] = item.Length?.ToString(CultureInfo.InvariantCulture);
        fields[at + ".isKey"] = item.IsKey ? "true" : null;
        fields[at + ".sensitivity"] = item.Sensitivity?.ToString(CultureInfo.InvariantCulture);
        fields[at + ".shareType"] = item.ShareType;
        fields[at + ".openType"] = item.OpenType;
        fields[at + ".maskRule"] = item.MaskRule;
        fields[at + ".description"] = item.Description;
    }
}
