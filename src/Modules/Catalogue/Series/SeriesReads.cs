using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Series;

// What pages and API say of series.
internal sealed class SeriesReads(CatalogueDb catalogue)
{
    private const int SeriesMax = 1000;
    private const int MembersMax = 1000;

    public async Task<IReadOnlyList<SeriesItem>> AllAsync(CancellationToken ct) =>
        await catalogue.Series.AsNoTracking().OrderBy(s => s.Title).ThenBy(s => s.Slug).Take(SeriesMax)
            .Select(s => new SeriesItem(s.Slug, s.Title, s.TitleEn, catalogue.Published.Count(d => d.SeriesId == s.Id))).ToListAsync(ct);

    public async Task<SeriesView> OneAsync(string slug, CancellationToken ct)
    {
        var series = await catalogue.Series.AsNoTracking().SingleOrDefaultAsync(s => s.Slug == slug, ct) ?? throw CatalogueRefusals.SeriesNotFound(slug);
        var members = await catalogue.Published.Where(d => d.SeriesId == series.Id).OrderBy(d => d.SeriesPlace).ThenBy(d => d.Slug).Take(MembersMax)
            .Select(d => new SeriesMember(d.Slug, d.Title, d.TitleEn, d.SeriesPlace, d.LatestNumber, d.RowCount, d.PublishedAt)).ToListAsync(ct);

        // Engines sort texts by rules of their own.
        return new SeriesView(
            series.Slug, series.Title, series.TitleEn, series.Summary, series.SummaryEn, series.ModifiedAt,
            [.. members.OrderBy(m => m.Place, StringComparer.Ordinal).ThenBy(m => m.Dataset, StringComparer.Ordinal)]);
    }

    // Null when the dataset is in none.
    public async Task<SeriesView?> OfDatasetAsync(string dataset, CancellationToken ct)
    {
        var slug = await (
            from d in catalogue.Published
            join s in catalogue.Series on d.SeriesId equals s.Id
            where d.Slug == dataset
            select s.Slug).SingleOrDefaultAsync(ct);
        return slug is null ? null : await OneAsync(slug, ct);
    }
}
