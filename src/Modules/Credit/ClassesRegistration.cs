using Gongxin.Credit.Records.Bindings;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Taking.Files;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit;

// Classes of credit information: what they are, their empty tables, and files of them that are handed in.
internal static class ClassesRegistration
{
    private const int BindingsEverySeconds = 10;
    private static readonly string[] Reads = ["GET"];

    public static void AddClasses(this IServiceCollection services)
    {
        services.AddRole(Roles.Officer, ActsPermissions.Take);
        services.AddMenuEntry<CreditText>(24, "/credit/classes", "Menu.Classes");
        services.AddScoped(provider => new ClassQueries(provider.GetRequiredService<CreditDb>()));
        services.AddOperationFiles<TakenFiles>();
        services.AddScoped<HandingUnits>();
        services.AddScoped<QueueTaking>();
        services.AddScoped<TakeRequests>();
        services.AddMenuEntry<CreditText>(29, "/credit/bindings", "Menu.Bindings", isPublic: false);
        services.AddScoped<BindingDesk>();
        services.AddScoped(provider => new BindingQueries(provider.GetRequiredService<BindingDesk>()));
        services.AddJob<TakeVersions>(Every.Seconds(BindingsEverySeconds));
        services.AddOperation<TakeFileOperation>();
    }

    public static void MapClasses(this IEndpointRouteBuilder credit)
    {
        credit.MapGet("/classes", ReadClasses.Handle).AllowAnonymous();
        credit.MapGet("/classes/{class}", ReadClasses.HandleOne).AllowAnonymous();
        credit.MapPost("/records/files", TakeFile.Handle).Requires(ActsPermissions.Take).Accepts<IFormFile>("multipart/form-data", "*/*").DisableAntiforgery();
        credit.MapGet("/records/files/{id:guid}", TakeFile.HandleResult).Requires(ActsPermissions.Take).Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    public static void MapBindings(this IEndpointRouteBuilder credit)
    {
        credit.MapGet("/bindings", BindingDesk.Handle).Requires(ActsPermissions.Take);
        credit.MapPost("/bindings", BindingDesk.HandleBind).Requires(ActsPermissions.Take);
        credit.MapPost("/bindings/{id:guid}/end", BindingDesk.HandleEnd).Requires(ActsPermissions.Take);
    }

    public static void MapClassFiles(this IEndpointRouteBuilder host)
    {
        host.MapMethods("/credit/classes/{class}/template.csv", Reads, ClassTemplateFile.HandleCsv).AllowAnonymous().ExcludeFromDescription();
        host.MapMethods("/credit/classes/{class}/template.xlsx", Reads, ClassTemplateFile.HandleWorkbook).AllowAnonymous().ExcludeFromDescription();
        host.MapPost("/credit/records/files", TakeFile.HandleForm).Requires(ActsPermissions.Take).DisableAntiforgery().ExcludeFromDescription();
    }
}
