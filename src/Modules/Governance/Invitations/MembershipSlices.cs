using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Invitations;

internal static class ListMemberships
{
    public static async Task<Ok<PageOf<MembershipView>>> Handle(MembershipReads memberships, CancellationToken ct) => TypedResults.Ok(await memberships.QueueAsync(ct));

    public static async Task<Ok<PageOf<MembershipView>>> HandleMine(MembershipReads memberships, CancellationToken ct) => TypedResults.Ok(await memberships.MineAsync(ct));
}

internal static class AskForMembership
{
    // Organisation: credit code or id.
    internal sealed record Request(string Organisation, string Role, string Why);

    internal sealed record Asked(Guid Id);

    public static async Task<Created<Asked>> Handle(Request request, MembershipDesk desk, CancellationToken ct)
    {
        var asked = await desk.AskAsync(request.Organisation ?? "", request.Role ?? "", request.Why ?? "", ct);
        return TypedResults.Created("/api/v1/governance/memberships/mine", new Asked(asked.Id.Value));
    }
}

internal static class DecideMembership
{
    // Accept: the role is granted. Reason: needed when it is not.
    internal sealed record Request(bool Accept, string? Reason);

    public static async Task<NoContent> Handle(Guid id, Request request, MembershipDesk desk, CancellationToken ct)
    {
        await desk.DecideAsync(id, request.Accept, request.Reason, ct);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> HandleWithdraw(Guid id, MembershipDesk desk, CancellationToken ct)
    {
        await desk.WithdrawAsync(id, ct);
        return TypedResults.NoContent();
    }
}
