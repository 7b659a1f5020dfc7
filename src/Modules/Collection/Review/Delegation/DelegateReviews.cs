using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Review.Delegation;

// Delegations over HTTP.
internal static class DelegateReviews
{
    public static async Task<Ok<PageOf<DelegationView>>> HandleList(DelegationReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ListAsync(ct));

    public static async Task<Created<DelegationView>> HandleGive(NewDelegation request, DelegationDesk desk, DelegationReads reads, Idempotency idempotency, CancellationToken ct)
    {
        var fingerprint = $"collection.delegation {request.To} {request.Task} {request.FirstOn:O} {request.LastOn:O}";
        var id = await idempotency.FindAsync(fingerprint, ct) is { } known
            ? Guid.Parse(known)
            : await desk.GiveAsync(request, made => idempotency.Remember(fingerprint, made.ToString()), ct);
        return TypedResults.Created("/api/v1/collection/delegations", await reads.ReadAsync(id, ct));
    }

    public static async Task<Ok<DelegationView>> HandleEnd(Guid id, DelegationDesk desk, DelegationReads reads, CancellationToken ct)
    {
        await desk.EndAsync(id, ct);
        return TypedResults.Ok(await reads.ReadAsync(id, ct));
    }
}
