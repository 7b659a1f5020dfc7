using Gongxin.Catalogue.Resources;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Catalogue.Timeliness;

internal static class TimelinessRegistration
{
    // Before work begins.
    private const int RemindHour = 7;

    public static void AddTimeliness(this IServiceCollection services)
    {
        services.AddSingleton<UpdatePromises>();
        services.AddScoped<CycleDeclarations>();
        services.AddScoped(provider => new TimelinessReads(
            provider.GetRequiredService<CatalogueDb>(),
            provider.GetRequiredService<UpdatePromises>(),
            provider.GetRequiredService<CodeNames>(),
            provider.GetRequiredService<WorkCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddJob<RemindOfUpdates>(Every.DayAt(RemindHour));
        services.AddMenuEntry<CatalogueText>(14, "/catalogue/freshness", "Menu.Freshness");
    }

    public static void MapTimeliness(this IEndpointRouteBuilder host)
    {
        host.MapGet("/api/v1/catalogue/freshness", ReadFreshness.HandleAll).WithTags("Datasets").AllowAnonymous();
        host.MapGet("/api/v1/datasets/{slug}/freshness", ReadFreshness.Handle).WithTags("Datasets").AllowAnonymous();
        host.MapPut("/api/v1/datasets/{slug}/update-cycle", DeclareCycle.Handle).WithTags("Datasets").Requires(CataloguePermissions.Load);
    }
}
