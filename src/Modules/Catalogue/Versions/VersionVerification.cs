using System.Runtime.CompilerServices;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Verification;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions;

// Every version's bytes are still the bytes that the ledger vouches for: data, quarantine and the file as handed in.
internal sealed class VersionVerification(CatalogueDb catalogue, IBlobs blobs, LedgerReader ledger) : IVerification
{
    public string Name => "versions";

    public async IAsyncEnumerable<VerificationFault> RunAsync(
        IProgress<VerificationProgress> progress, [EnumeratorCancellation] CancellationToken ct)
    {
        var total = await catalogue.Versions.LongCountAsync(ct);
        var versions = await (
            from version in catalogue.Versions.AsNoTracking()
            join dataset in catalogue.Datasets on version.DatasetId equals dataset.Id
            orderby version.Id
            select new
            {
                Subject = "dataset:" + dataset.Slug + "/" + version.Number,
                version.DataSha256, version.QuarantineSha256, version.SourceSha256, version.LedgerEntry, version.RowsLoaded,
            }).ToListAsync(ct);
        var done = 0L;
        foreach (var version in versions)
        {
            if (await BlobFaultAsync(version.Subject, version.DataSha256, "version.data", ct) is { } data)
            {
                yield return data;
            }

            if (version.QuarantineSha256 is { } digest && await BlobFaultAsync(version.Subject, digest, "version.quarantine", ct) is { } quarantine)
            {
                yield return quarantine;
            }

            if (await BlobFaultAsync(version.Subject, version.SourceSha256, "version.source", ct) is { } source)
            {
                yield return source;
            }

            if (await ledger.EntryAsync(version.LedgerEntry, ct) is { } entry && !Vouches(entry, version.DataSha256, version.SourceSha256, version.RowsLoaded))
            {
                yield return new VerificationFault(version.Subject, "version.not-as-in-ledger", entry.Index);
            }

            progress.Report(new VerificationProgress(++done, total));
        }
    }

    private async Task<VerificationFault?> BlobFaultAsync(string subject, string digest, string code, CancellationToken ct) =>
        await blobs.CheckAsync(digest, ct) switch
        {
            BlobState.Good => null,
            BlobState.Damaged => new VerificationFault(subject, $"{code}-damaged", digest),
            _ => new VerificationFault(subject, $"{code}-missing", digest),
        };

    private static bool Vouches(LedgerEntry entry, string dataSha256, string sourceSha256, long rowsLoaded)
    {
        if (LedgerLeaf.TryParse(entry.Leaf)?.Payload is not { } fact)
        {
            return false;
        }

        return fact.GetProperty("dataSha256").GetString() == dataSha256
            && fact.GetProperty("sourceSha256").GetString() == sourceSha256
            && fact.GetProperty("rowsLoaded").GetInt64() == rowsLoaded;
    }
}
