using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Contracts.Standards;
using Gongxin.Credit.Answers.Element;
using Gongxin.Credit.Publicity;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Reading;
using Gongxin.Credit.Records.Taking;
using Gongxin.Credit.Statistics;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Credit;

public static class CreditModule
{
    private static readonly string[] Reads = ["GET"];

    public static IServiceCollection AddCredit(this IServiceCollection services)
    {
        services.AddProblemTexts<CreditText>();
        services.AddModel(typeof(CreditModule).Assembly);

        // Ids of subjects stand in this module's tables.
        services.AddModel(typeof(SubjectId).Assembly);
        services.AddMenuEntry<CreditText>(20, "/credit", "Menu.Credit", inHeader: true);
        services.AddMenuEntry<CreditText>(21, "/credit/licences", "Menu.Licences");
        services.AddMenuEntry<CreditText>(22, "/credit/penalties", "Menu.Penalties");
        services.AddMenuEntry<CreditText>(23, "/credit/timeliness", "Menu.Timeliness");
        services.AddMenuEntry<CreditText>(24, "/credit/publicity", "Menu.Publicity");
        services.TryAddSingleton(_ => RuleBook.BuiltIn);
        services.TryAddSingleton(_ => WorkCalendar.China);
        services.AddSingleton<PublicityRules>();
        services.AddSingleton<RulingOfRow>();
        services.AddSingleton<FactsOfRow>();
        services.AddSingleton(provider => new PublicityQueries(
            provider.GetRequiredService<PublicityRules>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<CreditDb>();
        services.AddScoped<WholeSubjects>();
        services.AddScoped<SubjectsOfRows>();
        services.AddScoped<TakeBatch>();
        services.AddScoped<ICreditRecords, TakeRecords>();
        services.AddScoped<RecordReads>();
        services.AddScoped(provider => new CreditQueries(provider.GetRequiredService<RecordReads>()));
        services.AddMenuEntry<CreditText>(24, "/credit/statistics", "Menu.Statistics");
        services.AddSingleton(provider => new StatisticsReads(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<IDivisions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddAnswers();
        services.AddActs();
        services.AddCommitments();
        services.AddMeasures();
        services.AddClasses();
        return services;
    }

    public static void MapCredit(this IEndpointRouteBuilder host)
    {
        var credit = host.MapGroup("/api/v1/credit").WithTags("Credit");

        credit.MapGet("/publicity", ReadPublicity.Handle).AllowAnonymous();
        credit.MapGet("/publicity/rules", ReadPublicity.HandleRules).AllowAnonymous();
        credit.MapGet("/records", ReadRecords.HandleList).AllowAnonymous();
        credit.MapGet("/subjects/{uscc}", ReadRecords.HandleSubject).AllowAnonymous();
        credit.MapGet("/subjects/{uscc}/records/{id:guid}", ReadRecords.HandleRecord).AllowAnonymous();
        credit.MapGet("/timeliness", ReadRecords.HandleTimeliness).AllowAnonymous();
        credit.MapGet("/timeliness.csv", ReadRecords.HandleTimelinessTable).AllowAnonymous().Produces(StatusCodes.Status200OK, contentType: "text/csv");
        credit.MapGet("/statistics", StatisticsReads.Handle).AllowAnonymous();
        credit.MapGet("/statistics.csv", StatisticsReads.HandleTable).AllowAnonymous().Produces(StatusCodes.Status200OK, contentType: "text/csv");
        MapColumns(host.MapGroup("/credit").AllowAnonymous().ExcludeFromDescription().IsCalledByPrograms());
        credit.MapAnswers();
        credit.MapActs();
        credit.MapCommitments();
        credit.MapMeasures();
        credit.MapClasses();
        credit.MapBindings();
        host.MapClassFiles();
    }

    // What programs read beside the pages: of a column its changes, all of it, and what its fields are; and what the element of a check says.
    private static void MapColumns(RouteGroupBuilder columns)
    {
        foreach (var column in RecordClass.All.Select(c => c.Column))
        {
            columns.MapMethods($"/{column}.atom", Reads, ReadRecordFeed.Handle);
            columns.MapMethods($"/{column}.csv", Reads, ReadRecordTable.Handle);
            columns.MapMethods($"/{column}/datapackage.json", Reads, ReadRecordTable.HandlePackage);
        }

        columns.MapMethods("/check/words.json", Reads, ReadCheckWords.Handle);
    }
}
