namespace Gongxin.Contracts.Catalogue;

/// <summary>How far the search index of the answering process is.</summary>
public interface ISearchStatus
{
    Task<SearchStatus> ReadAsync(CancellationToken ct);
}

/// <summary>State of the search index.</summary>
/// <param name="IsReady">False until the index of this process was first used.</param>
/// <param name="Position">Entries of the ledger that the index has seen.</param>
/// <param name="LedgerSize">Entries of the ledger.</param>
/// <param name="Datasets">Datasets that can be found.</param>
/// <param name="Terms">Different words, pairs of characters, readings and places.</param>
/// <param name="Postings">Places where terms stand.</param>
/// <param name="BuiltAt">When the index was made from the database.</param>
/// <param name="ChangedAt">When it last took something in.</param>
public sealed record SearchStatus(
    bool IsReady, long Position, long LedgerSize, int Datasets, int Terms, long Postings, DateTime? BuiltAt, DateTime? ChangedAt)
{
    /// <summary>Entries that the index has not seen yet.</summary>
    public long Behind => Math.Max(0, LedgerSize - Position);
}
