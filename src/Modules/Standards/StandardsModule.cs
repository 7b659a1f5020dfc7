using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Standards;

public static class StandardsModule
{
    public static IServiceCollection AddStandards(this IServiceCollection services) => services;

    public static void MapStandards(this IEndpointRouteBuilder host)
    {
    }
}
