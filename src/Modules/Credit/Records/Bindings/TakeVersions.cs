using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Credit.Records.Taking.Files;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Bindings;

// Hands each new version of a bound dataset to an operation that takes it in, once. Killed between writing the rows and the commit it does so
// again, and what was taken in already is found the same.
internal sealed class TakeVersions(CreditDb credit, ICatalogueReads catalogue, IExports exports, QueueTaking queue, TimeProvider clock) : IJob
{
    private const int BatchMax = 200;
    private static readonly Actor By = Actor.System("credit-bindings");

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        // All of them, a batch after the other: one that waits for a version for years keeps no other waiting.
        var taken = 0;
        for (var seen = 0; ; seen += BatchMax)
        {
            var bindings = await credit.Whole.Set<DatasetBinding>().Where(b => b.EndedAt == null).OrderBy(b => b.Id).Skip(seen).Take(BatchMax).ToListAsync(ct);
            var newest = bindings.Count == 0 ? [] : (await catalogue.ItemsAsync([.. bindings.Select(b => b.Slug)], ct)).ToDictionary(d => d.Slug, d => d.Version, StringComparer.Ordinal);
            foreach (var binding in bindings.Where(b => newest.GetValueOrDefault(b.Slug) > b.TakenVersion))
            {
                taken += await TakeAsync(binding, newest[binding.Slug], ct) ? 1 : 0;
            }

            if (bindings.Count < BatchMax)
            {
                return JobOutcome.Done(taken);
            }
        }
    }

    private async Task<bool> TakeAsync(DatasetBinding binding, int version, CancellationToken ct)
    {
        try
        {
            // A version that is published meanwhile is taken under the number before it, and found the same the next time.
            var rows = await catalogue.NewestRowsAsync(binding.Slug, ct);
            var input = new TakeFileInput(binding.Kind, $"{binding.Slug}-{version}.csv", binding.Unit);
            var operation = await queue.AddAsync(input, By, to => exports.WriteAsync(rows, new ExportRequest(ExportFormat.Csv, new RowQuery()), to, ct), ct);
            binding.Take(version, operation, clock.GetUtcNow().UtcDateTime);
        }
        catch (Refusal refusal)
        {
            if (binding.Problem == refusal.Code)
            {
                return false;
            }

            binding.Fail(refusal.Code);
        }

        await queue.SaveAsync(ct);
        return binding.Problem is null;
    }
}
