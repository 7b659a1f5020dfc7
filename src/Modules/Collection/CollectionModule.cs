using Gongxin.Collection.Sources;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
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
        services.AddSingleton(provider => new TemplateQueries(
            provider.GetRequiredService<ReadyTemplates>(),
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
        host.MapWorkbooks(collection);
        collection.MapCollecting();
        collection.MapSources();
    }
}
