using System.Runtime.CompilerServices;
using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Search.Synonyms;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Search;

// Reads what the index is made of: published datasets with their newest versions, and from the ledger which of them changed.
// Whatever changes what search shows has an entry whose subject is dataset:SLUG or dataset:SLUG/NUMBER.
internal sealed class SearchSource(CatalogueDb catalogue, LedgerReader ledger, UpdatePromises promises)
{
    public const int BatchMax = 500;

    private const string SubjectStart = "dataset:";

    public Task<long> LedgerSizeAsync(CancellationToken ct) => ledger.SizeAsync(ct);

    public async Task<byte[]?> LeafHashAsync(long index, CancellationToken ct) => (await ledger.EntryAsync(index, ct))?.LeafHash;

    public async Task<int> SynonymNumberAsync(CancellationToken ct) =>
        await catalogue.Whole.Set<SynonymList>().MaxAsync(l => (int?)l.Number, ct) ?? 0;

    public Task<SynonymList?> SynonymsAsync(CancellationToken ct) =>
        catalogue.Whole.Set<SynonymList>().AsNoTracking().OrderByDescending(l => l.Number).FirstOrDefaultAsync(ct);

    public async Task<int> RebuildNumberAsync(CancellationToken ct) =>
        await catalogue.Whole.Set<SearchRebuild>().MaxAsync(r => (int?)r.Number, ct) ?? 0;

    // What is new since a position, and what waits for its number.
    public async Task<SearchNews> NewsAsync(long position, CancellationToken ct)
    {
        var entries = await catalogue.Whole.Set<LedgerEntry>()
            .Where(e => e.Index >= position).OrderBy(e => e.Index).Take(BatchMax)
            .Select(e => new { e.Index, e.Id, e.Subject }).ToListAsync(ct);
        var queued = await catalogue.Whole.Set<QueuedEntry>()
            .Where(q => q.Subject.StartsWith(SubjectStart)).OrderBy(q => q.Id).Take(BatchMax)
            .Select(q => new { q.Id, q.Subject }).ToListAsync(ct);
        return new SearchNews(
            entries.Count == 0 ? position : entries[^1].Index + 1,
            [.. entries.Where(e => SlugOf(e.Subject) is not null).Select(e => (e.Id, SlugOf(e.Subject)!))],
            [.. queued.Select(q => (q.Id, SlugOf(q.Subject)!))],
            HasMore: entries.Count == BatchMax || queued.Count == BatchMax);
    }

    public async Task<List<SearchDocument>> ReadAsync(IReadOnlyCollection<string> slugs, CancellationToken ct) =>
        await ReadAsync(catalogue.Published.Where(d => slugs.Contains(d.Slug)), ct);

    // All, batch by batch. What is published meanwhile has an entry in the ledger after the position that was read before.
    public async IAsyncEnumerable<List<SearchDocument>> ReadAllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var slugs = await catalogue.Published.Select(d => d.Slug).ToListAsync(ct);
        foreach (var part in slugs.Chunk(BatchMax))
        {
            yield return await ReadAsync(part, ct);
        }
    }

    // Which of these are published now: what the list shows is what is there, whatever the index says.
    public Task<Dictionary<Guid, Dataset>> TruthAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var wanted = ids.Select(id => new DatasetId(id)).ToList();
        return catalogue.Published.Where(d => wanted.Contains(d.Id)).ToDictionaryAsync(d => d.Id.Value, ct);
    }

    private async Task<List<SearchDocument>> ReadAsync(IQueryable<Dataset> datasets, CancellationToken ct)
    {
        var rows = await (
            from dataset in datasets
            join version in catalogue.Versions on new { dataset.Id, Number = dataset.LatestNumber } equals new { Id = version.DatasetId, version.Number }
            join declared in catalogue.Resources.Where(r => r.State == ResourceState.Published) on dataset.Id equals declared.DatasetId into bound
            from resource in bound.DefaultIfEmpty()
            select new { dataset, version.SchemaJson, version.QualityJson, OfResource = resource.UpdateCycle }).ToListAsync(ct);
        return [.. rows.Select(r => SearchDocument.Of(
            r.dataset, Stored<TableSchema>(r.SchemaJson), Stored<QualityReport>(r.QualityJson),
            promises.Of(r.dataset.UpdateCycle ?? r.OfResource, LegalZone.LegalDay(r.dataset.PublishedAt))))];
    }

    private static T Stored<T>(string json) => JsonSerializer.Deserialize<T>(json, StoredJson.Options)!;

    private static string? SlugOf(string subject)
    {
        if (!subject.StartsWith(SubjectStart, StringComparison.Ordinal))
        {
            return null;
        }

        var name = subject[SubjectStart.Length..];
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? name : name[..slash];
    }
}

internal sealed record SearchNews(
    long Position, IReadOnlyList<(LedgerEntryId Entry, string Slug)> Numbered, IReadOnlyList<(LedgerEntryId Entry, string Slug)> Queued, bool HasMore);
