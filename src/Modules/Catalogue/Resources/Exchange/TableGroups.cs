using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Resources.Exchange;

// Reads a handed-in file as groups of rows, one after the other: memory holds one batch of rows and one group. A row that cannot
// be read costs the resource above it, because it may have been its item.
internal sealed class TableGroups : IDisposable
{
    private const int UnreadableMax = 10_000;

    private readonly TabularFile _file;
    private readonly Action<ResourceFinding> _tell;
    private readonly List<ResourceFinding> _unreadable = [];
    private int _number;

    private TableGroups(TabularFile file, Action<ResourceFinding> tell) => (_file, _tell) = (file, tell);

    // Rows so far, and those of them that belong to no resource.
    public long RowsRead { get; private set; }
    public long RowsLost { get; private set; }

    // `tell` hears what was found outside of any resource.
    public static TableGroups Open(string path, string fileName, Action<ResourceFinding> tell, CancellationToken ct) =>
        new(TabularReader.Open(path, fileName, null, ct), tell);

    public IEnumerable<TableGroup> Read(CancellationToken ct)
    {
        var tables = 0;
        foreach (var table in _file.Tables)
        {
            var unknown = new List<ResourceFinding>();
            if (TableColumns.Of(table.Columns, unknown) is not { } columns)
            {
                continue;
            }

            tables++;
            unknown.ForEach(_tell);
            foreach (var group in Read(table, columns, ct))
            {
                yield return group;
            }
        }

        if (tables == 0)
        {
            throw ResourceRefusals.ImportNotATable();
        }
    }

    public void Dispose() => _file.Dispose();

    private IEnumerable<TableGroup> Read(TabularTable table, IReadOnlyList<(int Column, string Field)> columns, CancellationToken ct)
    {
        using var reader = table.OpenRows();
        reader.OnFinding = Note;
        var batch = new CellBatch(table.Columns.Count);
        TableGroup? group = null;
        while (reader.Read(batch, ct))
        {
            for (var i = 0; i < batch.RowCount; i++)
            {
                var row = TableRow.Of(batch, i, columns);
                RowsRead++;
                Charge(group, row.Number);
                if (group is not null && group.Takes(row))
                {
                    group.Add(row);
                    continue;
                }

                if (group is not null)
                {
                    yield return group;
                }

                group = Begin(row);
            }
        }

        Charge(group, long.MaxValue);
        if (group is not null)
        {
            yield return group;
        }
    }

    private TableGroup? Begin(TableRow row)
    {
        if (row["name"] is null && row["code"] is null)
        {
            RowsLost++;
            _tell(new ResourceFinding("name", "resource.row-of-nothing") { Row = row.Number });
            return null;
        }

        var group = new TableGroup(_number++, row);
        group.Add(row);
        return group;
    }

    private void Note(Finding finding)
    {
        // Short rows are padded and sheets have notes: nothing is lost by either.
        if (finding.Code.StartsWith("row.", StringComparison.Ordinal) && finding.Code != FindingCodes.RowTooFewCells)
        {
            RowsRead++;
            RowsLost++;
            _unreadable.Add(new ResourceFinding("row", finding.Code, finding.Text, finding.Args) { Row = finding.Row });
            if (_unreadable.Count > UnreadableMax)
            {
                Charge(null, long.MaxValue);
            }
        }
    }

    // Unreadable rows above this one.
    private void Charge(TableGroup? group, long before)
    {
        if (_unreadable.Count > 0)
        {
            _unreadable.FindAll(f => f.Row < before).ForEach(group is null ? _tell : group.Find);
            _unreadable.RemoveAll(f => f.Row < before);
        }
    }
}
