using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Portal;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Portal.Statistics;

/// <param name="Day">Legal day.</param>
public sealed record DayUse(DateOnly Day, long Views, long Downloads, long ApiCalls);

/// <param name="Dataset">Slug.</param>
/// <param name="Title">In the reader's language.</param>
public sealed record DatasetUse(string Dataset, string Title, string? Theme, string? ThemeName, string? Provider, long Views, long Downloads, long ApiCalls);

/// <param name="Key">Code of the theme, or name of the provider; null for datasets without.</param>
/// <param name="Datasets">Datasets of it that were used.</param>
public sealed record GroupUse(string? Key, string? Name, int Datasets, long Views, long Downloads, long ApiCalls);

// The sums behind page and API. Days count everything; datasets, themes and providers what is published now.
public sealed class UsageReads : IUsage
{
    private readonly PortalDb _portal;
    private readonly ICatalogueReads _catalogue;
    private readonly TimeProvider _clock;

    internal UsageReads(PortalDb portal, ICatalogueReads catalogue, TimeProvider clock)
    {
        (_portal, _catalogue, _clock) = (portal, catalogue, clock);
    }

    public DateOnly Today => _clock.LegalToday();

    public async Task<UseCount> OfDatasetAsync(string slug, int days, CancellationToken ct)
    {
        var use = await DaysAsync(Period.Last(days, Today), slug, ct);
        return new UseCount(use.Sum(d => d.Views), use.Sum(d => d.Downloads), use.Sum(d => d.ApiCalls));
    }

    // Every day of the period, also those without use.
    public async Task<IReadOnlyList<DayUse>> DaysAsync(Period period, string? dataset, CancellationToken ct)
    {
        var uses = Within(period);
        var sums = await (dataset is null ? uses : uses.Where(u => u.Dataset == dataset))
            .GroupBy(u => new { u.Day, u.Kind })
            .Select(g => new { g.Key.Day, g.Key.Kind, Count = g.Sum(u => u.Count) })
            .ToListAsync(ct);
        var counts = sums.ToDictionary(s => (s.Day, s.Kind), s => s.Count);
        return
        [
            .. Enumerable.Range(0, period.Days).Select(period.From.AddDays).Select(day => new DayUse(
                day,
                counts.GetValueOrDefault((day, UseKind.View)),
                counts.GetValueOrDefault((day, UseKind.Download)),
                counts.GetValueOrDefault((day, UseKind.ApiCall)))),
        ];
    }

    // Most used first.
    public async Task<IReadOnlyList<DatasetUse>> DatasetsAsync(Period period, CancellationToken ct)
    {
        var sums = await Within(period).Where(u => u.Dataset != "")
            .GroupBy(u => new { u.Dataset, u.Kind })
            .Select(g => new { g.Key.Dataset, g.Key.Kind, Count = g.Sum(u => u.Count) })
            .ToListAsync(ct);
        var counts = sums.ToLookup(s => s.Dataset, StringComparer.Ordinal);
        var items = await _catalogue.ItemsAsync([.. counts.Select(c => c.Key)], ct);
        return
        [
            .. items.Select(item => new DatasetUse(
                item.Slug, item.Title, item.Theme, item.ThemeName, item.Provider,
                counts[item.Slug].Where(s => s.Kind is UseKind.View).Sum(s => s.Count),
                counts[item.Slug].Where(s => s.Kind is UseKind.Download).Sum(s => s.Count),
                counts[item.Slug].Where(s => s.Kind is UseKind.ApiCall).Sum(s => s.Count)))
            .OrderByDescending(u => u.Views + u.Downloads + u.ApiCalls).ThenBy(u => u.Dataset, StringComparer.Ordinal),
        ];
    }

    public static IReadOnlyList<GroupUse> ByTheme(IEnumerable<DatasetUse> datasets) => By(datasets, u => u.Theme, u => u.ThemeName);

    public static IReadOnlyList<GroupUse> ByProvider(IEnumerable<DatasetUse> datasets) => By(datasets, u => u.Provider, u => u.Provider);

    private static IReadOnlyList<GroupUse> By(IEnumerable<DatasetUse> datasets, Func<DatasetUse, string?> key, Func<DatasetUse, string?> name) =>
    [
        .. datasets.GroupBy(key)
            .Select(g => new GroupUse(g.Key, name(g.First()), g.Count(), g.Sum(u => u.Views), g.Sum(u => u.Downloads), g.Sum(u => u.ApiCalls)))
            .OrderByDescending(u => u.Views + u.Downloads + u.ApiCalls).ThenBy(u => u.Key, StringComparer.Ordinal),
    ];

    private IQueryable<Use> Within(Period period)
    {
        var (from, to) = (period.From, period.To);
        return _portal.Uses.AsNoTracking().Where(u => u.Day >= from && u.Day <= to);
    }
}
