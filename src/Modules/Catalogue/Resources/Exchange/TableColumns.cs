using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Resources.Exchange;

// Which column of a file is which field. Blanks, width and the names of bands above ("信息资源分类/类") do not count.
internal static class TableColumns
{
    private static readonly Dictionary<string, string> ByHeader =
        CatalogueTable.Fields.ToDictionary(f => Plain(FieldNames.ColumnOf(f)), f => f, StringComparer.Ordinal);

    // Null when the table has no names of resources; `unknown` gets what is no column of the guide.
    public static IReadOnlyList<(int Column, string Field)>? Of(IReadOnlyList<string> headers, List<ResourceFinding> unknown)
    {
        var known = new List<(int Column, string Field)>();
        for (var i = 0; i < headers.Count; i++)
        {
            if (FieldOf(headers[i]) is { } field && known.TrueForAll(k => k.Field != field))
            {
                known.Add((i, field));
            }
            else
            {
                unknown.Add(new ResourceFinding(headers[i], "resource.column-unknown", headers[i]) { Row = 1 });
            }
        }

        return known.Exists(k => k.Field == "name") ? known : null;
    }

    private static string? FieldOf(string header) =>
        ByHeader.GetValueOrDefault(Plain(header)) ?? ByHeader.GetValueOrDefault(Plain(header[(header.LastIndexOf('/') + 1)..]));

    private static string Plain(string header) => NormalForm.ForSearch(string.Concat(header.Where(c => !char.IsWhiteSpace(c))));
}
