using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gongxin.Catalogue.Versions;

// Every cell that was set aside when the version was made, with its place and original text.
internal static class ReadQuarantine
{
    public static async Task<Ok<PageOf<QuarantinedCell>>> Handle(
        string slug, string number, [FromQuery(Name = AsOf.Parameter)] string? asOf, long? after, int? limit, QuarantineReads quarantine, CancellationToken ct) =>
        TypedResults.Ok(await quarantine.ReadAsync(slug, number, asOf, after ?? 0, limit ?? QuarantineReads.PageSizeDefault, ct));
}
