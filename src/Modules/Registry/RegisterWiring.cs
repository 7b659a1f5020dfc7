using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Registry.Index;
using Gongxin.Registry.Lookup;
using Gongxin.Registry.Names;
using Gongxin.Registry.Screening;
using Gongxin.Registry.Screening.Files;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Registry;

// Lookup, search and screening of subjects: services, menu and routes.
internal static class RegisterWiring
{
    public static void AddRegister(this IServiceCollection services)
    {
        services.AddMenuEntry<RegistryText>(45, "/registry", "Menu.Registry", inHeader: false);
        services.AddSingleton<RegionBook>();
        services.AddSingleton<NameIndex>();
        services.AddHostedService<KeepNameIndex>();
        services.AddSingleton<LookupGuard>();
        services.AddScoped<ShownNames>();
        services.AddScoped<FindByName>();
        services.AddScoped<SubjectLookup>();
        services.AddScoped<ISubjectNames, SubjectNames>();
        services.AddOperationFiles<ScreeningFiles>();
        services.AddScoped<ScreeningRequests>();
        services.AddOperation<ScreenFileOperation>();
        services.AddRole(Roles.Officer, RegistryPermissions.Screen, RegistryPermissions.Relations);
        services.AddRole(Roles.Operator, RegistryPermissions.Screen);
    }

    public static void MapRegister(this IEndpointRouteBuilder host)
    {
        var registry = host.MapGroup("/api/v1/registry").WithTags("Registry");

        registry.MapGet("/subjects", SearchSubjects.Handle).AllowAnonymous();
        registry.MapGet("/subjects/{code}", ReadSubject.Handle).AllowAnonymous();
        registry.MapGet("/subjects/{code}/history", ReadSubject.HandleHistory).AllowAnonymous();
        registry.MapGet("/subjects/{code}/relations", ReadSubject.HandleRelations).Requires(RegistryPermissions.Relations);
        registry.MapPost("/screen", ScreenNames.Handle).Requires(RegistryPermissions.Screen);
        registry.MapPost("/screen/files", ScreenFile.Handle).Requires(RegistryPermissions.Screen).Accepts<IFormFile>("multipart/form-data", "*/*").DisableAntiforgery();
        registry.MapGet("/screen/files/{id:guid}", ScreenFile.HandleResult).Requires(RegistryPermissions.Screen).Produces(StatusCodes.Status200OK, contentType: "text/csv");
        host.MapPost("/registry/screen/files", ScreenFile.HandleForm).Requires(RegistryPermissions.Screen).DisableAntiforgery().ExcludeFromDescription();
    }
}
