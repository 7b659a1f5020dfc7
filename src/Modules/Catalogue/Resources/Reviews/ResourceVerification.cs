using System.Runtime.CompilerServices;
using System.Text.Json;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Reviews;

// Every published resource says what the ledger vouches for, and every one that the ledger holds to be public is there.
internal sealed class ResourceVerification(CatalogueDb catalogue, LedgerReader ledger) : IVerification
{
    private const string Published = "resource.published";
    private const string Withdrawn = "resource.withdrawn";

    public string Name => "resources";

    public async IAsyncEnumerable<VerificationFault> RunAsync(
        IProgress<VerificationProgress> progress, [EnumeratorCancellation] CancellationToken ct)
    {
        var newest = new Dictionary<string, (string Kind, long Index)>(StringComparer.Ordinal);
        var acts = catalogue.Whole.Set<LedgerEntry>().AsNoTracking().Where(e => e.Kind == Published || e.Kind == Withdrawn)
            .OrderBy(e => e.Index).Select(e => new { e.Kind, e.Subject, e.Index });
        await foreach (var act in acts.AsAsyncEnumerable().WithCancellation(ct))
        {
            newest[act.Subject] = (act.Kind, act.Index);
        }

        var resources = await catalogue.Resources.AsNoTracking().Where(r => r.State == ResourceState.Published)
            .OrderBy(r => r.Code).Select(r => new { r.Code, r.Id, r.LedgerEntry }).ToListAsync(ct);
        var done = 0L;
        foreach (var resource in resources)
        {
            var subject = $"resource:{resource.Code}";
            newest.Remove(subject);
            if (resource.LedgerEntry is not { } id || await ledger.EntryAsync(id, ct) is { } entry && !await VouchesAsync(entry, resource.Id, ct))
            {
                yield return new VerificationFault(subject, "resource.not-as-in-ledger");
            }

            progress.Report(new VerificationProgress(++done, resources.Count));
        }

        foreach (var (subject, act) in newest.Where(n => n.Value.Kind == Published))
        {
            if (!await WaitsAsync(subject["resource:".Length..], ct))
            {
                yield return new VerificationFault(subject, "resource.missing", act.Index);
            }
        }
    }

    // Withdrawn just now: the ledger has not numbered it yet.
    private async Task<bool> WaitsAsync(string code, CancellationToken ct) =>
        await catalogue.Resources.Where(r => r.Code == code && r.State != ResourceState.Published).Select(r => r.LedgerEntry).SingleOrDefaultAsync(ct) is { } id
        && await ledger.EntryAsync(id, ct) is null;

    private async Task<bool> VouchesAsync(LedgerEntry entry, ResourceId id, CancellationToken ct) =>
        LedgerLeaf.TryParse(entry.Leaf)?.Payload is { ValueKind: JsonValueKind.Object } fact
        && fact.TryGetProperty("contentSha256", out var digest)
        && digest.GetString() == StoredContent.DigestOf(await catalogue.Resources.Where(r => r.Id == id).Select(r => r.ContentJson).SingleAsync(ct));
}
