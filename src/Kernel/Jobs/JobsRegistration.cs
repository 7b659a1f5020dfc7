using Gongxin.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Jobs;

/// <summary>Wires jobs, operations and announcement handlers.</summary>
public static class JobsRegistration
{
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, Every every)
        where TJob : class, IJob
    {
        services.AddScoped<TJob>();
        return services.AddSingleton(new JobPlan(typeof(TJob), every));
    }

    public static IServiceCollection AddOperation<THandler>(this IServiceCollection services)
        where THandler : class, IOperationHandler =>
        services.AddScoped<IOperationHandler, THandler>();

    public static IServiceCollection AddOperationFiles<TFiles>(this IServiceCollection services)
        where TFiles : OperationFiles
    {
        services.AddSingleton<TFiles>();
        return services.AddSingleton<OperationFiles>(provider => provider.GetRequiredService<TFiles>());
    }

    public static IServiceCollection AddAnnouncementHandler<TAnnouncement, THandler>(this IServiceCollection services)
        where TAnnouncement : IAnnouncement
        where THandler : class, IAnnouncementHandler<TAnnouncement>
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(AnnouncementRoute.For<TAnnouncement, THandler>());
    }

    /// <summary>What queues and reads operations; every command needs it.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services.AddSingleton<OperationSignal>();

    /// <summary>What runs jobs and operations; only a serving node does.</summary>
    public static IServiceCollection AddRunners(this IServiceCollection services)
    {
        services.AddJob<OutboxDispatcher>(Every.Seconds(1));
        services.AddJob<SweepOperationFiles>(Every.Minutes(60));
        services.AddHostedService<OperationRunner>();
        services.AddHostedService<JobRunner>();
        return services;
    }
}
