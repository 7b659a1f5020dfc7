using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Settings;
using Gongxin.Standards.Calendar;
using Gongxin.Standards.CodeLists;
using Gongxin.Standards.Deadlines;
using Gongxin.Standards.Divisions;
using Gongxin.Standards.Rules;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Standards;

public static class StandardsModule
{
    public static IServiceCollection AddStandards(this IServiceCollection services)
    {
        services.AddProblemTexts<StandardsText>();
        services.AddMenuEntry<StandardsText>(40, "/standards", "Menu.Standards");
        services.AddMenuEntry<StandardsText>(41, "/standards/calendar", "Menu.Calendar");
        services.AddMenuEntry<StandardsText>(42, "/standards/deadlines", "Menu.Deadlines");
        services.TryAddSingleton<ICodeLists>(_ => new CodeListFiles(CodeListFiles.FolderBesideTheProgram));
        services.TryAddSingleton<IDivisions>(provider => new DivisionFiles(DivisionFiles.FolderBesideTheProgram, provider.GetRequiredService<ICodeLists>()));
        services.TryAddSingleton(_ => RuleBook.BuiltIn);
        services.TryAddSingleton(provider => NodeCalendar.Load(provider.GetRequiredService<PlatformSettings>()));
        services.TryAddSingleton<CodeListSearch>();
        services.TryAddSingleton<StandardsEdition>();
        services.TryAddScoped(provider => new StandardsQueries(
            provider.GetRequiredService<CodeListSearch>(),
            provider.GetRequiredService<RuleBook>(),
            provider.GetRequiredService<Kernel.Time.WorkCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    public static void MapStandards(this IEndpointRouteBuilder host)
    {
        var edition = host.ServiceProvider.GetRequiredService<StandardsEdition>();
        var standards = host.MapGroup("/api/v1/standards").WithTags("Standards").AddEndpointFilter(edition.TagAsync);

        standards.MapGet("/code-lists", ListCodeLists.Handle).AllowAnonymous();
        standards.MapGet("/code-lists/{slug}", ReadCodeList.Handle).AllowAnonymous();
        standards.MapGet("/code-lists/{slug}/download.csv", DownloadCodeList.Handle).AllowAnonymous();
        standards.MapGet("/calendar/{year:int}", ReadCalendar.Handle).AllowAnonymous();
        standards.MapGet("/rules", ListRules.Handle).AllowAnonymous();
        standards.MapGet("/deadline", ReadDeadline.Handle).AllowAnonymous();
    }
}
