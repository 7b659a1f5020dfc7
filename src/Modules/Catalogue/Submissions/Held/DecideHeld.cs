using System.ComponentModel.DataAnnotations;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Submissions.Held;

internal static class DecideHeld
{
    // What a reviewer decides about a held table.
    public sealed record Request
    {
        // release (as it is), mask or refuse.
        public string? Decision { get; init; }

        // Kept, and shown to auditors.
        public string? Reason { get; init; }

        // The law under which it is released as it is.
        [StringLength(HeldTable.BasisMax)]
        public string? LegalBasis { get; init; }

        // Where the node requires it: whoever decides has done the secrecy review.
        public bool SecrecyReviewed { get; init; }

        // With mask: what is done to which column.
        public MaskingRecipe? Recipe { get; init; }
    }

    public static async Task<Ok<PageOf<HeldView>>> HandleList(string? state, int? after, HeldReads held, CancellationToken ct) =>
        TypedResults.Ok(await held.ListAsync(state, after ?? 0, ct));

    public static async Task<Ok<HeldView>> HandleRead(Guid id, HeldReads held, CancellationToken ct) => TypedResults.Ok(await held.ReadAsync(id, ct));

    public static async Task<Ok<HeldView>> Handle(Guid id, Request request, ReviewHeld review, CancellationToken ct) => TypedResults.Ok(
        await review.DecideAsync(id, request.Decision, new HeldTable.Decision(request.Reason, request.LegalBasis, request.SecrecyReviewed, request.Recipe), ct));
}
