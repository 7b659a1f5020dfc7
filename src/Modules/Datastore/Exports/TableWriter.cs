using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Exports;

// Writes rows in one format, chunk by chunk.
internal abstract class TableWriter(IReadOnlyList<ColumnSchema> columns) : IDisposable
{
    protected IReadOnlyList<ColumnSchema> Columns { get; } = columns;

    public abstract void Begin();

    public abstract void Row(DuckDBDataReader reader, int row);

    public abstract void End();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
