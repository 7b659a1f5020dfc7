using System.Security.Claims;

namespace Gongxin.Ui.Shell;

/// <summary>How many notices somebody who is signed in has not read; in the header of every page. Optional: a module answers it.</summary>
public interface IUnreadNotices
{
    Task<int> CountAsync(ClaimsPrincipal user, CancellationToken ct);
}
