using System.Globalization;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;

namespace Gongxin.Governance.Ledger;

/// <summary>What the ledger's pages ask; the API slices ask the same.</summary>
public sealed class LedgerQueries(LedgerReader ledger)
{
    public const int EntriesDefault = 100;

    public Task<LedgerCheckpoint?> CheckpointAsync(CancellationToken ct) => ledger.CheckpointAsync(ct);

    public async Task<EntryView?> EntryAsync(long index, CancellationToken ct) =>
        await ledger.EntryAsync(index, ct) is { } entry ? EntryView.Of(entry) : null;

    /// <summary>Entries in order from a number on.</summary>
    public async Task<PageOf<EntryView>> EntriesAsync(long from, int count, CancellationToken ct)
    {
        if (from < 0 || count is < 1 or > LedgerReader.EntriesMax)
        {
            throw GovernanceRefusals.EntriesOutOfRange(LedgerReader.EntriesMax);
        }

        var total = await ledger.SizeAsync(ct);
        var entries = await ledger.EntriesAsync(from, count, ct);
        var next = from + entries.Count;
        return new PageOf<EntryView>(
            [.. entries.Select(EntryView.Of)],
            total,
            entries.Count == count && next < total ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The newest entries, newest first.</summary>
    public async Task<IReadOnlyList<EntryView>> NewestAsync(int count, CancellationToken ct)
    {
        var size = await ledger.SizeAsync(ct);
        var entries = await ledger.EntriesAsync(Math.Max(0, size - count), count, ct);
        return [.. entries.Select(EntryView.Of).Reverse()];
    }

    public Task<KeyHistory> KeysAsync(CancellationToken ct) => ledger.KeysAsync(ct);

    public Task<ProofView> CheckProofAsync(ReadOnlyMemory<byte> file, CancellationToken ct) => CheckProof.RunAsync(file, ledger, ct);
}
