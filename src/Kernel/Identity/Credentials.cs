using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Identity;

/// <summary>What a request brings along to be somebody's.</summary>
public static class Credentials
{
    /// <summary>True when there is a key or the cookie of a sign-in, whether it is good or not.</summary>
    public static bool AreIn(HttpRequest request) =>
        ApiKeyHandler.HasKey(request) || request.Headers.Authorization.Count > 0 || request.Cookies.ContainsKey(IdentityRegistration.CookieName);
}
