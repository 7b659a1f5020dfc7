using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Workbooks;

namespace Gongxin.Datastore.Exports;

// A workbook with one sheet, or more where the rows do not fit into one. An empty text and an empty cell are the same there.
internal sealed class XlsxTableWriter(ExportBuffer to, IReadOnlyList<ColumnSchema> columns) : TableWriter(columns)
{
    private const string SheetName = "data";

    private readonly XlsxWriter _writer = new(new ExportStream(to));

    public override void Begin() => _writer.BeginSheet(SheetName, Columns);

    public override void Row(DuckDBDataReader reader, int row)
    {
        _writer.BeginRow();
        for (var at = 0; at < Columns.Count; at++)
        {
            var vector = reader.Vector(at);
            if (vector.IsNull(row))
            {
                _writer.WriteBlank();
            }
            else
            {
                Cell(Columns[at], vector, row);
            }
        }

        _writer.EndRow();
    }

    public override void End() => _writer.Complete();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writer.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Cell(ColumnSchema column, VectorReader vector, int row)
    {
        switch (column.Type)
        {
            case ColumnType.Text:
                _writer.WriteText(vector.GetUtf8(row));
                break;
            case ColumnType.Integer:
                _writer.WriteInteger(vector.GetInt64(row));
                break;
            case ColumnType.Decimal:
                _writer.WriteDecimal(vector.GetUnscaled(row), column.Scale);
                break;
            case ColumnType.Number:
                _writer.WriteNumber(vector.GetDouble(row));
                break;
            case ColumnType.Boolean:
                _writer.WriteBoolean(vector.GetBoolean(row));
                break;
            case ColumnType.DateTime:
                _writer.WriteDateTime(vector.GetDateTime(row));
                break;
            case ColumnType.YearMonth:
                _writer.WriteYearMonth(vector.GetDate(row));
                break;
            case ColumnType.Year:
                _writer.WriteYear(vector.GetDate(row));
                break;
            default:
                _writer.WriteDate(vector.GetDate(row));
                break;
        }
    }
}
