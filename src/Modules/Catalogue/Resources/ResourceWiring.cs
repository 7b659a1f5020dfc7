using Gongxin.Catalogue.Resources.Compiling;
using Gongxin.Catalogue.Resources.Exchange;
using Gongxin.Catalogue.Resources.Reviews;
using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Catalogue.Resources.Statistics;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Verification;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Catalogue.Resources;

// The services and routes of information resources; the module calls both.
internal static class ResourceWiring
{
    public static void AddResources(this IServiceCollection services)
    {
        services.AddProblemTexts<ResourceText>();
        services.TryAddSingleton(_ => ResourceRuleBook.BuiltIn);
        services.AddSingleton<CodeNames>();
        services.AddScoped<ResourceChecks>();
        services.AddScoped<ResourceNeighbours>();
        services.AddScoped<ResourceFindings>();
        services.AddScoped<ResourceSearch>();
        services.AddScoped<ResourceReads>();
        services.AddScoped<ResourceDesk>();
        services.AddScoped<CompileResources>();
        services.AddScoped<ReviewResources>();
        services.AddScoped<CatalogueExport>();
        services.AddScoped<ImportMatches>();
        services.AddScoped<ImportCatalogue>();
        services.AddScoped<CatalogueHandIn>();
        services.AddScoped<ImportReads>();
        services.AddOperation<ImportOperation>();
        services.AddScoped<ResourceStatistics>();
        services.AddScoped<IVerification, ResourceVerification>();
        services.AddMenuEntry<ResourceText>(11, "/resources", "Menu.Resources");
    }

    public static void MapResources(this IEndpointRouteBuilder host)
    {
        var resources = host.MapGroup("/api/v1/resources").WithTags("Resources");
        resources.MapGet("", ListResources.Handle).AllowAnonymous();
        resources.MapGet("/{classCode}/{sequence}", ReadResource.HandlePublished).AllowAnonymous();
        resources.MapGet("/statistics", ReadStatistics.Handle).AllowAnonymous();
        resources.MapGet("/export.{extension}", ExportCatalogue.Handle).AllowAnonymous();
        resources.MapGet("/mine/export.{extension}", ExportCatalogue.HandleMine).Requires(CataloguePermissions.Compile);
        resources.MapPost("/imports", HandInCatalogue.Handle).Requires(CataloguePermissions.Compile).Accepts<IFormFile>("multipart/form-data", "*/*");
        resources.MapGet("/imports/{id:guid}", ReadImport.Handle).Requires(CataloguePermissions.Compile);
        resources.MapGet("/mine", ListResources.HandleMine).Requires(CataloguePermissions.Compile);
        resources.MapGet("/reviews", ListResources.HandleReviews).RequireAuthorization();
        resources.MapGet("/{id:guid}", ReadResource.Handle).RequireAuthorization();
        resources.MapPost("", CreateResource.Handle).Requires(CataloguePermissions.Compile);
        resources.MapPost("/check", CheckResource.Handle).Requires(CataloguePermissions.Compile);
        resources.MapPut("/{id:guid}", ChangeResource.Handle).Requires(CataloguePermissions.Compile);
        resources.MapPut("/{id:guid}/dataset", BindDataset.Handle).Requires(CataloguePermissions.Compile);
        resources.MapPost("/{id:guid}/submit", SubmitResource.Handle).Requires(CataloguePermissions.Compile);
        resources.MapPost("/{id:guid}/review", ReviewResource.Handle).RequireAuthorization();
        resources.MapPost("/{id:guid}/withdraw", WithdrawResource.Handle).RequireAuthorization();

        // Before the page of the same address, which a POST would reach as well.
        host.MapPost("/resources/import", HandInCatalogue.HandleForm).WithOrder(-1).Requires(CataloguePermissions.Compile).DisableAntiforgery().ExcludeFromDescription();
    }
}
