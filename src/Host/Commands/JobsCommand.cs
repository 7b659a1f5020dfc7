using System.CommandLine;
using System.Globalization;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Ledger;

namespace Gongxin.Host.Commands;

// gongxin jobs list: what a serving node does by itself; gongxin jobs run NAME: one of it now.
internal static class JobsCommand
{
    public static Command Create()
    {
        var list = new Command("list", "List the jobs of a serving node with their times (seconds between runs, or a cron expression in China's time).");
        list.SetAction((_, ct) => ListAsync(ct));
        var name = new Argument<string>("NAME") { Description = "Name of the job, as `gongxin jobs list` tells it." };
        var run = new Command("run", "Run a job now, to its end; a job that was run already finds nothing more to do.") { name };
        run.SetAction((parsed, ct) => RunAsync(parsed.GetValue(name)!, ct));
        return new Command("jobs", "Work that a serving node does at its times.") { list, run };
    }

    private static async Task<int> ListAsync(CancellationToken ct)
    {
        await using var node = await Node.OpenAsync(ct);
        await using var scope = node.Scope("jobs");
        foreach (var plan in scope.ServiceProvider.GetServices<JobPlan>().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Name}\t{plan.Every.Cron ?? $"{plan.Every.Interval?.TotalSeconds} s"}"));
        }

        return ExitCodes.Good;
    }

    private static async Task<int> RunAsync(string name, CancellationToken ct)
    {
        await using var node = await Node.OpenAsync(ct);
        await using var scope = node.Scope("jobs");
        if (scope.ServiceProvider.GetServices<JobPlan>().SingleOrDefault(p => p.Name == name) is not { } plan)
        {
            await Console.Error.WriteLineAsync($"gongxin jobs run: there is no job {name}; `gongxin jobs list` tells which there are");
            return ExitCodes.Usage;
        }

        var handled = await plan.RunAsync(scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>(), ct);
        await scope.ServiceProvider.GetRequiredService<LedgerSequencer>().IntegrateAllAsync(ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Name}: {handled:N0} handled"));
        return ExitCodes.Good;
    }
}
