using Gongxin.Kernel.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Jobs;

/// <summary>One run of a job.</summary>
public static class JobRun
{
    private const int RoundsMax = 1000;

    /// <summary>Runs the job until there is no more to do, each time in a scope of its own and under the job's name.</summary>
    /// <returns>How many items were handled.</returns>
    public static async Task<long> RunAsync(this JobPlan plan, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var handled = 0L;
        for (var round = 0; round < RoundsMax; round++)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System(plan.Name);
            var outcome = await ((IJob)scope.ServiceProvider.GetRequiredService(plan.Job)).RunAsync(ct);
            handled += outcome.Count;
            if (!outcome.HasMore)
            {
                break;
            }
        }

        return handled;
    }
}
