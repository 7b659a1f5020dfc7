using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Identity;

namespace Gongxin.Catalogue.Search;

// State of the index of this process, and the wish for a new one in all of them.
internal sealed class SearchControl(CatalogueDb catalogue, LiveIndex live, SearchSource source, CurrentActor current, TimeProvider clock) : ISearchStatus
{
    private const string LockName = "catalogue.search-rebuild";

    public async Task<SearchStatus> ReadAsync(CancellationToken ct)
    {
        var ledger = await source.LedgerSizeAsync(ct);
        if (live.State is not { } state)
        {
            return new SearchStatus(IsReady: false, 0, ledger, 0, 0, 0, null, null);
        }

        var size = state.Index.Size;
        return new SearchStatus(IsReady: true, state.Position, ledger, size.Documents, size.Terms, size.Postings, state.BuiltAt, state.ChangedAt);
    }

    public async Task AskRebuildAsync(CancellationToken ct)
    {
        // An explicit transaction, because numbering must be exclusive between processes.
        await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, LockName, ct);
        var rebuild = SearchRebuild.Next(await source.RebuildNumberAsync(ct) + 1, current.Actor.Name, clock.GetUtcNow().UtcDateTime);
        catalogue.Add(rebuild);
        catalogue.Audit("SearchRebuildAsked", "search:index", new { rebuild.Number });
        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
