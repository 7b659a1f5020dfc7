using Gongxin.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Quartz.Impl;
using Quartz.Spi;

namespace Gongxin.Kernel.Jobs;

/// <summary>
/// Gives the modules' jobs to Quartz. Schedules are code, so they live in memory; what must not run twice at once on
/// two nodes takes a lock in its own transaction (decision 0005).
/// </summary>
internal sealed partial class JobRunner(
    IEnumerable<JobPlan> plans, IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRunner> log) : IHostedService, IJobFactory, IAsyncDisposable
{
    private IScheduler? _scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var properties = new System.Collections.Specialized.NameValueCollection
        {
            ["quartz.scheduler.instanceName"] = $"gongxin-{Guid.CreateVersion7()}",
            ["quartz.threadPool.maxConcurrency"] = "4",
        };
        _scheduler = await new StdSchedulerFactory(properties).GetScheduler(cancellationToken);
        _scheduler.JobFactory = this;
        foreach (var plan in plans)
        {
            var job = JobBuilder.Create<Adapter>().WithIdentity(plan.Name).UsingJobData("job", plan.Name).Build();
            await _scheduler.ScheduleJob(job, TriggerOf(plan), cancellationToken);
            if (plan.Every.MadeUpFrom is { } hour && TimeZoneInfo.ConvertTime(clock.GetUtcNow(), LegalZone.China).Hour >= hour)
            {
                // The node may have stood still, or have been killed, at the hour of today.
                await _scheduler.TriggerJob(job.Key, cancellationToken);
            }
        }

        await _scheduler.Start(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _scheduler?.Shutdown(waitForJobsToComplete: true, cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_scheduler is { IsShutdown: false })
        {
            await _scheduler.Shutdown();
        }
    }

    public Quartz.IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => new Adapter(this);

    public void ReturnJob(Quartz.IJob job)
    {
        // An adapter holds nothing.
    }

    private static ITrigger TriggerOf(JobPlan plan)
    {
        var trigger = TriggerBuilder.Create().WithIdentity(plan.Name);
        return plan.Every.Interval is { } interval
            ? trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever().WithMisfireHandlingInstructionNextWithRemainingCount()).Build()
            : trigger.WithCronSchedule(plan.Every.Cron!, s => s.InTimeZone(LegalZone.China)).Build();
    }

    private Task<long> RunAsync(string name, CancellationToken ct) => plans.Single(p => p.Name == name).RunAsync(scopes, ct);

    [LoggerMessage(110, LogLevel.Error, "Job {Name} failed; it runs again at its next time.")]
    private partial void JobFault(string name, Exception fault);

    [DisallowConcurrentExecution]
    private sealed class Adapter(JobRunner runner) : Quartz.IJob
    {
        public async Task Execute(IJobExecutionContext context)
        {
            var name = context.MergedJobDataMap.GetString("job")!;
            try
            {
                await runner.RunAsync(name, context.CancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
            catch (Exception fault)
            {
                // The job runner is one of the three places that may catch all: the next run is due anyway.
                runner.JobFault(name, fault);
            }
        }
    }
}
