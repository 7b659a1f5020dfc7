using System.Runtime.InteropServices;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Rows.Index;

// The index of one version: for each column its values in order, and the rows in their order. With it a filter is a range,
// its exact total a subtraction, and a sorted page is read where it stands.
internal sealed unsafe class RowIndex : IDisposable
{
    private readonly MappedFile _file;
    private readonly long* _rowNumbers;

    private RowIndex(MappedFile file, TableSchema schema)
    {
        _file = file;
        var head = (IndexHead*)file.Start;
        var sections = (IndexSection*)(head + 1);
        RowCount = head->Rows;
        _rowNumbers = (long*)(file.Start + head->RowNumbers);
        Columns = [.. schema.Columns.Select((column, at) => new IndexColumn(column, RowCount, file.Start, sections[at]))];
    }

    public int RowCount { get; }
    public IReadOnlyList<IndexColumn> Columns { get; }
    public long Length => _file.Length;

    public ReadOnlySpan<long> RowNumbers => new(_rowNumbers, RowCount);

    // Null when there is no such file, or it is not a whole index of such a table.
    public static RowIndex? Open(string path, TableSchema schema)
    {
        var known = new FileInfo(path);
        if (!known.Exists || known.Length < IndexLayout.HeadLength(schema.Columns.Count))
        {
            return null;
        }

        var file = MappedFile.OpenRead(path);
        if (IsWhole(file, schema))
        {
            return new RowIndex(file, schema);
        }

        file.Dispose();
        return null;
    }

    public void Dispose() => _file.Dispose();

    private static bool IsWhole(MappedFile file, TableSchema schema)
    {
        ref readonly var head = ref MemoryMarshal.AsRef<IndexHead>(new ReadOnlySpan<byte>(file.Start, sizeof(IndexHead)));
        return head.Magic == IndexLayout.Magic && head.Length == file.Length && head.Columns == schema.Columns.Count;
    }
}
