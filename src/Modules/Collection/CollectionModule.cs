using Gongxin.Collection.Sources;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Templates.Own;
using Gongxin.Collection.Workbooks;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Collection;

public static class CollectionModule
{
    public static IServiceCollection AddCollection(this IServiceCollection services)
    {
        services.AddModel(typeof(CollectionModule).Assembly);
        services.AddProblemTexts<CollectionText>();
        services.AddMenuEntry<CollectionText>(43, "/collection/templates", "Menu.Templates");
        services.AddMenuEntry<CollectionText>(44, "/collection/checks", "Menu.Checks");
        services.AddSingleton<ReadyTemplates>();
        services.AddScoped(provider => new TemplateQueries(
            provider.GetRequiredService<TemplateShelf>(),
            provider.GetRequiredService<Contracts.Standards.ICodeLists>()));
        services.AddWorkbooks();
        services.AddCollecting();
        services.AddSources();
        return services;
    }

    public static void MapCollection(this IEndpointRouteBuilder host)
    {
        var collection = host.MapGroup("/api/v1/collection").WithTags("Collection");

        collection.MapGet("/templates", ReadTemplates.HandleList).AllowAnonymous();
        collection.MapGet("/templates/{code}", ReadTemplates.Handle).AllowAnonymous();
        collection.MapGet("/templates/{code}/form.xlsx", ReadTemplates.HandleForm).AllowAnonymous();
        collection.MapGet("/templates/{code}/editions", KeepTemplates.HandleEditions).AllowAnonymous();
        collection.MapPost("/templates/{code}/editions/{edition:int}/withdrawal", KeepTemplates.HandleWithdraw).Requires(CollectionPermissions.Run);
        collection.MapGet("/templates/drafts", KeepTemplates.HandleList).Requires(CollectionPermissions.Run);
        collection.MapPost("/templates/drafts", KeepTemplates.HandleBegin).Requires(CollectionPermissions.Run);
        collection.MapGet("/templates/drafts/{id:guid}", KeepTemplates.HandleRead).Requires(CollectionPermissions.Run);
        collection.MapPut("/templates/drafts/{id:guid}", KeepTemplates.HandleSave).Requires(CollectionPermissions.Run);
        collection.MapPost("/templates/drafts/{id:guid}/publish", KeepTemplates.HandlePublish).Requires(CollectionPermissions.Run);
        collection.MapGet("/templates/drafts/{id:guid}/form.xlsx", KeepTemplates.HandleForm).Requires(CollectionPermissions.Run);
        host.MapWorkbooks(collection);
        collection.MapCollecting();
        collection.MapSources();
    }
}
