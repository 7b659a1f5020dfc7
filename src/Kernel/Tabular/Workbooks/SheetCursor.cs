namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>Goes once through the rows of a sheet that have something in them.</summary>
internal abstract class SheetCursor : IDisposable
{
    /// <summary>The sheet's own number of the row.</summary>
    public long RowNumber { get; protected set; }

    public bool RowIsHidden { get; protected set; }

    public RowCells Cells { get; } = new();

    public abstract long BytesRead { get; }

    /// <summary>Moves to the next row with content; false at the end of the sheet.</summary>
    /// <exception cref="TabularException">The rest cannot be read.</exception>
    public abstract bool NextRow();

    /// <summary>Columns that are hidden; known from the first row on.</summary>
    public abstract IReadOnlyList<(int First, int Last)> HiddenColumns { get; }

    /// <summary>Passes over the rows that are left and gives the merged cells, which stand at the end of a sheet.</summary>
    public abstract IReadOnlyList<CellRange> ReadMerges();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A sheet that can be gone through any number of times.</summary>
internal abstract class SheetSource
{
    public abstract string Name { get; }
    public abstract bool IsHidden { get; }

    public abstract SheetCursor Open();
}

/// <summary>A workbook of either format.</summary>
internal abstract class Workbook : IDisposable
{
    public abstract IReadOnlyList<SheetSource> Sheets { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
