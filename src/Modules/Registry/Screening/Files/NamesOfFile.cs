using System.Collections.Frozen;
using System.Text;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Text;

namespace Gongxin.Registry.Screening.Files;

// The names in a file, in its order and in batches. The column is told by its heading; a list of one column may have none, then its first line
// is a name too.
internal static class NamesOfFile
{
    private static readonly FrozenSet<string> Headings = new[]
    {
        "名称", "企业名称", "主体名称", "单位名称", "机构名称", "公司名称", "行政相对人名称", "投标人", "供应商", "供应商名称", "name", "company", "companyname", "cf_xdr_mc", "xk_xdr_mc",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <exception cref="TabularException">The file cannot be read as a table.</exception>
    /// <exception cref="Kernel.Errors.Refusal"><c>registry.screening-without-names</c></exception>
    public static IEnumerable<IReadOnlyList<string>> Read(string path, string fileName, CancellationToken ct)
    {
        using var file = TabularReader.Open(path, fileName, ct: ct);
        var table = file.Tables.FirstOrDefault(t => ColumnOf(t) >= 0) ?? throw RegistryRefusals.ScreeningWithoutNames();
        var column = ColumnOf(table);
        var cells = new CellBatch(table.Columns.Count);
        using var rows = table.OpenRows();
        if (!IsHeading(table.Columns[column]) && table.HeaderFindings.Count == 0)
        {
            yield return [table.Columns[column]];
        }

        while (rows.Read(cells, ct))
        {
            var names = new List<string>(cells.RowCount);
            for (var row = 0; row < cells.RowCount; row++)
            {
                if (!cells.IsError(row, column) && Encoding.UTF8.GetString(cells.Cell(row, column)).Trim() is { Length: > 0 } name)
                {
                    names.Add(name);
                }
            }

            yield return names;
        }
    }

    private static int ColumnOf(TabularTable table)
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            if (IsHeading(table.Columns[column]))
            {
                return column;
            }
        }

        return table.Columns.Count == 1 ? 0 : -1;
    }

    private static bool IsHeading(string heading) => Headings.Contains(NormalForm.HalfWidth(heading).Replace(" ", "", StringComparison.Ordinal).Trim().ToLowerInvariant());
}
