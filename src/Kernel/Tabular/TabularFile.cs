namespace Gongxin.Kernel.Tabular;

/// <summary>What a file is, told by its content.</summary>
public enum TabularFormat
{
    Csv,
    Tsv,
    Json,
    NdJson,
    Xls,
    Xlsx,
}

/// <summary>A file understood: its format, encoding and tables. Opening reads only as much as is needed to tell.</summary>
public abstract class TabularFile : IDisposable
{
    public abstract TabularFormat Format { get; }

    /// <summary>IANA name of the text encoding, e.g. <c>utf-8</c>, <c>gb18030</c>; null for workbooks.</summary>
    public abstract string? Encoding { get; }

    /// <summary>One table for text files; one per non-empty sheet for workbooks.</summary>
    public abstract IReadOnlyList<TabularTable> Tables { get; }

    /// <summary>Findings about the file as a whole (e.g. a name that does not fit the content).</summary>
    public virtual IReadOnlyList<Finding> Findings => [];

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>One table of a file. It can be read from the start any number of times, each time with the same result.</summary>
public abstract class TabularTable
{
    /// <summary>Sheet name; empty for files with one table.</summary>
    public abstract string Name { get; }

    /// <summary>Column names in file order, unique and not empty (repairs are told in <see cref="HeaderFindings"/>).</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>What was repaired in the header: empty and duplicate names, preamble rows skipped.</summary>
    public abstract IReadOnlyList<Finding> HeaderFindings { get; }

    /// <summary>A new reader at the first data row.</summary>
    public abstract RowReader OpenRows();
}

/// <summary>
/// Reads rows of a table in file order. Structural faults of a row (too many cells) refuse that row and are reported
/// in <see cref="Refused"/>; faults that make the rest unreadable (unclosed quote, cut-off file) throw <see cref="TabularException"/>.
/// </summary>
public abstract class RowReader : IDisposable
{
    /// <summary>Fills the batch (cleared first) with up to <see cref="CellBatch.RowsMax"/> rows; false at the end when no row was read.</summary>
    public abstract bool Read(CellBatch batch, CancellationToken ct);

    /// <summary>Data rows seen so far, loaded and refused.</summary>
    public long RowsRead { get; protected set; }

    /// <summary>Rows refused so far.</summary>
    public long RowsRefused { get; protected set; }

    /// <summary>Bytes of the file consumed so far, for progress.</summary>
    public abstract long BytesRead { get; }

    /// <summary>Called for each refused row, and for rows that were padded; set before the first read.</summary>
    public Action<Finding>? OnFinding { get; set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A file that cannot be read as a table at all: one located finding says why.</summary>
public sealed class TabularException(Finding finding, Exception? inner = null) : Exception(finding.Code, inner)
{
    public Finding Finding { get; } = finding;
}
