namespace Gongxin.Datastore.Rows.Index;

// A row of an index.
internal readonly struct IndexCells(RowIndex index, IReadOnlyList<OutputColumn> columns, int row) : IRowCells
{
    public bool IsEmpty(int at) => Column(at).Code(row) == Column(at).EmptyCode;

    public ReadOnlySpan<byte> Utf8(int at) => Column(at).Utf8(Column(at).Code(row));

    public CellValue Value(int at) => Column(at).Value(Column(at).Code(row));

    private IndexColumn Column(int at) => index.Columns[columns[at].Column!.Value];
}
