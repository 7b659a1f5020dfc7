using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions.Restore;

// Makes an earlier version the newest again by publishing a new one with the same data file: nothing is copied, and what was the
// newest meanwhile stays in the list.
internal sealed class RestoreVersion(CatalogueDb catalogue, Idempotency idempotency, CurrentActor current, TimeProvider clock)
{
    public const int ReasonMin = 5;

    // The number of the new version.
    public async Task<int> RestoreAsync(string slug, string number, string? reason, CancellationToken ct)
    {
        var fingerprint = $"restore {slug} {number}";
        if (await idempotency.FindAsync(fingerprint, ct) is { } outcome)
        {
            return int.Parse(outcome, System.Globalization.CultureInfo.InvariantCulture);
        }

        // An explicit transaction, because numbering versions must be exclusive between processes.
        await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, PublishLock.Name, ct);
        var dataset = await catalogue.Datasets.SingleOrDefaultAsync(d => d.Slug == slug, ct) ?? throw CatalogueRefusals.DatasetNotFound(slug);
        var earlier = await EarlierAsync(dataset, number, ct);
        var version = DatasetVersion.Restored(dataset, earlier, ReasonOf(reason), current.Actor.Id, clock.GetUtcNow().UtcDateTime);
        dataset.Publish(version);
        version.EnteredAs(catalogue.QueueLedger(VersionFact.Published, $"dataset:{slug}/{version.Number}", VersionFact.PayloadOf(dataset, version)));
        catalogue.Add(version);
        catalogue.Audit("VersionRestored", $"dataset:{slug}", new { version.Number, version.RestoredFrom });
        idempotency.Remember(fingerprint, version.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return version.Number;
    }

    private async Task<DatasetVersion> EarlierAsync(Dataset dataset, string number, CancellationToken ct)
    {
        var wanted = DatasetReads.NumberOf(dataset, number);
        var version = await catalogue.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.DatasetId == dataset.Id && v.Number == wanted, ct)
            ?? throw CatalogueRefusals.VersionNotFound(dataset.Slug, number);
        if (version.Withdrawal is { } id)
        {
            var withdrawal = await catalogue.Withdrawals.AsNoTracking().SingleAsync(w => w.Id == id, ct);
            throw CatalogueRefusals.VersionWithdrawn(dataset.Slug, wanted, withdrawal.WithdrawnAt, withdrawal.Reason);
        }

        var newest = await catalogue.Versions.AsNoTracking().SingleAsync(v => v.DatasetId == dataset.Id && v.Number == dataset.LatestNumber, ct);
        return newest.DataSha256 == version.DataSha256 && newest.SchemaJson == version.SchemaJson
            ? throw CatalogueRefusals.AlreadyNewest(dataset.Slug, wanted)
            : version;
    }

    private static string ReasonOf(string? reason) =>
        reason?.Trim() is { Length: >= ReasonMin and <= DatasetVersion.ReasonMax } text ? text : throw CatalogueRefusals.ReasonMissing(ReasonMin, DatasetVersion.ReasonMax);
}
