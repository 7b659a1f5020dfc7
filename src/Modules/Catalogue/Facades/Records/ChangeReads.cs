using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Atom;
using Gongxin.Catalogue.Versions.Withdrawals;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Facades.Records;

// Datasets by their last change, with those of which nothing can be had any more: what feeds and harvesters must hear of.
internal sealed class ChangeReads(CatalogueDb catalogue, RecordReads records, WithdrawnItems withdrawn)
{
    public async Task<IReadOnlyList<FeedEntry>> NewestAsync(string? theme, int offset, int count, CancellationToken ct)
    {
        var datasets = catalogue.Datasets.AsNoTracking().Where(d => theme == null || d.Theme == theme);
        var page = await datasets.OrderByDescending(d => d.ModifiedAt).ThenByDescending(d => d.Id).Skip(offset).Take(count)
            .Select(d => new Change(d.Id, d.Slug, d.ModifiedAt)).ToListAsync(ct);
        return await WithContentAsync(page, ct);
    }

    // In the order of their changes, from a place on: what a harvester walks along. A dataset that changes meanwhile moves to
    // the end, where the walk meets it.
    public async Task<IReadOnlyList<FeedEntry>> AfterAsync(ChangeWindow window, ChangePlace? after, int count, CancellationToken ct)
    {
        var page = await Within(window, after).OrderBy(d => d.ModifiedAt).ThenBy(d => d.Slug).Take(count).Select(d => new Change(d.Id, d.Slug, d.ModifiedAt)).ToListAsync(ct);
        return await WithContentAsync(page, ct);
    }

    public Task<int> CountAsync(ChangeWindow window, ChangePlace? after, CancellationToken ct) => Within(window, after).CountAsync(ct);

    public async Task<FeedEntry?> FindAsync(Guid id, CancellationToken ct)
    {
        var wanted = new DatasetId(id);
        var found = await catalogue.Datasets.AsNoTracking().Where(d => d.Id == wanted).Select(d => new Change(d.Id, d.Slug, d.ModifiedAt)).ToListAsync(ct);
        return (await WithContentAsync(found, ct)).SingleOrDefault();
    }

    public async Task<DateTime> EarliestAsync(CancellationToken ct) =>
        await catalogue.Datasets.MinAsync(d => (DateTime?)d.ModifiedAt, ct) ?? DateTime.UnixEpoch;

    private IQueryable<Dataset> Within(ChangeWindow window, ChangePlace? after)
    {
        var datasets = catalogue.Datasets.AsNoTracking()
            .Where(d => d.ModifiedAt >= window.From && d.ModifiedAt <= window.To && (window.Theme == null || d.Theme == window.Theme));
#pragma warning disable CA1309 // The database compares, in the order in which it sorts.
        return after is { } place
            ? datasets.Where(d => d.ModifiedAt > place.At || (d.ModifiedAt == place.At && string.Compare(d.Slug, place.Slug) > 0))
            : datasets;
#pragma warning restore CA1309
    }

    private async Task<IReadOnlyList<FeedEntry>> WithContentAsync(List<Change> page, CancellationToken ct)
    {
        var ids = page.Select(c => c.Id).ToList();
        var open = (await records.PageAsync(d => ids.Contains(d.Id), [], 0, Math.Max(1, ids.Count), ct)).ToDictionary(r => r.Id);
        var closed = await withdrawn.Datasets().Where(w => ids.Contains(w.DatasetId)).ToDictionaryAsync(w => w.DatasetId, w => w.Reason, ct);
        return [.. page.Select(c => new FeedEntry(c.Id.Value, c.Slug, c.ModifiedAt, open.GetValueOrDefault(c.Id.Value), closed.GetValueOrDefault(c.Id)))];
    }

    private sealed record Change(DatasetId Id, string Slug, DateTime ModifiedAt);
}

internal sealed record ChangeWindow(DateTime From, DateTime To, string? Theme);

internal readonly record struct ChangePlace(DateTime At, string Slug);
