namespace Gongxin.Kernel.Jobs;

/// <summary>Repeated work of a module: bounded batch, idempotent, restartable. The runner calls again while the answer is "more".</summary>
public interface IJob
{
    Task<JobOutcome> RunAsync(CancellationToken ct);
}

/// <summary>What one run did.</summary>
/// <param name="Count">Items handled.</param>
/// <param name="HasMore">True when the batch was full and there may be more.</param>
public readonly record struct JobOutcome(int Count, bool HasMore)
{
    public static JobOutcome Done(int count) => new(count, false);

    public static JobOutcome More(int count) => new(count, true);
}

/// <summary>When a job runs: an interval, or a Quartz cron expression in the platform's legal zone.</summary>
/// <param name="MadeUpFrom">The hour from which a node that starts makes the run of the day up; null when it waits for the next day.</param>
public readonly record struct Every(TimeSpan? Interval, string? Cron, int? MadeUpFrom = null)
{
    public static Every Seconds(int seconds) => new(TimeSpan.FromSeconds(seconds), null);

    public static Every Minutes(int minutes) => new(TimeSpan.FromMinutes(minutes), null);

    public static Every DayAt(int hour) => new(null, $"0 0 {hour} * * ?");

    /// <summary>Every day at that hour, and again when a node starts later on the day: for jobs that find nothing to do the second time.</summary>
    public static Every DayFrom(int hour) => DayAt(hour) with { MadeUpFrom = hour };
}

/// <summary>One job with its schedule.</summary>
public sealed record JobPlan(Type Job, Every Every)
{
    public string Name => Job.Name;
}
