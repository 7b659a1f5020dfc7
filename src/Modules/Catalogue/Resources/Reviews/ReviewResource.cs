using System.ComponentModel.DataAnnotations;
using Gongxin.Catalogue.Resources.Compiling;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Resources.Reviews;

internal static class ReviewResource
{
    public sealed record Request
    {
        // accept, return or refuse.
        public required string Decision { get; init; }

        [StringLength(Resource.ReasonMax)]
        public string? Reason { get; init; }

        public bool SecrecyReviewed { get; init; }
    }

    public static async Task<Ok<ResourceWork>> Handle(
        Guid id, Request request, HttpContext http, ReviewResources reviewing, ResourceDesk desk, CancellationToken ct)
    {
        var kind = KindOf(request.Decision) ?? throw CatalogueRefusals.QueryNotReadable("decision", request.Decision);
        await reviewing.DecideAsync(id, new Decision(kind, Short(request.Reason), request.SecrecyReviewed), SeenVersion.Of(http.Request), ct);
        return TypedResults.Ok(await desk.ReadAsync(id, ct));
    }

    internal static ResourceDecision? KindOf(string? word) => word switch
    {
        "accept" => ResourceDecision.Accept,
        "return" => ResourceDecision.Return,
        "refuse" => ResourceDecision.Refuse,
        _ => null,
    };

    internal static string? Short(string? reason) =>
        reason is { Length: > Resource.ReasonMax } ? throw CatalogueRefusals.TextTooLong("reason", Resource.ReasonMax) : reason;
}

internal static class WithdrawResource
{
    public sealed record Request(string? Reason);

    public static async Task<Ok<ResourceWork>> Handle(Guid id, Request request, ReviewResources reviewing, ResourceDesk desk, CancellationToken ct)
    {
        await reviewing.WithdrawAsync(id, ReviewResource.Short(request.Reason), ct);
        return TypedResults.Ok(await desk.ReadAsync(id, ct));
    }
}
