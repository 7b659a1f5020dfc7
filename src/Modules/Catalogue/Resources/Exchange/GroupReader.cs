using System.Globalization;
using Gongxin.Catalogue.Resources.Rules;

namespace Gongxin.Catalogue.Resources.Exchange;

// A group of rows as a content: coded cells by code or name, days, numbers and truths as people write them.
internal sealed class GroupReader(CodeNames names)
{
    public ResourceContent Read(TableGroup group)
    {
        var row = group.First;
        var found = new List<ResourceFinding>();
        Secrecy(row, found);
        var (cls, sequence) = CodeOf(row, found);
        var content = new ResourceContent
        {
            ClassCode = cls,
            Sequence = sequence,
            Subject = row["subject"],
            Detail = row["detail"],
            Name = row["name"],
            ProviderName = row["providerName"],
            ProviderCode = row["providerCode"],
            Summary = row["summary"],
            FormatClass = Coded(row, "formatClass", CodedFields.Formats, found),
            FormatType = row["formatType"],
            Items = [.. group.Items.Select(item => ItemOf(item, group))],
            ShareType = Coded(row, "shareType", CodedFields.ShareTypes, found),
            ShareCondition = row["shareCondition"],
            ShareMethod = Coded(row, "shareMethod", CodedFields.ShareMethods, found),
            OpenType = OpenTypeOf(row, found),
            OpenCondition = row["openCondition"],
            UpdateCycle = Coded(row, "updateCycle", CodedFields.UpdateCycles, found),
            ReleasedOn = WrittenValue.Day(row["releasedOn"], "releasedOn", found),
            RelatedCodes = WrittenValue.Codes(row["relatedCodes"]),
            Domain = Coded(row, "domain", CodedFields.Domains, found),
            DataLevel = Coded(row, "dataLevel", CodedFields.DataLevels, found),
            CatalogueLevel = Coded(row, "catalogueLevel", CodedFields.CatalogueLevels, found),
            ProcessingDegree = Coded(row, "processingDegree", CodedFields.ProcessingDegrees, found),
            OpenMethod = Coded(row, "openMethod", CodedFields.ShareMethods, found),
            UsageRequirement = row["usageRequirement"],
        };
        found.ForEach(f => group.Find(f with { Row = row.Number }));
        return StoredContent.Tidy(content);
    }

    // A finding of a content, at its place in the file.
    public static ResourceFinding Locate(ResourceFinding finding, TableGroup group)
    {
        if (finding.Field.StartsWith("items[", StringComparison.Ordinal) && finding.Field.IndexOf("].", StringComparison.Ordinal) is var end and > 0)
        {
            var index = int.Parse(finding.Field.AsSpan(6, end - 6), NumberStyles.None, CultureInfo.InvariantCulture);
            return finding with { Row = group.Items[index].Number, Field = "item." + finding.Field[(end + 2)..] };
        }

        return finding with { Row = group.First.Number, Field = finding.Field is "classCode" or "sequence" ? "code" : finding.Field };
    }

    private ResourceItem ItemOf(TableRow row, TableGroup group)
    {
        var found = new List<ResourceFinding>();
        var item = new ResourceItem
        {
            Name = row["item.name"],
            DataType = Coded(row, "item.dataType", CodedFields.ItemTypes, found),
            Length = WrittenValue.Number(row["item.length"], "item.length", found),
            IsKey = WrittenValue.Truth(row["item.isKey"], "item.isKey", found) ?? false,
            Sensitivity = WrittenValue.Number(row["item.sensitivity"], "item.sensitivity", found),
            ShareType = Coded(row, "item.shareType", CodedFields.ShareTypes, found),
            OpenType = Coded(row, "item.openType", CodedFields.OpenTypes, found),
            MaskRule = row["item.maskRule"],
            Description = row["item.description"],
        };
        found.ForEach(f => group.Find(f with { Row = row.Number }));
        return item;
    }

    private string? Coded(TableRow row, string field, string list, List<ResourceFinding> found)
    {
        if (row[field] is not { } written)
        {
            return null;
        }

        if (names.CodeOf(list, written) is { } code)
        {
            return code;
        }

        found.Add(new ResourceFinding(field, "resource.value-unknown", Excerpt(written)));
        return null;
    }

    private (string? Class, string? Sequence) CodeOf(TableRow row, List<ResourceFinding> found)
    {
        if (row["code"] is not { } code)
        {
            return (null, null);
        }

        var at = code.IndexOf('/', StringComparison.Ordinal);
        if (at < 0)
        {
            found.Add(new ResourceFinding("code", "resource.code-form", Excerpt(code)));
            return (null, null);
        }

        var cls = code[..at].Trim();
        Named(row, "class", cls, 1, found);
        Named(row, "classItem", cls, 3, found);
        return (cls, code[(at + 1)..].Trim() is { Length: > 0 } sequence ? sequence : null);
    }

    // The names of class and item repeat what the code says.
    private void Named(TableRow row, string field, string cls, int length, List<ResourceFinding> found)
    {
        if (row[field] is { } written && cls.Length >= length && names.CodeOf(CodedFields.Classes, written) != cls[..length])
        {
            found.Add(new ResourceFinding(field, "resource.class-not-as-named", Excerpt(written), names.ChineseOf(CodedFields.Classes, cls[..length])!));
        }
    }

    private string? OpenTypeOf(TableRow row, List<ResourceFinding> found)
    {
        var type = Coded(row, "openType", CodedFields.OpenTypes, found);
        var open = WrittenValue.Truth(row["openToSociety"], "openToSociety", found);
        if (type is not null && open is { } said && said != (type is "1" or "2"))
        {
            found.Add(new ResourceFinding("openToSociety", "resource.open-contradiction", row["openToSociety"]));
        }

        return type ?? (open is false ? "3" : null);
    }

    private static void Secrecy(TableRow row, List<ResourceFinding> found)
    {
        if (row["secrecy"] is CatalogueTable.Classified)
        {
            found.Add(new ResourceFinding("secrecy", "resource.classified"));
        }
        else if (row["secrecy"] is not (null or CatalogueTable.Unclassified))
        {
            found.Add(new ResourceFinding("secrecy", "resource.value-unknown", Excerpt(row["secrecy"]!)));
        }
    }

    private static string Excerpt(string text) => text.Length <= Kernel.Tabular.Finding.TextMax ? text : text[..Kernel.Tabular.Finding.TextMax];
}
