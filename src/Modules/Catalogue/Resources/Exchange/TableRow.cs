using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Resources.Exchange;

// A row of a handed-in catalogue: its cells by field, empty ones left out.
internal sealed record TableRow(long Number, IReadOnlyDictionary<string, string> Cells)
{
    // More than any field takes; what is longer is cut here, and found too long.
    private const int CellBytesMax = 65_536;

    public string? this[string field] => Cells.GetValueOrDefault(field);

    public static TableRow Of(CellBatch batch, int row, IReadOnlyList<(int Column, string Field)> columns)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, field) in columns)
        {
            var cell = batch.Cell(row, column);
            var text = System.Text.Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, CellBytesMax)]).Trim();
            if (text.Length > 0)
            {
                cells[field] = text;
            }
        }

        return new TableRow(batch.RowNumber(row), cells);
    }

    public bool HasItem => Cells.Keys.Any(CatalogueTable.IsItem);
}
