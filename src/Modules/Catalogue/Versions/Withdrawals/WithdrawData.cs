using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions.Withdrawals;

// Takes a version or a whole dataset back: its data can be had by no way from then on, what is said about it stays.
internal sealed class WithdrawData(CatalogueDb catalogue, Idempotency idempotency, CurrentActor current, TimeProvider clock)
{
    // `number` null means the whole dataset.
    public async Task<WithdrawalView> WithdrawAsync(string slug, string? number, string? kind, string? reason, CancellationToken ct)
    {
        var fingerprint = $"withdraw {slug} {number}";
        if (await idempotency.FindAsync(fingerprint, ct) is { } outcome)
        {
            var known = WithdrawalId.From(Guid.Parse(outcome));
            return WithdrawalView.Of(await catalogue.Withdrawals.AsNoTracking().SingleAsync(w => w.Id == known, ct));
        }

        // An explicit transaction with the lock of publishing: which version is the newest must not change meanwhile.
        await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, PublishLock.Name, ct);
        var dataset = await catalogue.Datasets.SingleOrDefaultAsync(d => d.Slug == slug, ct) ?? throw CatalogueRefusals.DatasetNotFound(slug);
        var open = await catalogue.Versions.Where(v => v.DatasetId == dataset.Id && v.Withdrawal == null).OrderBy(v => v.Number).ToListAsync(ct);
        var withdrawal = number is null
            ? WithdrawWhole(dataset, open, KindOf(kind), reason ?? "")
            : WithdrawVersion(dataset, open, await VersionAsync(dataset, number, ct), KindOf(kind), reason ?? "");
        catalogue.Add(withdrawal);
        idempotency.Remember(fingerprint, withdrawal.Id.Value.ToString());
        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return WithdrawalView.Of(withdrawal);
    }

    private Withdrawal WithdrawWhole(Dataset dataset, List<DatasetVersion> open, WithdrawalKind kind, string reason)
    {
        var withdrawal = Withdrawal.Of(dataset, null, kind, reason, current.Actor, Now);
        dataset.Withdraw(withdrawal);
        foreach (var version in open)
        {
            version.Withdraw(withdrawal);
        }

        var payload = new
        {
            dataset = dataset.Slug, kind = WithdrawalFact.NameOf(kind), reasonSha256 = WithdrawalFact.DigestOf(withdrawal.Reason), versions = open.Count, withdrawnAt = withdrawal.WithdrawnAt,
        };
        withdrawal.EnteredAs(catalogue.QueueLedger(WithdrawalFact.DatasetKind, $"dataset:{dataset.Slug}", payload));
        catalogue.Audit("DatasetWithdrawn", $"dataset:{dataset.Slug}", new { kind = kind.ToString(), versions = open.Select(v => v.Number) });
        return withdrawal;
    }

    // Copies of the same data (restored versions) go with the one that was named: the reason is in the data.
    private Withdrawal WithdrawVersion(Dataset dataset, List<DatasetVersion> open, DatasetVersion named, WithdrawalKind kind, string reason)
    {
        var withdrawal = Withdrawal.Of(dataset, named.Number, kind, reason, current.Actor, Now);
        var same = open.Where(v => v.Number == named.Number || v.DataSha256 == named.DataSha256).ToList();
        foreach (var version in same)
        {
            version.Withdraw(withdrawal);
        }

        dataset.WithdrawVersions(withdrawal, [.. same.Select(v => v.Number)], open.LastOrDefault(v => v.Withdrawal is null));
        var payload = new
        {
            dataset = dataset.Slug,
            versions = same.Select(v => v.Number),
            dataSha256 = named.DataSha256,
            kind = WithdrawalFact.NameOf(kind),
            reasonSha256 = WithdrawalFact.DigestOf(withdrawal.Reason),
            latest = dataset.State is DatasetState.Published ? dataset.LatestNumber : (int?)null,
            withdrawnAt = withdrawal.WithdrawnAt,
        };
        withdrawal.EnteredAs(catalogue.QueueLedger(WithdrawalFact.VersionKind, $"dataset:{dataset.Slug}/{named.Number}", payload));
        catalogue.Audit("VersionWithdrawn", $"dataset:{dataset.Slug}", new { named.Number, kind = kind.ToString(), versions = same.Select(v => v.Number) });
        return withdrawal;
    }

    private async Task<DatasetVersion> VersionAsync(Dataset dataset, string number, CancellationToken ct)
    {
        var wanted = DatasetReads.NumberOf(dataset, number);
        var version = await catalogue.Versions.SingleOrDefaultAsync(v => v.DatasetId == dataset.Id && v.Number == wanted, ct)
            ?? throw CatalogueRefusals.VersionNotFound(dataset.Slug, number);
        return version.Withdrawal is null ? version : throw CatalogueRefusals.AlreadyWithdrawn(dataset.Slug);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static WithdrawalKind KindOf(string? text) =>
        Enum.TryParse<WithdrawalKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(text![0])
            ? kind
            : throw CatalogueRefusals.WithdrawalKindUnknown(text ?? "");
}
