using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions.Bundles;

// Gathers what a bundle is made of; the version comes through the one door.
internal sealed class BundleSources(DatasetReads reads, CatalogueDb catalogue, LedgerReader ledger, TimeProvider clock)
{
    private const int TriesMax = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<BundleContent> ReadAsync(string slug, int number, CancellationToken ct)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var open = await reads.OpenAsync(slug, text, null, ct);
        var described = await reads.DescribedAsync(slug, text, ct);
        var entry = await EntryAsync(slug, number, ct);
        var (proof, keys) = await ledger.FirstProofAsync(entry.Index, ct) ?? throw NotProved(slug, number);
        return new BundleContent(open, described, proof, keys);
    }

    // The sequencer numbers an entry within about a second.
    private async Task<LedgerEntry> EntryAsync(string slug, int number, CancellationToken ct)
    {
        var id = await (
            from dataset in catalogue.Datasets
            join version in catalogue.Versions on dataset.Id equals version.DatasetId
            where dataset.Slug == slug && version.Number == number
            select version.LedgerEntry).SingleAsync(ct);
        for (var tries = 0; tries < TriesMax; tries++)
        {
            if (await ledger.EntryAsync(id, ct) is { } entry)
            {
                return entry;
            }

            await Task.Delay(Pause, clock, ct);
        }

        throw NotProved(slug, number);
    }

    private static Refusal NotProved(string slug, int number) => new("bundle.not-proved", 503, slug, number);
}
