using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Registry.Subjects.Pairs;

internal static class ReadPairs
{
    public static async Task<Ok<PageOf<PairView>>> Handle(string? state, string? cursor, PairReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ListAsync(state, cursor, ct));

    public static async Task<Ok<SuspectedPage>> HandleSuspected(string? cursor, SuspectedPairs suspected, CancellationToken ct) => TypedResults.Ok(await suspected.FindAsync(cursor, ct));

    public static async Task<Ok<PairView>> HandleOne(Guid id, PairReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ReadAsync(id, ct));
}

internal static class JudgePairs
{
    public static async Task<Created<PairView>> HandlePropose(PairProposal proposal, PairDesk desk, CancellationToken ct)
    {
        var pair = await desk.ProposeAsync(proposal, ct);
        return TypedResults.Created($"/api/v1/registry/subjects/pairs/{pair.Id}", pair);
    }

    public static async Task<Ok<PairView>> HandleDecide(Guid id, PairDecision decision, PairDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.DecideAsync(id, decision, ct));

    public static async Task<Ok<PairView>> HandleEnd(Guid id, PairEnd end, PairDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.EndAsync(id, end, ct));
}
