using System.Globalization;

namespace Gongxin.Catalogue.Resources.Rules;

// What the tables can hold: lengths of texts, number of items and relations.
internal static class Lengths
{
    private const int CodedMax = 10;

    public static void Find(ResourceContent content, FindingsOf found)
    {
        found.Limit("classCode", content.ClassCode, ResourceCode.ClassMax);
        found.Limit("sequence", content.Sequence, ResourceCode.SequenceMax);
        found.Limit("subject", content.Subject, ResourceContent.TitleMax);
        found.Limit("detail", content.Detail, ResourceContent.TitleMax);
        found.Limit("name", content.Name, ResourceContent.NameMax);
        found.Limit("providerName", content.ProviderName, ResourceContent.ProviderMax);
        found.Limit("providerCode", content.ProviderCode, ResourceContent.ProviderCodeMax);
        found.Limit("summary", content.Summary, ResourceContent.TextMax);
        found.Limit("formatType", content.FormatType, ResourceContent.TitleMax);
        found.Limit("shareCondition", content.ShareCondition, ResourceContent.TextMax);
        found.Limit("openCondition", content.OpenCondition, ResourceContent.TextMax);
        found.Limit("usageRequirement", content.UsageRequirement, ResourceContent.TextMax);
        foreach (var (field, _, code) in CodedFields.Of(content))
        {
            found.Limit(field, code, CodedMax);
        }

        for (var i = 0; i < content.Items.Count; i++)
        {
            found.Limit($"items[{i}].name", content.Items[i].Name, ResourceContent.ProviderMax);
            found.Limit($"items[{i}].maskRule", content.Items[i].MaskRule, ResourceContent.TextMax);
            found.Limit($"items[{i}].description", content.Items[i].Description, ResourceContent.TextMax);
        }

        foreach (var code in content.RelatedCodes)
        {
            found.Limit("relatedCodes", code, ResourceCode.LengthMax);
        }

        Count("items", content.Items.Count, ResourceContent.ItemsMax, found);
        Count("relatedCodes", content.RelatedCodes.Count, ResourceContent.RelatedMax, found);
    }

    private static void Count(string field, int count, int max, FindingsOf found)
    {
        if (count > max)
        {
            found.Add(field, "resource.too-many", null, max.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture));
        }
    }
}
