using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Gongxin.Kernel.Identity;

/// <summary>States the permission that a page or route needs; the architecture test reads it back from the endpoint.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute : AuthorizeAttribute
{
    internal const string PolicyPrefix = "permission:";

    public RequiresAttribute(string permission)
    {
        Permission = permission;
        Policy = PolicyPrefix + permission;
    }

    public string Permission { get; }
}

/// <summary>Route side of <see cref="RequiresAttribute"/>.</summary>
public static class RequiresExtensions
{
    public static TBuilder Requires<TBuilder>(this TBuilder route, Permission permission)
        where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(new RequiresAttribute(permission.Name));
}
