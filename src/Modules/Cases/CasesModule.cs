using Gongxin.Cases.Applying;
using Gongxin.Cases.Casework;
using Gongxin.Cases.Clocks;
using Gongxin.Cases.Desk;
using Gongxin.Cases.Following;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Cases;

public static class CasesModule
{
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddModel(typeof(CasesModule).Assembly);
        services.AddProblemTexts<CasesText>();
        services.AddMenuEntry<CasesText>(28, "/cases", "Menu.Cases");
        services.AddMenuEntry<CasesText>(29, "/cases/desk", "Menu.Desk", isPublic: false);
        services.AddRole(Roles.Operator, CasesPermissions.Desk, CasesPermissions.ReadApplicant);
        services.AddRole(Roles.Officer, CasesPermissions.Handle, CasesPermissions.ReadApplicant);
        services.TryAddSingleton(_ => RuleBook.BuiltIn);
        services.TryAddSingleton(_ => WorkCalendar.China);
        services.AddSingleton<CaseClocks>();
        services.AddSingleton<CaseSecrets>();
        services.AddSingleton<FollowCookie>();
        services.AddScoped<CasesDb>();
        services.AddScoped<CaseEffects>();
        services.AddScoped<Bodies>();
        services.AddScoped<ApplyForCase>();
        services.AddScoped<FollowCase>();
        services.AddScoped<HandleCase>();
        services.AddScoped(provider => new CaseReads(
            provider.GetRequiredService<CasesDb>(), provider.GetRequiredService<CaseClocks>(), provider.GetRequiredService<CaseSecrets>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new CaseQueries(
            provider.GetRequiredService<Contracts.Credit.IRecordActs>(), provider.GetRequiredService<FollowCase>(), provider.GetRequiredService<FollowCookie>(),
            provider.GetRequiredService<ApplyForCase>(), provider.GetRequiredService<IBlobs>()));
        services.AddJob<RemindOfCases>(Every.DayFrom(hour: 7));
        return services;
    }

    public static void MapCases(this IEndpointRouteBuilder host)
    {
        var cases = host.MapGroup("/api/v1/cases").WithTags("Cases");

        // The applicant's side: number and code instead of an account.
        cases.MapPost("", ApplyForCase.Handle).AllowAnonymous();
        cases.MapGet("/{number}/progress", ReadProgress.Handle).AllowAnonymous();
        cases.MapPost("/{number}/words", SayWords.Handle).AllowAnonymous();
        cases.MapPost("/{number}/attachments", SayWords.HandleFiles).AllowAnonymous().Accepts<IFormFile>("multipart/form-data", "*/*").DisableAntiforgery();

        // The officers' side.
        cases.MapGet("", ReadCases.HandleQueue).RequireAuthorization();
        cases.MapGet("/{number}", ReadCases.Handle).RequireAuthorization();
        cases.MapPost("/{number}/steps", TakeStep.Handle).RequireAuthorization();
        cases.MapGet("/{number}/applicant", ReadCases.HandleApplicant).Requires(CasesPermissions.ReadApplicant);
        cases.MapGet("/{number}/attachments/{file:int}", ReadCases.HandleAttachment).Requires(CasesPermissions.ReadApplicant).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");

        // The forms of the pages.
        var limits = new LimitsRequestsAttribute();
        host.MapPost("/cases/follow", CaseForms.HandleFollow).AllowAnonymous().WithMetadata(limits).DisableAntiforgery().ExcludeFromDescription();
        host.MapPost("/cases/mine", CaseForms.HandleWords).WithOrder(-1).AllowAnonymous().WithMetadata(limits).DisableAntiforgery().ExcludeFromDescription();
        host.MapPost("/cases/desk/{number}", TakeStep.HandleForm).WithOrder(-1).RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
    }
}
