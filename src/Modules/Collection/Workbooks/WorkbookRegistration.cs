using Gongxin.Collection.Workbooks.Kept;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Collection.Workbooks;

internal static class WorkbookRegistration
{
    public static void AddWorkbooks(this IServiceCollection services)
    {
        services.AddProblemTexts<WorkbookText>();
        services.AddRole(Roles.Reporter, WorkbookPermissions.Read);
        services.AddRole(Roles.OrganisationReviewer, WorkbookPermissions.Read);
        services.AddRole(Roles.Operator, WorkbookPermissions.Read);
        services.AddScoped<WorkbookDb>();
        services.AddScoped<WorkbookForms>();
        services.AddScoped(provider => new WorkbookReads(provider.GetRequiredService<WorkbookDb>(), provider.GetRequiredService<WorkbookForms>()));
        services.AddMenuEntry<WorkbookText>(45, "/collection/workbooks", "Menu.Workbooks", isPublic: false);
    }

    public static void MapWorkbooks(this IEndpointRouteBuilder host, RouteGroupBuilder collection)
    {
        collection.MapPost("/workbooks", TakeWorkbook.Handle).Requires(WorkbookPermissions.Read).Accepts<IFormFile>("multipart/form-data", "*/*").DisableAntiforgery();
        collection.MapGet("/workbooks", ReadWorkbooks.HandleList).Requires(WorkbookPermissions.Read);
        collection.MapGet("/workbooks/{id:guid}", ReadWorkbooks.Handle).Requires(WorkbookPermissions.Read);
        collection.MapPut("/workbooks/{id:guid}/mapping", ConfirmMapping.Handle).Requires(WorkbookPermissions.Read);
        collection.MapGet("/mappings", RememberedMappings.Handle).Requires(WorkbookPermissions.Read);
        collection.MapDelete("/mappings/{id:guid}", RememberedMappings.HandleForget).Requires(WorkbookPermissions.Read);

        // The forms of the pages.
        host.MapPost("/collection/workbooks", TakeWorkbook.HandleForm).WithOrder(-1).Requires(WorkbookPermissions.Read).DisableAntiforgery().ExcludeFromDescription();
        host.MapPost("/collection/workbooks/{id:guid}", ConfirmMapping.HandleForm).WithOrder(-1).Requires(WorkbookPermissions.Read).DisableAntiforgery().ExcludeFromDescription();
        host.MapPost("/collection/mappings/{id:guid}/forget", RememberedMappings.HandleForgetForm).Requires(WorkbookPermissions.Read).DisableAntiforgery().ExcludeFromDescription();
    }
}
