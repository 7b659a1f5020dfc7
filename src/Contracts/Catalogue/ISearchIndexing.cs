namespace Gongxin.Contracts.Catalogue;

/// <summary>Work on the search index, for the command line.</summary>
public interface ISearchIndexing
{
    /// <summary>The index as this process has it, from its file and what came after.</summary>
    Task<SearchStatus> StatusAsync(CancellationToken ct);

    /// <summary>Compares the index with every published dataset.</summary>
    Task<SearchVerdict> CheckAsync(CancellationToken ct);

    /// <summary>Makes the index and its file anew, and has every serving process do the same while it serves.</summary>
    Task<SearchStatus> RebuildAsync(CancellationToken ct);
}

/// <summary>What a check found.</summary>
/// <param name="Checked">Datasets that were compared.</param>
/// <param name="FaultCount">Exact number of faults.</param>
/// <param name="Faults">The first of them: dataset and what is wrong with it.</param>
public sealed record SearchVerdict(long Checked, int FaultCount, IReadOnlyList<string> Faults);
