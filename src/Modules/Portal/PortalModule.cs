using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Portal;

public static class PortalModule
{
    public static IServiceCollection AddPortal(this IServiceCollection services) => services;

    public static void MapPortal(this IEndpointRouteBuilder host)
    {
    }
}
