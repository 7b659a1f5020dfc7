using System.Runtime.CompilerServices;
using System.Text.Json;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions.Withdrawals;

// Every withdrawal is as the ledger has it, and none that the ledger has is gone.
internal sealed class WithdrawalVerification(CatalogueDb catalogue, LedgerReader ledger) : IVerification
{
    public string Name => "withdrawals";

    public async IAsyncEnumerable<VerificationFault> RunAsync(
        IProgress<VerificationProgress> progress, [EnumeratorCancellation] CancellationToken ct)
    {
        var withdrawals = await (
            from withdrawal in catalogue.Withdrawals.AsNoTracking()
            join dataset in catalogue.Datasets on withdrawal.DatasetId equals dataset.Id
            orderby withdrawal.Id
            select new { Withdrawal = withdrawal, dataset.Slug }).ToListAsync(ct);
        var done = 0L;
        foreach (var known in withdrawals)
        {
            if (await ledger.EntryAsync(known.Withdrawal.LedgerEntry, ct) is { } entry && !Vouches(entry, known.Withdrawal))
            {
                yield return new VerificationFault($"dataset:{known.Slug}", "withdrawal.not-as-in-ledger", entry.Index);
            }

            progress.Report(new VerificationProgress(++done, withdrawals.Count));
        }

        var kept = withdrawals.Select(w => w.Withdrawal.LedgerEntry).ToHashSet();
        var entries = await catalogue.Whole.Set<LedgerEntry>().AsNoTracking()
            .Where(e => e.Kind == WithdrawalFact.VersionKind || e.Kind == WithdrawalFact.DatasetKind)
            .OrderBy(e => e.Index).Select(e => new { e.Id, e.Subject, e.Index }).ToListAsync(ct);
        foreach (var entry in entries.Where(e => !kept.Contains(e.Id)))
        {
            yield return new VerificationFault(entry.Subject, "withdrawal.missing", entry.Index);
        }
    }

    private static bool Vouches(LedgerEntry entry, Withdrawal withdrawal) =>
        LedgerLeaf.TryParse(entry.Leaf)?.Payload is { ValueKind: JsonValueKind.Object } fact
        && fact.GetProperty("reasonSha256").GetString() == WithdrawalFact.DigestOf(withdrawal.Reason)
        && fact.GetProperty("kind").GetString() == WithdrawalFact.NameOf(withdrawal.Kind);
}
