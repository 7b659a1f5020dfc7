using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Exports;

// Row objects as in the rows API, one on a line: in an array, or bare (NDJSON).
internal sealed class JsonTableWriter(ExportBuffer to, IReadOnlyList<ColumnSchema> columns, bool inArray) : TableWriter(columns)
{
    private readonly OutputColumn[] _columns = [.. columns.Select(column => new OutputColumn(column.Name, column, null))];
    private RowJson? _rows;
    private bool _hasRows;

    public override void Begin()
    {
        _rows = new RowJson(to, _columns);
        to.Write(inArray ? "["u8 : default);
    }

    public override void Row(DuckDBDataReader reader, int row)
    {
        if (inArray)
        {
            to.Write(_hasRows ? ",\n"u8 : "\n"u8);
        }

        _rows!.Row(new ChunkCells(_columns, reader, 0, row));
        _rows.Json.Flush();
        _rows.Json.Reset();
        to.Write(inArray ? default : "\n"u8);
        _hasRows = true;
    }

    public override void End() => to.Write(inArray ? "\n]\n"u8 : default);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows?.Dispose();
        }

        base.Dispose(disposing);
    }
}
