using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Identifiers;

namespace Gongxin.Catalogue.Resources.Rules;

// All that a resource must meet by itself, without looking at others: every fault is found, not the first alone. What is a rule
// of law or of the platform stands as a dated row in resource-rules.csv and is asked of the day of the check.
internal sealed class ResourceChecks(ICodeLists lists, ResourceRuleBook rules)
{
    private static readonly string[] Tables = ["2", "3", "7"];

    public IReadOnlyList<ResourceFinding> Find(ResourceContent content, DateOnly today)
    {
        var found = new FindingsOf(rules, today);
        Required(content, found);
        Lengths.Find(content, found);
        Codes(content, found);
        Identity(content, found, today);
        Sharing(content, found);
        Opening(content, found);
        Items(content, found);
        return found.All;
    }

    // What cannot even be kept as a draft.
    public IReadOnlyList<ResourceFinding> FindUnstorable(ResourceContent content, DateOnly today)
    {
        var found = new FindingsOf(rules, today);
        found.RequireText("name", content.Name);
        Lengths.Find(content, found);
        return found.All;
    }

    private static void Required(ResourceContent content, FindingsOf found)
    {
        found.RequireText("classCode", content.ClassCode);
        found.RequireText("name", content.Name);
        found.RequireText("providerName", content.ProviderName);
        found.RequireText("providerCode", content.ProviderCode);
        found.RequireText("summary", content.Summary);
        found.RequireText("formatClass", content.FormatClass);
        found.RequireText("formatType", content.FormatType);
        found.RequireText("shareType", content.ShareType);
        found.RequireText("openType", content.OpenType);
        found.RequireText("updateCycle", content.UpdateCycle);
        found.RequireText("domain", content.Domain);
        found.RequireText("dataLevel", content.DataLevel);
        if (content.Items.Count == 0 && Tables.Contains(content.FormatClass))
        {
            found.Add("items", "resource.items-missing");
        }
    }

    private void Codes(ResourceContent content, FindingsOf found)
    {
        foreach (var (field, list, code) in CodedFields.Of(content))
        {
            if (code is not null && lists.Item(list, code) is null)
            {
                found.Add(field, "resource.code-unknown", code, list);
            }
        }
    }

    private void Identity(ResourceContent content, FindingsOf found, DateOnly today)
    {
        if (content.ClassCode is { } cls)
        {
            if (!ResourceCode.IsClass(cls))
            {
                found.Add("classCode", "resource.class-form", cls);
            }
            else if (lists.Item(CodedFields.Classes, cls[..3]) is null)
            {
                found.Add("classCode", "resource.class-unknown", cls, cls[..3]);
            }
        }

        if (content.Sequence is { } sequence && !ResourceCode.IsSequence(sequence))
        {
            found.Add("sequence", "resource.sequence-form", sequence);
        }

        if (content.ProviderCode is { } provider && !IsProvider(provider))
        {
            found.Add("providerCode", "resource.provider-code", provider);
        }

        if (content.ReleasedOn > today)
        {
            found.Add("releasedOn", "resource.date-in-future");
        }

        foreach (var code in content.RelatedCodes)
        {
            if (ResourceCode.TryParse(code) is null)
            {
                found.Add("relatedCodes", "resource.related-form", code, code);
            }
            else if (code == content.Code()?.ToString())
            {
                found.Add("relatedCodes", "resource.related-to-itself", code);
            }
        }
    }

    // The unified social credit code; older entries name the organisation code.
    private static bool IsProvider(string code) =>
        IdentifierRules.CheckUscc(code) is IdentifierCheck.Valid || IdentifierRules.CheckOrganisationCode(code) is IdentifierCheck.Valid;

    private static void Sharing(ResourceContent content, FindingsOf found)
    {
        if (content.ShareType is "1" or "2" && content.ShareMethod is null)
        {
            found.Add("shareMethod", "resource.share-method-missing");
        }

        if (content.ShareType is "2" && content.ShareCondition is null)
        {
            found.AddRule("shareCondition", "resource.share-condition-missing");
        }

        if (content.ShareType is not "3")
        {
            return;
        }

        if (!LegalCitation.IsIn(content.ShareCondition))
        {
            found.AddRule("shareCondition", "resource.no-share-without-law", content.ShareCondition);
        }

        if (content.ClassCode is ['1', ..])
        {
            found.AddRule("shareType", "resource.basic-not-shared");
        }
    }

    private static void Opening(ResourceContent content, FindingsOf found)
    {
        if (content.OpenType is "2" && content.OpenCondition is null)
        {
            found.AddRule("openCondition", "resource.open-condition-missing");
        }

        if (content.IsOpen() && content.DataLevel is { } level && found.RuleFor("resource.open-level") is { } rule && level != rule.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            found.AddRule("openType", "resource.open-level", level);
        }
    }

    private static void Items(ResourceContent content, FindingsOf found)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var masked = found.RuleFor("resource.sensitive-item-unmasked")?.Value;
        for (var i = 0; i < content.Items.Count; i++)
        {
            var item = content.Items[i];
            found.RequireText($"items[{i}].name", item.Name);
            found.RequireText($"items[{i}].dataType", item.DataType);
            if (item.Name is { } name && !seen.Add(name))
            {
                found.AddRule($"items[{i}].name", "resource.item-name-twice", name);
            }

            if (item.Length is <= 0)
            {
                found.Add($"items[{i}].length", "resource.item-length");
            }

            if (item.Sensitivity is < 1 or > 4)
            {
                found.Add($"items[{i}].sensitivity", "resource.item-sensitivity");
            }

            if (content.IsOpen() && (item.OpenType ?? content.OpenType) is "1" or "2" && item.Sensitivity >= masked && item.MaskRule is null)
            {
                found.AddRule($"items[{i}].maskRule", "resource.sensitive-item-unmasked", item.Name);
            }
        }
    }
}
