using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Http;

/// <summary>Where a request reached this node: scheme and host without a slash at the end, what addresses in an answer begin with.</summary>
public static class SiteRoot
{
    public static string Of(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
