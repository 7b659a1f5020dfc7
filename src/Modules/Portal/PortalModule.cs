using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Portal;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Gongxin.Portal.Docs;
using Gongxin.Portal.Home;
using Gongxin.Portal.SiteMap;
using Gongxin.Portal.Statistics;
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
        services.AddStatistics();
        services.Configure<OpenApiOptions>(ApiReferenceReads.DocumentName, options =>
        {
            options.CreateSchemaReferenceId = SchemaNames.Of;
            options.AddOperationTransformer<DescribeOperations>();
        });

        services.AddMenuEntry<PortalText>(order: 55, "/docs", "Menu.Docs", inHeader: true);
        services.AddMenuEntry<PortalText>(order: 56, "/docs/api", "Menu.Api");
        services.AddMenuEntry<PortalText>(order: 57, "/docs/facades", "Menu.Facades");
        services.AddMenuEntry<PortalText>(order: 58, "/docs/problems", "Menu.Problems");
        services.AddMenuEntry<PortalText>(order: 59, "/statistics", "Menu.Statistics");
        services.AddMenuEntry<PortalText>(order: 90, "/about", "Menu.About");
        services.AddMenuEntry<PortalText>(order: 91, "/accessibility", "Menu.Accessibility");
        services.AddMenuEntry<PortalText>(order: 92, "/site-map", "Menu.SiteMap");
        return services;
    }

    // Counts what is answered. Comes before everything that answers, so that the count sees what was sent in the end.
    public static IApplicationBuilder UsePortal(this IApplicationBuilder app) => app.UseMiddleware<CountUse>();

    public static void MapPortal(this IEndpointRouteBuilder host)
    {
        host.MapGet("/robots.txt", RobotFiles.Robots).AllowAnonymous().ExcludeFromDescription();
        host.MapGet("/sitemap.xml", RobotFiles.Index).AllowAnonymous().ExcludeFromDescription();
        host.MapGet("/sitemaps/pages.xml", RobotFiles.Pages).AllowAnonymous().ExcludeFromDescription();
        host.MapGet("/sitemaps/datasets-{file:int}.xml", RobotFiles.Datasets).AllowAnonymous().ExcludeFromDescription();

        var statistics = host.MapGroup("/api/v1/statistics").WithTags("Statistics");
        statistics.MapGet("/days", ListUse.Days).AllowAnonymous();
        statistics.MapGet("/datasets", ListUse.Datasets).AllowAnonymous();
        statistics.MapGet("/themes", ListUse.Themes).AllowAnonymous();
        statistics.MapGet("/providers", ListUse.Providers).AllowAnonymous();
    }

    private static void AddStatistics(this IServiceCollection services)
    {
        services.AddModel(typeof(PortalModule).Assembly);
        services.AddProblemTexts<PortalText>();
        services.AddScoped<PortalDb>();
        services.AddScoped(provider => new UsageReads(
            provider.GetRequiredService<PortalDb>(), provider.GetRequiredService<ICatalogueReads>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<IUsage>(provider => provider.GetRequiredService<UsageReads>());
        services.AddSingleton<UseCounter>();
        services.AddJob<KeepUse>(Every.Seconds(10));
        services.AddJob<PublishUse>(Every.DayAt(4));
        services.AddHostedService<KeepLastUse>();
    }
}
