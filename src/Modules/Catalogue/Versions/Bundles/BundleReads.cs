using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions.Bundles;

// A bundle that is there, or how far it is. Asking for it has it made, once: by the node itself, whoever asks.
internal sealed record AskedBundle(OpenVersion Version, Bundle? Made, Operation? Making);

internal sealed class BundleReads(DatasetReads reads, CatalogueDb catalogue, OperationSignal signal, TimeProvider clock)
{
    // Readers must not be able to fill the queue that hand-ins wait in.
    private const int WaitingMax = 20;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    public async Task<AskedBundle> AskAsync(string slug, string number, CancellationToken ct)
    {
        var open = await reads.OpenAsync(slug, number, null, ct);
        var asked = await FindAsync(open, ct);
        return asked.Made is not null || asked.Making is { IsOver: false } ? asked : await StartAsync(open, ct);
    }

    private async Task<AskedBundle> FindAsync(OpenVersion open, CancellationToken ct)
    {
        var made = await (
            from dataset in catalogue.Datasets
            join bundle in catalogue.Bundles on dataset.Id equals bundle.DatasetId
            where dataset.Slug == open.Slug && bundle.Number == open.Number
            select bundle).AsNoTracking().SingleOrDefaultAsync(ct);
        return new AskedBundle(open, made, made is null ? await NewestAsync(open, ct) : null);
    }

    private Task<Operation?> NewestAsync(OpenVersion open, CancellationToken ct)
    {
        var subject = SubjectOf(open);
        return catalogue.Whole.Set<Operation>().AsNoTracking()
            .Where(o => o.Kind == BundleOperation.KindName && o.Subject == subject)
            .OrderByDescending(o => o.CreatedAt).FirstOrDefaultAsync(ct);
    }

    private async Task<AskedBundle> StartAsync(OpenVersion open, CancellationToken ct)
    {
        // An explicit transaction, because two who ask at once must start one operation.
        await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, "catalogue.bundle", ct);
        var asked = await FindAsync(open, ct);
        if (asked.Made is not null || asked.Making is { IsOver: false })
        {
            return asked;
        }

        if (asked.Making?.EndedAt > clock.GetUtcNow().UtcDateTime - RetryAfter)
        {
            throw new Refusal("bundle.failed", 503, open.Slug, open.Number);
        }

        var waiting = await catalogue.Whole.Set<Operation>().CountAsync(o => o.Kind == BundleOperation.KindName && o.State == OperationState.Queued, ct);
        if (waiting >= WaitingMax)
        {
            throw new Refusal("bundle.busy", 503);
        }

        var operation = Operation.Queue(BundleOperation.KindName, SubjectOf(open), BundleOperation.InputOf(open.Slug, open.Number), Actor.System("bundle"), clock);
        catalogue.Add(operation);
        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        signal.Queued();
        return new AskedBundle(open, null, operation);
    }

    private static string SubjectOf(OpenVersion open) => string.Create(CultureInfo.InvariantCulture, $"{open.Slug}/{open.Number}");
}
