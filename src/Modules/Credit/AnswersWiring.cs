using Gongxin.Credit.Reports;
using Gongxin.Credit.Standing;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit;

// What the platform answers about a subject, and how an answer proves itself: services, menu and routes.
internal static class AnswersWiring
{
    public static void AddAnswers(this IServiceCollection services)
    {
        services.AddMenuEntry<CreditText>(25, "/credit/verify", "Menu.Verify");
        services.AddScoped<ICreditSection, RecordsSection>();
        services.AddScoped<WhatStands>();
        services.AddScoped<BuildReport>();
        services.AddScoped<IssueReport>();
        services.AddScoped<ReportReads>();
        services.AddScoped(provider => new ReportQueries(provider.GetRequiredService<IssueReport>(), provider.GetRequiredService<ReportReads>()));
    }

    public static void MapAnswers(this IEndpointRouteBuilder credit)
    {
        credit.MapPost("/reports", IssueReport.Handle).AllowAnonymous();
        credit.MapGet("/reports/{number}", ReadReport.Handle).AllowAnonymous();
        credit.MapGet("/reports/{number}/report.json", ReadReport.HandleFile).AllowAnonymous().Produces(StatusCodes.Status200OK, contentType: "application/json");
    }
}
