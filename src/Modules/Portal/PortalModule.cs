using Gongxin.Kernel.Data;
using Gongxin.Portal.Docs;
using Gongxin.Portal.Home;
using Gongxin.Portal.SiteMap;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Portal;

public static class PortalModule
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddSingleton(provider => new HomeReads(
            provider.GetRequiredService<IShellFacts>(), provider.GetRequiredService<PublicRevision>()));
        services.AddSingleton(provider => new ApiReferenceReads(provider));
        services.AddSingleton(provider => new ProblemReads(provider));
        services.Configure<OpenApiOptions>(ApiReferenceReads.DocumentName, options =>
        {
            options.CreateSchemaReferenceId = SchemaNames.Of;
            options.AddOperationTransformer<DescribeOperations>();
        });

        services.AddMenuEntry<PortalText>(order: 55, "/docs", "Menu.Docs", inHeader: true);
        services.AddMenuEntry<PortalText>(order: 56, "/docs/api", "Menu.Api");
        services.AddMenuEntry<PortalText>(order: 57, "/docs/facades", "Menu.Facades");
        services.AddMenuEntry<PortalText>(order: 58, "/docs/problems", "Menu.Problems");
        services.AddMenuEntry<PortalText>(order: 90, "/about", "Menu.About");
        services.AddMenuEntry<PortalText>(order: 91, "/accessibility", "Menu.Accessibility");
        services.AddMenuEntry<PortalText>(order: 92, "/site-map", "Menu.SiteMap");
        return services;
    }

    public static void MapPortal(this IEndpointRouteBuilder host)
    {
        host.MapGet("/robots.txt", RobotFiles.Robots).AllowAnonymous().ExcludeFromDescription();
        host.MapGet("/sitemap.xml", RobotFiles.Index).AllowAnonymous().ExcludeFromDescription();
        host.MapGet("/sitemaps/pages.xml", RobotFiles.Pages).AllowAnonymous().ExcludeFromDescription();
        host.MapGet("/sitemaps/datasets-{file:int}.xml", RobotFiles.Datasets).AllowAnonymous().ExcludeFromDescription();
    }
}
