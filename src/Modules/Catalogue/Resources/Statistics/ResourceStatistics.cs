using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Statistics;

// Figures of the published catalogue. Shares of time are of resources that have data here and a cycle that names a day.
public sealed record CatalogueFigures(
    int Resources,
    long Items,
    int WithData,
    int Due,
    int OnTime,
    IReadOnlyList<ProviderFigures> Providers,
    IReadOnlyList<ResourceCount> ShareTypes,
    IReadOnlyList<ResourceCount> OpenTypes,
    IReadOnlyList<ResourceCount> UpdateCycles,
    IReadOnlyList<ResourceCount> Domains);

// Of one provider: resources = shared unconditionally + conditionally + not = open unconditionally + conditionally + not.
public sealed record ProviderFigures(
    string Code, string Name, int Resources, int SharedFreely, int SharedConditionally, int NotShared, int OpenFreely, int OpenConditionally, int NotOpen, int Due, int OnTime);

// Counted in one pass over the published resources, one row at a time: memory grows with the providers, not with the catalogue.
internal sealed class ResourceStatistics(CatalogueDb catalogue, CodeNames names, UpdatePromises promises, TimeProvider clock)
{
    public async Task<CatalogueFigures> CountAsync(CancellationToken ct)
    {
        var today = clock.LegalToday();
        var all = new Tally();
        var providers = new Dictionary<string, (string Name, Tally Tally)>(StringComparer.Ordinal);
        await foreach (var row in Published().AsAsyncEnumerable().WithCancellation(ct))
        {
            var promise = row.UpdatedAt is { } at ? promises.Of(row.UpdateCycle, LegalZone.LegalDay(at)) : null;
            var isLate = promise?.StateOn(today) is FreshnessState.Overdue;
            var provider = row.ProviderCode ?? "";
            if (!providers.TryGetValue(provider, out var known))
            {
                providers[provider] = known = (row.ProviderName ?? provider, new Tally());
            }

            all.Add(row, promise is not null, isLate);
            known.Tally.Add(row, promise is not null, isLate);
        }

        return new CatalogueFigures(
            all.Resources, all.Items, all.WithData, all.Due, all.OnTime,
            [.. providers.OrderByDescending(p => p.Value.Tally.Resources).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value.Tally.Of(p.Key, p.Value.Name))],
            Counts(all.Shares, CodedFields.ShareTypes), Counts(all.Opens, CodedFields.OpenTypes),
            Counts(all.Cycles, CodedFields.UpdateCycles), Counts(all.Domains, CodedFields.Domains));
    }

    private IQueryable<Row> Published() =>
        from resource in catalogue.Resources.AsNoTracking()
        where resource.State == ResourceState.Published
        join dataset in catalogue.Datasets.Where(d => d.State == DatasetState.Published) on resource.DatasetId equals dataset.Id into bound
        from dataset in bound.DefaultIfEmpty()
        select new Row(
            resource.ProviderCode, resource.ProviderName, resource.ShareType, resource.OpenType, resource.UpdateCycle, resource.Domain, resource.ItemCount,
            (DateTime?)dataset.PublishedAt);

    private IReadOnlyList<ResourceCount> Counts(Dictionary<string, int> counts, string list) =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new ResourceCount(c.Key, names.Of(list, c.Key)!, c.Value))];

    private sealed record Row(
        string? ProviderCode, string? ProviderName, string? ShareType, string? OpenType, string? UpdateCycle, string? Domain, int ItemCount, DateTime? UpdatedAt);

    private sealed class Tally
    {
        public int Resources { get; private set; }
        public long Items { get; private set; }
        public int WithData { get; private set; }
        public int Due { get; private set; }
        public int OnTime { get; private set; }
        public Dictionary<string, int> Shares { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, int> Opens { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, int> Cycles { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, int> Domains { get; } = new(StringComparer.Ordinal);

        public void Add(Row row, bool isDue, bool isLate)
        {
            Resources++;
            Items += row.ItemCount;
            WithData += row.UpdatedAt is null ? 0 : 1;
            Due += isDue ? 1 : 0;
            OnTime += isDue && !isLate ? 1 : 0;
            Count(Shares, row.ShareType);
            Count(Opens, row.OpenType);
            Count(Cycles, row.UpdateCycle);
            Count(Domains, row.Domain);
        }

        public ProviderFigures Of(string code, string name) => new(
            code, name, Resources, Shares.GetValueOrDefault("1"), Shares.GetValueOrDefault("2"), Shares.GetValueOrDefault("3"),
            Opens.GetValueOrDefault("1"), Opens.GetValueOrDefault("2"), Opens.GetValueOrDefault("3"), Due, OnTime);

        private static void Count(Dictionary<string, int> counts, string? code)
        {
            if (code is not null)
            {
                counts[code] = counts.GetValueOrDefault(code) + 1;
            }
        }
    }
}

internal static class ReadStatistics
{
    public static async Task<Ok<CatalogueFigures>> Handle(ResourceStatistics statistics, CancellationToken ct) =>
        TypedResults.Ok(await statistics.CountAsync(ct));
}
