using System.Reflection;
using Gongxin.Cases;
using Gongxin.Catalogue;
using Gongxin.Collection;
using Gongxin.Credit;
using Gongxin.Datastore;
using Gongxin.Governance;
using Gongxin.Host.Demo.Generating;
using Gongxin.Kernel;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Gongxin.Portal;
using Gongxin.Registry;
using Gongxin.Standards;

namespace Gongxin.Host.Composition;

// The one place that names the modules.
internal static class NodeServices
{
    // Assemblies with Razor pages beside the Host's own.
    public static Assembly[] PageAssemblies { get; } =
    [
        typeof(StandardsModule).Assembly,
        typeof(CatalogueModule).Assembly,
        typeof(CollectionModule).Assembly,
        typeof(CreditModule).Assembly,
        typeof(CasesModule).Assembly,
        typeof(RegistryModule).Assembly,
        typeof(GovernanceModule).Assembly,
        typeof(PortalModule).Assembly,
    ];

    public static IServiceCollection AddNode(this IServiceCollection services, PlatformSettings settings)
    {
        services.AddKernel(settings);
        services.AddStandards();
        services.AddRegistry();
        services.AddDatastore();
        services.AddCatalogue();
        services.AddCollection();
        services.AddCredit();
        services.AddCases();
        services.AddGovernance();
        services.AddPortal();
        services.AddSingleton<GenerateData>();
        services.AddScoped<DemoDb>();
        services.AddOperation<GenerateOperation>();
        return services;
    }

    public static void MapModules(this IEndpointRouteBuilder host)
    {
        host.MapStandards();
        host.MapRegistry();
        host.MapCatalogue();
        host.MapCollection();
        host.MapCredit();
        host.MapCases();
        host.MapGovernance();
        host.MapPortal();
    }
}
