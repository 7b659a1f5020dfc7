using System.Globalization;
using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Grants;

internal static class ListRoles
{
    public static Ok<IReadOnlyList<RoleView>> Handle(AccountReads accounts) => TypedResults.Ok(accounts.RolesOf());
}

internal static class ListGrants
{
    public static async Task<Ok<PageOf<GrantView>>> Handle(Guid? person, string? cursor, AccountReads accounts, CancellationToken ct) =>
        TypedResults.Ok(await accounts.GrantsAsync(person, int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0, ct));
}

internal static class GrantRole
{
    internal sealed record Request(Guid PersonId, string Role, Guid? OrganisationId, string? Region, DateTime? From, DateTime? Until);

    public static async Task<Created<GrantView>> Handle(Request request, GrantDesk desk, CancellationToken ct)
    {
        var grant = await desk.GrantAsync(
            request.PersonId, request.Role ?? "", request.OrganisationId, request.Region, request.From?.ToUniversalTime(), request.Until?.ToUniversalTime(), ct);
        return TypedResults.Created($"/api/v1/governance/grants?person={request.PersonId}", AccountReads.View(grant));
    }
}

internal static class EndGrant
{
    public static async Task<NoContent> Handle(Guid id, GrantDesk desk, CancellationToken ct)
    {
        await desk.EndAsync(id, ct);
        return TypedResults.NoContent();
    }
}
