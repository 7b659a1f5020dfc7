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
    private static readonly string[] Reads = ["GET"];

    public static void AddClasses(this IServiceCollection services)
    {
        services.AddRole(Roles.Officer, ActsPermissions.Take);
        services.AddMenuEntry<CreditText>(24, "/credit/classes", "Menu.Classes");
        services.AddScoped(provider => new ClassQueries(provider.GetRequiredService<CreditDb>()));
        services.AddOperationFiles<TakenFiles>();
        services.AddScoped<TakeRequests>();
        services.AddOperation<TakeFileOperation>();
    }

    public static void MapClasses(this IEndpointRouteBuilder credit)
    {
        credit.MapGet("/classes", ReadClasses.Handle).AllowAnonymous();
        credit.MapGet("/classes/{class}", ReadClasses.HandleOne).AllowAnonymous();
        credit.MapPost("/records/files", TakeFile.Handle).Requires(ActsPermissions.Take).Accepts<IFormFile>("multipart/form-data", "*/*").DisableAntiforgery();
        credit.MapGet("/records/files/{id:guid}", TakeFile.HandleResult).Requires(ActsPermissions.Take).Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    public static void MapClassFiles(this IEndpointRouteBuilder host)
    {
        host.MapMethods("/credit/classes/{class}/template.{extension}", Reads, ClassTemplateFile.Handle).AllowAnonymous().ExcludeFromDescription();
        host.MapPost("/credit/records/files", TakeFile.HandleForm).Requires(ActsPermissions.Take).DisableAntiforgery().ExcludeFromDescription();
    }
}
