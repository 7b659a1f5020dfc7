using Gongxin.Kernel.Tabular;

namespace Gongxin.Contracts.Datastore;

/// <summary>Makes immutable, typed, checked Parquet files out of files as handed in. Keeps nothing itself.</summary>
public interface IDatastore
{
    /// <summary>
    /// Reads every table of a file twice (survey, then typing) and writes each as Parquet into the temporary folder. The
    /// counts of both passes must agree, or nothing is given back.
    /// </summary>
    /// <exception cref="TabularException">The file cannot be read as a table; the finding says why and where.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    Task<LoadResult> LoadAsync(LoadRequest request, IProgress<LoadProgress>? progress, CancellationToken ct);
}

/// <summary>A file to load.</summary>
/// <param name="File">Local path of the file's bytes.</param>
/// <param name="FileName">Name under which it was handed in; only used to tell when it does not fit the content.</param>
public sealed record LoadRequest(string File, string FileName)
{
    /// <summary>Enforced when given; otherwise the schema is inferred from the whole file.</summary>
    public TableSchema? Schema { get; init; }
}

/// <summary>What the loader is doing.</summary>
public enum LoadStep
{
    Surveying,
    Typing,
    Profiling,
}

/// <summary>How far a load is.</summary>
/// <param name="Done">Bytes read of the file in this step.</param>
/// <param name="Total">Bytes of the file; null when unknown (inside workbooks).</param>
public readonly record struct LoadProgress(LoadStep Step, long Done, long? Total);

/// <summary>A loaded file. Disposing deletes the temporary files that nobody took over.</summary>
public sealed class LoadResult(TabularFormat format, string? encoding, IReadOnlyList<Finding> fileFindings, IReadOnlyList<LoadedTable> tables) : IDisposable
{
    public TabularFormat Format { get; } = format;

    /// <summary>IANA name of the text encoding; null for workbooks.</summary>
    public string? Encoding { get; } = encoding;

    /// <summary>Findings about the file as a whole, such as sheets left out because they hold no table.</summary>
    public IReadOnlyList<Finding> FileFindings { get; } = fileFindings;

    public IReadOnlyList<LoadedTable> Tables { get; } = tables;

    public void Dispose()
    {
        foreach (var table in Tables)
        {
            File.Delete(table.DataFile);
            if (table.QuarantineFile is { } quarantine)
            {
                File.Delete(quarantine);
            }
        }
    }
}

/// <summary>One table of a loaded file: RowsRead = RowsLoaded + RowsRefused, always.</summary>
public sealed record LoadedTable
{
    /// <summary>Sheet name; empty when the file has one table.</summary>
    public required string Name { get; init; }

    public required TableSchema Schema { get; init; }
    public required long RowsRead { get; init; }
    public required long RowsLoaded { get; init; }
    public required long RowsRefused { get; init; }
    public required long CellsQuarantined { get; init; }

    /// <summary>Temporary Parquet: first column <c>_row</c> (BIGINT, row number in the file), then the schema's columns.</summary>
    public required string DataFile { get; init; }

    /// <summary>Temporary Parquet of the quarantined cells (row, column, code, text); null when there are none.</summary>
    public string? QuarantineFile { get; init; }

    public required QualityReport Quality { get; init; }
    public required PersonalDataScan PersonalData { get; init; }

    /// <summary>The first findings, at most <see cref="FindingsMax"/>, in file order.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Exact number of findings per code, also of those not listed.</summary>
    public required IReadOnlyDictionary<string, long> FindingCounts { get; init; }

    public const int FindingsMax = 1000;
}
