using System.Diagnostics;

namespace Gongxin.Bench.Measuring;

// How long something took on the wall, and how much of the cores this process used for it.
internal readonly record struct Timing(TimeSpan Wall, TimeSpan Cpu)
{
    public static async Task<Timing> OfAsync(Func<Task> work)
    {
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await work();
        return new Timing(Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu);
    }

    public static Task<Timing> OfAsync(Action work) => OfAsync(() =>
    {
        work();
        return Task.CompletedTask;
    });
}

internal static class Quantiles
{
    public static double Median(this IEnumerable<double> values) => values.Quantile(0.5);

    // Nearest rank: a value that was measured, never one between two.
    public static double Quantile(this IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
