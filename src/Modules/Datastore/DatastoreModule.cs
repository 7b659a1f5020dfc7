using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Charts;
using Gongxin.Datastore.Diff;
using Gongxin.Datastore.Disclosure;
using Gongxin.Datastore.Exports;
using Gongxin.Datastore.Load;
using Gongxin.Datastore.Quarantine;
using Gongxin.Datastore.Rows;
using Gongxin.Datastore.Rows.Index;
using Gongxin.DuckDb;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Datastore;

public static class DatastoreModule
{
    public static IServiceCollection AddDatastore(this IServiceCollection services)
    {
        services.AddProblemTexts<DatastoreText>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(DuckDbOf);
        services.AddSingleton<IDatastore, FileLoader>();
        services.AddJob<SweepLoads>(Every.Minutes(60));

        services.AddSingleton<QueryLimits>();
        services.AddSingleton<QueryConnections>();
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<IndexLimits>();
        services.AddSingleton(IndexFolderOf);
        services.AddSingleton<RowIndexes>();
        services.AddSingleton<IRowQueries, RowQueries>();
        services.AddSingleton<IChartFigures, ChartReads>();

        services.AddSingleton<IQuarantine, QuarantineReads>();
        services.AddSingleton<IDisclosureControl, DisclosureControl>();

        services.AddSingleton<ExportLimits>();
        services.AddSingleton<ExportMaker>();
        services.AddSingleton(ExportCacheOf);
        services.AddSingleton<ExportBuilds>();
        services.AddSingleton<IExports, Downloads>();
        services.AddSingleton<DiffLimits>();
        services.AddSingleton<DiffMaker>();
        services.AddSingleton(DiffCacheOf);
        services.AddSingleton<DiffBuilds>();
        services.AddSingleton<IVersionDiffs, VersionDiffs>();
        return services;
    }

    private static DuckDbInstance DuckDbOf(IServiceProvider services) =>
        new(DuckDbSettings.From(services.GetRequiredService<PlatformSettings>(), services.GetService<IConfiguration>()));

    // The folders are looked into when they are first needed, not at start.
    private static Lazy<IndexFolder> IndexFolderOf(IServiceProvider services) => new(() => new IndexFolder(
        Path.Combine(services.GetRequiredService<PlatformSettings>().CacheFolder, "rows"), services.GetRequiredService<TimeProvider>()));

    private static Lazy<ExportCache> ExportCacheOf(IServiceProvider services) => new(() => new ExportCache(
        Path.Combine(services.GetRequiredService<PlatformSettings>().CacheFolder, "exports"),
        services.GetRequiredService<ExportLimits>(),
        services.GetRequiredService<TimeProvider>()));

    private static Lazy<DiffCache> DiffCacheOf(IServiceProvider services) => new(() => new DiffCache(new ExportCache(
        Path.Combine(services.GetRequiredService<PlatformSettings>().CacheFolder, "diffs"),
        services.GetRequiredService<ExportLimits>() with { CacheBytes = services.GetRequiredService<DiffLimits>().CacheBytes },
        services.GetRequiredService<TimeProvider>())));
}
