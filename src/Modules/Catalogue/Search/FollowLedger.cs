using Gongxin.Catalogue.Search.Synonyms;
using Gongxin.Kernel.Jobs;

namespace Gongxin.Catalogue.Search;

// Keeps the index of this process in step when nobody asks: new entries of the ledger, another list of synonyms, a wish for a
// new index, and from time to time its file.
internal sealed class FollowLedger(LiveIndex live, SearchSource source, SynonymBook synonyms, TimeProvider clock) : IJob
{
    private static readonly TimeSpan FileAge = TimeSpan.FromMinutes(10);

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        await live.CurrentAsync(source, ct);
        await synonyms.RefreshAsync(source, ct);
        var (state, hasMore) = await live.FollowAsync(live.State!, source, ct);
        if (hasMore)
        {
            return JobOutcome.More(SearchSource.BatchMax);
        }

        if (state.Index.IsWorn || await live.IsAskedAsync(source, ct))
        {
            state = await live.RebuildAsync(source, ct);
        }

        var written = File.Exists(live.File) ? File.GetLastWriteTimeUtc(live.File) : DateTime.MinValue;
        if (state.ChangedAt > written && clock.GetUtcNow().UtcDateTime - written > FileAge)
        {
            await IndexFile.WriteAsync(live.File, state, source, ct);
        }

        return JobOutcome.Done(0);
    }
}
