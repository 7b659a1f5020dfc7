using Gongxin.Contracts.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Search;

internal static class ReadSearchStatus
{
    public static async Task<Ok<SearchStatus>> Handle(SearchControl search, CancellationToken ct) => TypedResults.Ok(await search.ReadAsync(ct));
}

internal static class RebuildSearch
{
    // The index that is there answers until the new one is made.
    public static async Task<Accepted<SearchStatus>> Handle(SearchControl search, CancellationToken ct)
    {
        await search.AskRebuildAsync(ct);
        return TypedResults.Accepted("/api/v1/search/status", await search.ReadAsync(ct));
    }
}

internal static class CheckSearch
{
    public static async Task<Ok<SearchCheckReport>> Handle(SearchCheck check, CancellationToken ct) => TypedResults.Ok(await check.RunAsync(null, ct));
}
