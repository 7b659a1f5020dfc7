using Gongxin.Collection.Checks.Trial;
using Gongxin.Collection.Clock;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Publishing;
using Gongxin.Collection.Rates;
using Gongxin.Collection.Review;
using Gongxin.Collection.Review.Delegation;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates.Own;
using Gongxin.Collection.Workbooks.Kept;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Collection;

// Tasks, periods, handing in and review.
internal static class CollectingWiring
{
    private const int OpenSeconds = 20;
    private const int WatchSeconds = 30;
    private const int RecountMinutes = 10;
    private const int FieldsMax = 20_000;

    public static void AddCollecting(this IServiceCollection services)
    {
        services.AddProblemTexts<CollectingText>();
        services.AddRole(Roles.Reporter, CollectionPermissions.Read, CollectionPermissions.Report);
        services.AddRole(Roles.OrganisationReviewer, CollectionPermissions.Read, CollectionPermissions.Forward);
        services.AddRole(Roles.Reviewer, CollectionPermissions.Read, CollectionPermissions.Review);
        services.AddRole(Roles.Operator, CollectionPermissions.Read, CollectionPermissions.Run);
        services.AddMenuEntry<CollectingText>(39, "/collection", "Menu.Home");
        services.AddMenuEntry<CollectingText>(40, "/collection/due", "Menu.Due", isPublic: false);
        services.AddMenuEntry<CollectingText>(41, "/collection/reviews", "Menu.Reviews", isPublic: false);
        services.AddMenuEntry<CollectingText>(42, "/collection/tasks", "Menu.Tasks");
        services.AddMenuEntry<CollectingText>(42, "/collection/rates", "Menu.Rates");

        // A form of a few lists has more fields than the usual limit.
        services.Configure<FormOptions>(form => form.ValueCountLimit = FieldsMax);
        services.AddSingleton<PeriodForms>();
        services.AddScoped<CollectionDb>();
        services.AddScoped<CheckForm>();
        services.AddScoped<TryCheck>();
        services.AddSingleton<TrialGate>();
        services.AddScoped<TemplateShelf>();
        services.AddScoped<TemplateDesk>();
        services.AddScoped<TemplateFromWorkbook>();
        services.AddScoped<TaskDesk>();
        services.AddScoped<SubmissionDesk>();
        services.AddScoped<ReviewDesk>();
        services.AddScoped<DelegationDesk>();
        services.AddScoped(provider => new DelegationReads(provider.GetRequiredService<CollectionDb>()));
        services.AddScoped<PublishPeriod>();
        services.AddScoped<WorkbookValues>();
        services.AddScoped(provider => new PublishedReads(
            provider.GetRequiredService<CollectionDb>(), provider.GetRequiredService<WorkbookDb>(), provider.GetRequiredService<ICatalogueReads>(), provider.GetRequiredService<IRowQueries>()));
        services.AddScoped(provider => new RateReads(provider.GetRequiredService<CollectionDb>()));
        services.AddScoped(provider => new TaskReads(provider.GetRequiredService<CollectionDb>(), provider.GetRequiredService<TemplateShelf>()));
        services.AddScoped(provider => new SubmissionReads(
            provider.GetRequiredService<CollectionDb>(), provider.GetRequiredService<SubmissionDesk>(), provider.GetRequiredService<CheckForm>(),
            provider.GetRequiredService<IBlobs>(), provider.GetRequiredService<ProblemTexts>()));
        services.AddScoped<PeriodDesk>();
        services.AddJob<OpenPeriods>(Every.Seconds(OpenSeconds));
        services.AddJob<WatchSubmissions>(Every.Seconds(WatchSeconds));
        services.AddJob<RecountDeadlines>(Every.Minutes(RecountMinutes));
    }

    public static void MapCollecting(this RouteGroupBuilder collection)
    {
        collection.MapGet("/tasks", RunTasks.HandleList).AllowAnonymous();
        collection.MapGet("/tasks/{id:guid}", RunTasks.HandleRead).AllowAnonymous();
        collection.MapPost("/tasks", RunTasks.HandleCreate).Requires(CollectionPermissions.Run);
        collection.MapPost("/tasks/{id:guid}/members", RunTasks.HandleMembers).Requires(CollectionPermissions.Run);
        collection.MapPut("/tasks/{id:guid}/members/{organisation:guid}/exemption", RunTasks.HandleExempt).Requires(CollectionPermissions.Run);
        collection.MapPost("/tasks/{id:guid}/start", RunTasks.HandleStart).Requires(CollectionPermissions.Run);
        collection.MapPost("/tasks/{id:guid}/edition", RunTasks.HandleMove).Requires(CollectionPermissions.Run);
        collection.MapPost("/tasks/{id:guid}/end", RunTasks.HandleEnd).Requires(CollectionPermissions.Run);
        collection.MapPost("/tasks/{id:guid}/publish", PublishApproved.Handle).Requires(CollectionPermissions.Run);

        collection.MapPost("/tasks/{id:guid}/close", ClosePeriods.HandleClose).Requires(CollectionPermissions.Run);
        collection.MapPost("/tasks/{id:guid}/reopen", ClosePeriods.HandleReopen).Requires(CollectionPermissions.Run);

        collection.MapGet("/submissions", ReadSubmissions.HandleList).Requires(CollectionPermissions.Read);
        collection.MapGet("/submissions/due", ReadSubmissions.HandleDue).Requires(CollectionPermissions.Report);
        collection.MapGet("/submissions/{id:guid}", ReadSubmissions.Handle).Requires(CollectionPermissions.Read);
        collection.MapPut("/submissions/{id:guid}/draft", SaveDraft.Handle).Requires(CollectionPermissions.Report);
        collection.MapPost("/submissions", TakeHandIn.Handle).Requires(CollectionPermissions.Report)
            .TakesQuery(columns: false, "submission", "task", "period", "organisation").Accepts<HandInRequest>("application/json", "text/csv").WithMetadata(new RequestSizeLimitAttribute(HandInBody.BytesMax));
        collection.MapPost("/submissions/{id:guid}/revision", ReviewSubmissions.HandleRevise).Requires(CollectionPermissions.Report);

        // Whoever stands in for a reviewer has no role that reviews: what reaches, the desk says.
        collection.MapGet("/reviews", ReviewSubmissions.HandleQueue).Requires(CollectionPermissions.Read);
        collection.MapPost("/reviews/approvals", ReviewSubmissions.HandleApprove).Requires(CollectionPermissions.Read);
        collection.MapPost("/reviews/{id:guid}/forward", ReviewSubmissions.HandleForward).Requires(CollectionPermissions.Read);
        collection.MapPost("/reviews/{id:guid}/return", ReviewSubmissions.HandleReturn).Requires(CollectionPermissions.Read);

        collection.MapPost("/checks/trial", TryChecks.Handle).Requires(CollectionPermissions.Read);

        collection.MapGet("/delegations", DelegateReviews.HandleList).Requires(CollectionPermissions.Read);
        collection.MapPost("/delegations", DelegateReviews.HandleGive).Requires(CollectionPermissions.Read);
        collection.MapPost("/delegations/{id:guid}/end", DelegateReviews.HandleEnd).Requires(CollectionPermissions.Read);

        collection.MapGet("/organisations/{organisation:guid}/published", ReadPublished.Handle).AllowAnonymous();
        collection.MapGet("/organisations/{organisation:guid}/published/{receipt}", ReadPublished.HandleFigures).AllowAnonymous();
        collection.MapGet("/rates", ReadRates.Handle).AllowAnonymous();
        collection.MapGet("/rates/overdue", ReadRates.HandleOverdue).AllowAnonymous();
    }
}
