using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Invitations;

internal static class ListInvitations
{
    public static async Task<Ok<PageOf<InvitationView>>> Handle(Guid? cursor, InvitationReads invitations, CancellationToken ct) =>
        TypedResults.Ok(await invitations.ListAsync(cursor, ct));
}

internal static class Invite
{
    private const int DaysUsual = 7;

    // Organisation: credit code or id. Days: how long the link works. RoleUntil: end of the role.
    internal sealed record Request(string Role, string? Organisation, string? Email, int? Days, DateTime? RoleUntil);

    // Link: shown this once; null when it went by mail.
    internal sealed record Invited(Guid Id, string? Link, DateTime ExpiresAt);

    public static async Task<Created<Invited>> Handle(Request request, InvitationDesk desk, CancellationToken ct)
    {
        var (invitation, link) = await desk.InviteAsync(
            request.Role ?? "", request.Organisation, request.Email, request.Days ?? DaysUsual, request.RoleUntil?.ToUniversalTime(), ct);
        return TypedResults.Created("/api/v1/governance/invitations", new Invited(invitation.Id.Value, link, invitation.ExpiresAt));
    }
}

internal static class WithdrawInvitation
{
    public static async Task<NoContent> Handle(Guid id, InvitationDesk desk, CancellationToken ct)
    {
        await desk.WithdrawAsync(id, ct);
        return TypedResults.NoContent();
    }
}

internal static class AcceptInvitation
{
    internal sealed record Request(string Token);

    // For the account that is signed in; a new one is opened on the page of the link.
    public static async Task<NoContent> Handle(Request request, AcceptanceDesk desk, TimeProvider clock, CancellationToken ct)
    {
        await desk.AcceptAsync(request.Token ?? "", clock.GetUtcNow().UtcDateTime, ct);
        return TypedResults.NoContent();
    }
}
