using Gongxin.Credit.Answers;
using Gongxin.Credit.Reports;
using Gongxin.Credit.Reports.Batches;
using Gongxin.Credit.Standing;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
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
        services.AddMenuEntry<CreditText>(26, "/credit/check", "Menu.Check", isPublic: false);
        services.AddMenuEntry<CreditText>(25, "/credit/verify", "Menu.Verify");
        services.AddRole(Roles.Officer, CreditPermissions.Check);
        services.AddSingleton<CheckDesk>();
        services.AddScoped<SubjectsAsked>();
        services.AddScoped<KeepChecks>();
        services.AddScoped<AnswerChecks>();
        services.AddScoped<CheckReads>();
        services.AddScoped(provider => new CheckQueries(provider.GetRequiredService<CheckDesk>(), provider.GetRequiredService<CurrentActor>()));
        services.AddScoped<ICreditSection, RecordsSection>();
        services.AddScoped<WhatStands>();
        services.AddScoped<BuildReport>();
        services.AddScoped<IssueReport>();
        services.AddScoped<ReportReads>();
        services.AddScoped<ReportPaper>();
        services.AddScoped<GivenReports>();
        services.AddScoped(provider => new ReportQueries(
            provider.GetRequiredService<IssueReport>(), provider.GetRequiredService<ReportReads>(), provider.GetRequiredService<ReportBatches>()));
        services.AddOperationFiles<ReportBatchFiles>();
        services.AddScoped<ReportBatches>();
        services.AddOperation<ReportBatchOperation>();
    }

    public static void MapAnswers(this IEndpointRouteBuilder credit)
    {
        credit.MapPost("/check", AskCheck.Handle).Requires(CreditPermissions.Check).IsCalledByInvitedSites();
        credit.MapGet("/check/{id:guid}", ReadCheck.Handle).Requires(CreditPermissions.Check).IsCalledByInvitedSites().Produces(StatusCodes.Status200OK, contentType: "application/json");
        credit.MapPost("/reports", IssueReport.Handle).AllowAnonymous();
        credit.MapPost("/reports/batches", ReportBatch.Handle).Requires(CreditPermissions.Check);
        credit.MapGet("/reports/batches/{id:guid}", ReportBatch.HandleResult).Requires(CreditPermissions.Check).Produces(StatusCodes.Status200OK, contentType: "application/zip");
        credit.MapGet("/reports/{number}", ReadReport.Handle).AllowAnonymous();
        credit.MapGet("/reports/{number}/report.pdf", ReadReport.HandlePaper).AllowAnonymous().Produces(StatusCodes.Status200OK, contentType: ReportPaper.MediaType);
        credit.MapGet("/reports/{number}/report.json", ReadReport.HandleFile).AllowAnonymous().Produces(StatusCodes.Status200OK, contentType: "application/json");
    }
}
