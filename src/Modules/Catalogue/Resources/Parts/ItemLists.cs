namespace Gongxin.Catalogue.Resources.Parts;

// The lists that the fields of an item take their codes from.
internal static class ItemLists
{
    public static IReadOnlyDictionary<string, IReadOnlyList<CodedValue>> Of(CodeNames names) => new Dictionary<string, IReadOnlyList<CodedValue>>(StringComparer.Ordinal)
    {
        ["dataType"] = names.All(CodedFields.ItemTypes),
        ["shareType"] = names.All(CodedFields.ShareTypes),
        ["openType"] = names.All(CodedFields.OpenTypes),
    };
}
