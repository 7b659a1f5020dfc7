using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Catalogue.Quality;

internal static class QualityWiring
{
    public static void AddQuality(this IServiceCollection services)
    {
        services.AddProblemTexts<QualityText>();
        services.AddSingleton<KnownTallies>();
        services.AddScoped<QualityReads>();
        services.AddSingleton<MeasuredRecord>();
        services.AddScoped<MeasureDatasets>();
        services.AddJob<KeepMeasured>(Every.Seconds(30));
        services.AddAnnouncementHandler<VersionPublished, MeasureVersion>();
        services.AddMenuEntry<QualityText>(12, "/quality", "Menu.Quality");
    }

    public static void MapQuality(this IEndpointRouteBuilder host)
    {
        var quality = host.MapGroup("/api/v1/quality").WithTags("Quality");
        quality.MapGet("", ReadQuality.Handle).AllowAnonymous();
        quality.MapGet("/scorecards/{scorecard}", ReadQuality.HandleScorecard).AllowAnonymous();
        quality.MapGet("/pilot", ReadQuality.HandlePilot).AllowAnonymous();
        quality.MapGet("/metrics/{metric}", ReadQuality.HandleMetric).AllowAnonymous();
        quality.MapGet("/metrics.{extension}", DownloadMetrics.Handle).AllowAnonymous().Produces(StatusCodes.Status200OK, contentType: "text/csv");
        host.MapGroup("/api/v1/datasets").WithTags("Quality").MapGet("/{slug}/quality", ReadQuality.HandleDataset).AllowAnonymous();
    }
}
