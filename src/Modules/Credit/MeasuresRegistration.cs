using Gongxin.Contracts.Credit;
using Gongxin.Credit.Measures;
using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit;

// Joint measures: memoranda, tasks of departments, what checks name, and their end.
internal static class MeasuresRegistration
{
    public static void AddMeasures(this IServiceCollection services)
    {
        services.AddProblemTexts<MeasuresText>();
        services.AddRole(Roles.Officer, MeasuresPermissions.Take);
        services.AddRole(Roles.Operator, MeasuresPermissions.Memoranda);
        services.AddMenuEntry<MeasuresText>(28, "/credit/measures", "Menu.Measures");
        services.AddMenuEntry<MeasuresText>(29, "/credit/measures/desk", "Menu.Desk", isPublic: false);
        services.AddScoped<MeasuresInForce>();
        services.AddScoped<MeasureDesk>();
        services.AddScoped<MemorandumDesk>();
        services.AddScoped(provider => new MeasureReads(provider.GetRequiredService<CreditDb>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new MemorandumReads(provider.GetRequiredService<CreditDb>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new MeasureQueries(provider.GetRequiredService<MeasureDesk>(), provider.GetRequiredService<MemorandumDesk>()));
        services.AddAnnouncementHandler<MeasuresLifted, TellDepartments>();
        services.AddJob<RemindOfMeasures>(Every.DayFrom(hour: 7));
    }

    public static void MapMeasures(this IEndpointRouteBuilder credit)
    {
        credit.MapGet("/measures", ReadMeasures.Handle).AllowAnonymous();
        credit.MapGet("/memoranda", ReadMemoranda.Handle).AllowAnonymous();
        credit.MapGet("/memoranda/{code}", ReadMemoranda.HandleOne).AllowAnonymous();
        credit.MapPost("/memoranda", AgreeMemorandum.Handle).Requires(MeasuresPermissions.Memoranda);
        credit.MapPost("/memoranda/{code}/end", AgreeMemorandum.HandleEnd).Requires(MeasuresPermissions.Memoranda);
        credit.MapPost("/measures", TakeMeasures.HandleInitiate).Requires(MeasuresPermissions.Take);

        // Officers read what is their own; supervisors everything.
        credit.MapGet("/measures/initiated", ReadMeasures.HandleInitiated).RequireAuthorization();
        credit.MapGet("/measures/tasks", ReadMeasures.HandleTasks).RequireAuthorization();
        credit.MapGet("/measures/{id:guid}", ReadMeasures.HandleOne).RequireAuthorization();
        credit.MapPost("/measures/{id:guid}/tasks/{task:int}/steps", TakeMeasures.HandleStep).Requires(MeasuresPermissions.Take);
        credit.MapPost("/measures/{id:guid}/lift", TakeMeasures.HandleLift).Requires(MeasuresPermissions.Take);
    }
}
