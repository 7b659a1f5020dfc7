using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Modules.Tests.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gongxin.Modules.Tests.Jobs;

// Goal: the work of a day whose hour has passed is made up when a node starts, once and to its end, and no other work is. Method: the runner
// with jobs that count, and clocks before and after the hour in China.
public sealed class JobRunnerTests
{
    private const int Hour = 7;
    private const int Batches = 3;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-11-26T23:00:00Z", true)]
    [InlineData("2026-11-27T15:59:00Z", true)]
    [InlineData("2026-11-26T22:59:00Z", false)]
    [InlineData("2026-11-27T16:00:00Z", false)]
    public async Task A_node_that_starts_after_the_hour_makes_the_work_of_the_day_up(string now, bool isMadeUp)
    {
        var counts = new Counts();
        await using var services = new ServiceCollection().AddScoped<CurrentActor>().AddSingleton(counts)
            .AddJob<MadeUp>(Every.DayFrom(Hour)).AddJob<Waiting>(Every.DayAt(Hour)).AddJob<Frequent>(Every.Seconds(3600)).BuildServiceProvider();
        var clock = new TestClock { Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture) };
        await using var runner = new JobRunner(services.GetServices<JobPlan>(), services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<JobRunner>.Instance);
        await runner.StartAsync(Ct);

        // What runs at once has run; what was to be made up was queued before it.
        await counts.Frequent.Task.WaitAsync(Wait, Ct);
        if (isMadeUp)
        {
            await counts.MadeUp.Task.WaitAsync(Wait, Ct);
        }

        await runner.StopAsync(Ct);
        Assert.Equal((isMadeUp ? Batches : 0, 0), (counts.MadeUpRuns, counts.WaitingRuns));
    }

    private sealed class Counts
    {
        public int MadeUpRuns;
        public int WaitingRuns;

        public TaskCompletionSource MadeUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Frequent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class MadeUp(Counts counts) : IJob
    {
        public Task<JobOutcome> RunAsync(CancellationToken ct)
        {
            if (Interlocked.Increment(ref counts.MadeUpRuns) < Batches)
            {
                return Task.FromResult(JobOutcome.More(1));
            }

            counts.MadeUp.TrySetResult();
            return Task.FromResult(JobOutcome.Done(1));
        }
    }

    private sealed class Waiting(Counts counts) : IJob
    {
        public Task<JobOutcome> RunAsync(CancellationToken ct)
        {
            Interlocked.Increment(ref counts.WaitingRuns);
            return Task.FromResult(JobOutcome.Done(1));
        }
    }

    private sealed class Frequent(Counts counts) : IJob
    {
        public Task<JobOutcome> RunAsync(CancellationToken ct)
        {
            counts.Frequent.TrySetResult();
            return Task.FromResult(JobOutcome.Done(1));
        }
    }
}
