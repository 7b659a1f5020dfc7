using System.Collections.Frozen;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Search;

// The index that this process answers from. It follows the ledger: before an answer it takes in what was committed since,
// numbered or not, so a reader finds what was published a moment ago; while the revision stands nothing was. It is made from the database, or from its file
// and what came after; a new one is made beside the old one, which answers until then.
internal sealed class LiveIndex(IDivisions divisions, PlatformSettings settings, PublicRevision revision, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _building = new(1, 1);
    private readonly Lazy<SearchRegions> _regions = new(() => new SearchRegions(divisions));
    private volatile LiveState? _state;
    private volatile Followed? _followed;

    public SearchRegions Regions => _regions.Value;

    public string File => Path.Combine(settings.CacheFolder, "search.index");

    // Null until somebody asks for the first time.
    public LiveState? State => _state;

    public void Dispose()
    {
        _state?.Index.Dispose();
        _turn.Dispose();
        _building.Dispose();
    }

    // The index with everything in it that was committed before this call; a long backlog is left to the job.
    public async Task<SearchIndex> CurrentAsync(SearchSource source, CancellationToken ct)
    {
        var number = revision.Current;
        if (number is not null && _followed is { } followed && followed.Revision == number && ReferenceEquals(followed.State, _state))
        {
            return followed.State.Index;
        }

        var (state, hasMore) = await FollowAsync(_state ?? await OpenAsync(source, ct), source, ct);
        if (number is { } now && !hasMore)
        {
            _followed = new Followed(state, now);
        }

        return state.Index;
    }

    // Takes in the next batch; true when there is more.
    public async Task<(LiveState State, bool HasMore)> FollowAsync(LiveState state, SearchSource source, CancellationToken ct)
    {
        var news = await source.NewsAsync(state.Position, ct);
        if (!state.IsBehind(news))
        {
            return (state, false);
        }

        await _turn.WaitAsync(ct);
        try
        {
            state = _state ?? state;
            news = await source.NewsAsync(state.Position, ct);
            var slugs = state.NewIn(news).Distinct(StringComparer.Ordinal).ToList();
            if (slugs.Count > 0)
            {
                var documents = await source.ReadAsync(slugs, ct);
                state.Index.Put(documents, slugs.Except(documents.Select(d => d.Slug), StringComparer.Ordinal));
            }

            _state = state with { Position = news.Position, Ahead = news.Queued.Select(q => q.Entry).ToFrozenSet(), ChangedAt = slugs.Count > 0 ? Now : state.ChangedAt };
            return (_state, news.HasMore);
        }
        finally
        {
            _turn.Release();
        }
    }

    // True when a new index was asked for since this one was made.
    public async Task<bool> IsAskedAsync(SearchSource source, CancellationToken ct) =>
        _state is { } state && await source.RebuildNumberAsync(ct) > state.Rebuild;

    // Makes the index anew while the old one answers.
    public async Task<LiveState> RebuildAsync(SearchSource source, CancellationToken ct)
    {
        await _building.WaitAsync(ct);
        try
        {
            return await ReplaceAsync(await BuildAsync(source, ct), ct);
        }
        finally
        {
            _building.Release();
        }
    }

    private async Task<LiveState> OpenAsync(SearchSource source, CancellationToken ct)
    {
        await _building.WaitAsync(ct);
        try
        {
            return _state ?? await ReplaceAsync(await IndexFile.ReadAsync(File, Regions, source, ct) ?? await BuildAsync(source, ct), ct);
        }
        finally
        {
            _building.Release();
        }
    }

    private async Task<LiveState> BuildAsync(SearchSource source, CancellationToken ct)
    {
        // The position is read first: what is committed while the datasets are read comes after it.
        var rebuild = await source.RebuildNumberAsync(ct);
        var position = await source.LedgerSizeAsync(ct);
        var index = new SearchIndex(Regions);
        await foreach (var batch in source.ReadAllAsync(ct))
        {
            index.Put(batch, []);
        }

        return new LiveState(index, position, FrozenSet<LedgerEntryId>.Empty, rebuild, Now, Now);
    }

    private async Task<LiveState> ReplaceAsync(LiveState state, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            // The old one is not disposed of: somebody may be reading it.
            return _state = state;
        }
        finally
        {
            _turn.Release();
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    // A state that has everything of a revision.
    private sealed record Followed(LiveState State, long Revision);
}

// Position: entries of the ledger that were seen. Rebuild: the newest wish for a new index that it fulfils. Ahead: acts that were taken in before they had their number.
internal sealed record LiveState(SearchIndex Index, long Position, FrozenSet<LedgerEntryId> Ahead, int Rebuild, DateTime BuiltAt, DateTime ChangedAt)
{
    public bool IsBehind(SearchNews news) => news.Position > Position || NewIn(news).Any();

    // An act that was seen before it had its number is not new again; its dataset may have changed once more, which has an act
    // of its own.
    public IEnumerable<string> NewIn(SearchNews news) =>
        news.Numbered.Concat(news.Queued).Where(n => !Ahead.Contains(n.Entry)).Select(n => n.Slug);
}
