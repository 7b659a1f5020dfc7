using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Identities;

internal static class ListIdentities
{
    public static async Task<Ok<IReadOnlyList<IdentityView>>> Handle(IdentityDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.MineAsync(ct));
}

internal static class UnbindIdentity
{
    internal sealed record Request(string Password);

    public static async Task<NoContent> Handle(Request request, IdentityDesk desk, HttpContext http, CancellationToken ct)
    {
        await desk.UnbindMineAsync(request.Password ?? "", ActorClaims.SessionOf(http.User), ct);
        return TypedResults.NoContent();
    }
}
