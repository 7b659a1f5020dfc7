using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Collection.Sources;

// Figures that are pulled on schedule (decision 0046).
internal static class SourceWiring
{
    private const int PullSeconds = 30;

    public static void AddSources(this IServiceCollection services)
    {
        services.AddProblemTexts<SourceText>();
        services.AddMenuEntry<SourceText>(41, "/collection/sources", "Menu.Sources", isPublic: false);
        services.AddSingleton<SourceSecrets>();
        services.AddSingleton<SourceClient>();
        services.AddSingleton<PostgresSource>();
        services.AddScoped<FetchSource>();
        services.AddScoped<ReadPulled>();
        services.AddScoped<SourceDesk>();
        services.AddScoped<RunPull>();
        services.AddScoped<TryPull>();
        services.AddScoped<SourceActors>();
        services.AddScoped<TellOfPulls>();
        services.AddScoped(provider => new SourceReads(
            provider.GetRequiredService<CollectionDb>(), provider.GetRequiredService<SourceDesk>(), provider.GetRequiredService<ReadPulled>(), provider.GetRequiredService<CheckForm>(),
            provider.GetRequiredService<ProblemTexts>()));
        services.AddJob<PullSources>(Every.Seconds(PullSeconds));
    }

    public static void MapSources(this RouteGroupBuilder collection)
    {
        // Whoever reports or forwards for the organisation; both see submissions, and the rows say for whom.
        const string One = "/sources/{task:guid}/{organisation:guid}";
        collection.MapGet("/sources", KeepSources.HandleList).Requires(CollectionPermissions.Read);
        collection.MapGet(One, KeepSources.Handle).Requires(CollectionPermissions.Read);
        collection.MapPut(One, KeepSources.HandleSet).Requires(CollectionPermissions.Read);
        collection.MapDelete(One, KeepSources.HandleRemove).Requires(CollectionPermissions.Read);
        collection.MapPost(One + "/try", KeepSources.HandleTry).Requires(CollectionPermissions.Read);
        collection.MapGet(One + "/pulls/{pull:guid}", KeepSources.HandlePull).Requires(CollectionPermissions.Read);
        collection.MapPost(One + "/pulls/{pull:guid}/draft", KeepSources.HandleTake).Requires(CollectionPermissions.Read);
    }
}
