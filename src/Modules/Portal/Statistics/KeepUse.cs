using System.Globalization;
using System.Text;
using Gongxin.Kernel.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gongxin.Portal.Statistics;

// Adds what was counted to the sums in the database. Every process adds its own; a process that is killed loses what it has
// counted since the last time. One statement is a transaction, and ending what is kept of pages is not worth a count.
internal sealed class KeepUse(UseCounter counter, PortalDb portal) : IJob
{
    private const int RowsMax = 500;

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        // In one order everywhere, so that two processes do not wait for each other.
        var taken = counter.Take().OrderBy(c => c.Key.Day).ThenBy(c => c.Key.Kind).ThenBy(c => c.Key.Dataset, StringComparer.Ordinal).ToArray();
        var kept = 0;
        try
        {
            foreach (var rows in taken.Chunk(RowsMax))
            {
                await portal.RunAsync(StatementOf(rows.Length), rows.SelectMany(r => new object[] { r.Key.Day, r.Key.Kind.ToString(), r.Key.Dataset, r.Value }), ct);
                kept += rows.Length;
            }
        }
        finally
        {
            foreach (var (key, count) in taken[kept..])
            {
                counter.Add(key, count);
            }
        }

        return JobOutcome.Done(kept);
    }

    // The same on both engines.
    private static string StatementOf(int rows)
    {
        var sql = new StringBuilder("INSERT INTO portal_use (\"Day\", \"Kind\", \"Dataset\", \"Count\") VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(row == 0 ? "" : ", ")}({{{row * 4}}}, {{{(row * 4) + 1}}}, {{{(row * 4) + 2}}}, {{{(row * 4) + 3}}})");
        }

        return sql.Append(" ON CONFLICT (\"Day\", \"Kind\", \"Dataset\") DO UPDATE SET \"Count\" = portal_use.\"Count\" + excluded.\"Count\"").ToString();
    }
}

// What was counted last, when the node stops: after the last request, for this service began before the server did.
internal sealed class KeepLastUse(IServiceScopeFactory scopes) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeepUse>().RunAsync(cancellationToken);
    }
}
