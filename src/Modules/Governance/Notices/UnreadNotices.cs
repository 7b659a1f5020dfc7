using System.Security.Claims;
using Gongxin.Kernel.Identity;
using Gongxin.Ui.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Governance.Notices;

// In a scope of its own, because the page below the header uses the database at the same time.
internal sealed class UnreadNotices(IServiceScopeFactory scopes) : IUnreadNotices
{
    public async Task<int> CountAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await NoticeReads.UnreadOf(scope.ServiceProvider.GetRequiredService<GovernanceDb>(), ActorClaims.ToActor(user)).CountAsync(ct);
    }
}
