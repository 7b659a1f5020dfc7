using Gongxin.Catalogue.Resources.Rules;

namespace Gongxin.Catalogue.Resources.Exchange;

// The rows of one resource that stand together in a file: the first says what it is, each may add an item.
internal sealed class TableGroup(int number, TableRow first)
{
    private static readonly string[] Keys = ["name", "code", "providerCode"];

    private const int FindingsMax = 2000;

    private readonly List<TableRow> _items = [];
    private readonly List<ResourceFinding> _findings = [];

    // Its place in the file, from 0.
    public int Number => number;
    public TableRow First => first;
    public IReadOnlyList<TableRow> Items => _items;
    public long RowCount { get; private set; }

    // The first of its findings; all are counted.
    public IReadOnlyList<ResourceFinding> Findings => _findings;
    public long FindingCount { get; private set; }

    public void Find(ResourceFinding finding)
    {
        FindingCount++;
        if (_findings.Count < FindingsMax)
        {
            _findings.Add(finding);
        }
    }

    // A row below belongs to it when it names the same resource, or none.
    public bool Takes(TableRow row) => Keys.All(k => row[k] is not { } written || first[k] is not { } known || written == known)
        && (row["name"] is null || row["name"] == first["name"]);

    public void Add(TableRow row)
    {
        RowCount++;
        if (row.HasItem && _items.Count <= ResourceContent.ItemsMax)
        {
            _items.Add(row);
        }

        foreach (var (field, text) in row.Cells)
        {
            if (!CatalogueTable.IsItem(field) && first[field] != text)
            {
                Find(new ResourceFinding(field, "resource.rows-differ", text) { Row = row.Number });
            }
        }
    }
}
