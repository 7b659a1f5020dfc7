using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Contracts.Catalogue;

/// <summary>Takes files and makes versions of datasets of them: the way in for the command line and for demonstration data.</summary>
public interface ISubmissions
{
    /// <summary>
    /// Stores the file, loads it and publishes every table in it, all in one transaction. A file that is the same as the
    /// newest version makes none.
    /// </summary>
    /// <exception cref="TabularException">The file was refused; the refusal is recorded with its finding.</exception>
    /// <exception cref="Kernel.Errors.Refusal">Slug, theme or schema are not acceptable.</exception>
    Task<SubmissionReport> LoadAsync(HandIn handIn, IProgress<LoadProgress>? progress, CancellationToken ct);
}

/// <summary>A file as handed in, and what is said about it.</summary>
/// <param name="File">Local path; read, never changed.</param>
/// <param name="FileName">Its name, for people and for lineage.</param>
public sealed record HandIn(string File, string FileName)
{
    public DatasetDescription About { get; init; } = new();

    /// <summary>Enforced when given (Table Schema).</summary>
    public TableSchema? Schema { get; init; }

    /// <summary>Why there is a new version: what was added or corrected, for readers of the list of versions.</summary>
    public string? Reason { get; init; }
}

/// <summary>Metadata that comes with a file; what is null keeps the value that the dataset has.</summary>
public sealed record DatasetDescription
{
    /// <summary>Readable name in addresses; made from the title or file name when absent.</summary>
    public string? Slug { get; init; }

    /// <summary>Title in Chinese (or in the language of the data).</summary>
    public string? Title { get; init; }

    public string? TitleEn { get; init; }
    public string? Summary { get; init; }
    public string? SummaryEn { get; init; }

    /// <summary>Code of one of the open-data domains.</summary>
    public string? Theme { get; init; }

    public string? Provider { get; init; }
    public string? ProviderEn { get; init; }

    /// <summary>SPDX identifier, or the name of the licence.</summary>
    public string? Licence { get; init; }

    public string? Source { get; init; }

    /// <summary>How often it is updated: code of the list update-cycles.</summary>
    public string? UpdateCycle { get; init; }

    /// <summary>The place it is about: six digits of a division, or CN.</summary>
    public string? Region { get; init; }

    /// <summary>The time it is about: 2024, 2024-03 or 2024-03-05.</summary>
    public string? CoversFrom { get; init; }

    public string? CoversUntil { get; init; }

    /// <summary>What may be done with it, beyond its licence.</summary>
    public string? Rights { get; init; }
}

/// <summary>What became of a file.</summary>
/// <param name="Id">Number of the receipt.</param>
/// <param name="Sha256">Digest of the file.</param>
/// <param name="Findings">Findings about the file as a whole.</param>
public sealed record SubmissionReport(Guid Id, string Sha256, string Format, string? Encoding, IReadOnlyList<Finding> Findings, IReadOnlyList<TableReport> Tables);

/// <summary>What became of one table of a file: RowsRead = RowsLoaded + RowsRefused.</summary>
/// <param name="Dataset">Slug of the dataset.</param>
/// <param name="Version">Number of the version; the existing one when unchanged.</param>
/// <param name="Unchanged">True when the table is the same as the newest version, and none was made.</param>
public sealed record TableReport(
    string Dataset,
    int Version,
    bool Unchanged,
    long RowsRead,
    long RowsLoaded,
    long RowsRefused,
    long CellsQuarantined,
    TableSchema Schema,
    IReadOnlyList<Finding> Findings,
    IReadOnlyDictionary<string, long> FindingCounts)
{
    /// <summary>The table waits for a reviewer and is not public; its version is 0. Null otherwise.</summary>
    public Guid? Held { get; init; }
}
