using Gongxin.Contracts.Catalogue;

namespace Gongxin.Catalogue.Search;

// What the command line does with the index.
internal sealed class SearchIndexing(SearchControl control, SearchCheck check, LiveIndex live, SearchSource source) : ISearchIndexing
{
    public async Task<SearchStatus> StatusAsync(CancellationToken ct)
    {
        await live.CurrentAsync(source, ct);
        return await control.ReadAsync(ct);
    }

    public async Task<SearchVerdict> CheckAsync(CancellationToken ct)
    {
        var report = await check.RunAsync(null, ct);
        return new SearchVerdict(report.Checked, report.FaultCount, [.. report.Faults.Select(f => $"{f.Dataset}: {f.Kind}")]);
    }

    public async Task<SearchStatus> RebuildAsync(CancellationToken ct)
    {
        await control.AskRebuildAsync(ct);
        await IndexFile.WriteAsync(live.File, await live.RebuildAsync(source, ct), source, ct);
        return await control.ReadAsync(ct);
    }
}
