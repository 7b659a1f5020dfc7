using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Versions;

// Every cell that was set aside when the version was made, with its place and original text.
internal static class ReadQuarantine
{
    public static async Task<Ok<PageOf<QuarantinedCell>>> Handle(
        string slug, string number, long? after, int? limit, QuarantineReads quarantine, CancellationToken ct) =>
        TypedResults.Ok(await quarantine.ReadAsync(slug, number, after ?? 0, limit ?? QuarantineReads.PageSizeDefault, ct));
}
