using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Search;

internal static class SuggestDatasets
{
    public sealed record Response(IReadOnlyList<Suggestion> Items);

    public static async Task<Ok<Response>> Handle(DatasetSearch search, string? q, CancellationToken ct) =>
        TypedResults.Ok(new Response(await search.SuggestAsync(q, ct)));
}
