namespace Gongxin.Catalogue.Resources;

// Which fields hold a code of which list.
internal static class CodedFields
{
    public const string Classes = "resource-classes";
    public const string Attributes = "resource-attribute-classes";
    public const string Formats = "resource-formats";
    public const string ShareTypes = "share-types";
    public const string ShareMethods = "share-methods";
    public const string OpenTypes = "open-types";
    public const string UpdateCycles = "update-cycles";
    public const string Domains = "open-data-domains";
    public const string DataLevels = "data-security-levels";
    public const string CatalogueLevels = "catalogue-levels";
    public const string ProcessingDegrees = "data-processing-degrees";
    public const string ItemTypes = "resource-item-data-types";
    public const string States = "catalogue-workflow-states";

    public static IEnumerable<(string Field, string List, string? Code)> Of(ResourceContent content)
    {
        yield return ("formatClass", Formats, content.FormatClass);
        yield return ("shareType", ShareTypes, content.ShareType);
        yield return ("shareMethod", ShareMethods, content.ShareMethod);
        yield return ("openType", OpenTypes, content.OpenType);
        yield return ("openMethod", ShareMethods, content.OpenMethod);
        yield return ("updateCycle", UpdateCycles, content.UpdateCycle);
        yield return ("domain", Domains, content.Domain);
        yield return ("dataLevel", DataLevels, content.DataLevel);
        yield return ("catalogueLevel", CatalogueLevels, content.CatalogueLevel);
        yield return ("processingDegree", ProcessingDegrees, content.ProcessingDegree);
        for (var i = 0; i < content.Items.Count; i++)
        {
            yield return ($"items[{i}].dataType", ItemTypes, content.Items[i].DataType);
            yield return ($"items[{i}].shareType", ShareTypes, content.Items[i].ShareType);
            yield return ($"items[{i}].openType", OpenTypes, content.Items[i].OpenType);
        }
    }
}
