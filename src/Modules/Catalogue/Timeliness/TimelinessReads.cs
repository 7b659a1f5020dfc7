using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Search;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Timeliness;

// What pages and API say about updates: of one dataset, and of all by provider and theme.
public sealed class TimelinessReads
{
    private const int LateMax = 100;

    private readonly CatalogueDb _catalogue;
    private readonly UpdatePromises _promises;
    private readonly CodeNames _names;
    private readonly WorkCalendar _calendar;
    private readonly TimeProvider _clock;

    internal TimelinessReads(CatalogueDb catalogue, UpdatePromises promises, CodeNames names, WorkCalendar calendar, TimeProvider clock) =>
        (_catalogue, _promises, _names, _calendar, _clock) = (catalogue, promises, names, calendar, clock);

    // Refused for what is not there, and for what was withdrawn: of that no update is promised.
    public async Task<FreshnessView> OfDatasetAsync(string slug, CancellationToken ct)
    {
        var dataset = await DeclaredDatasets.Of(_catalogue, _catalogue.Published.Where(d => d.Slug == slug)).SingleOrDefaultAsync(ct)
            ?? throw CatalogueRefusals.DatasetNotFound(slug);
        var updatedOn = LegalZone.LegalDay(dataset.PublishedAt);
        var view = new FreshnessView { Dataset = slug, State = FreshnessState.NoPromise, Cycle = Named(dataset.Cycle), IsOfResource = dataset.OwnCycle is null && dataset.Cycle is not null, UpdatedOn = updatedOn };
        var changes = await _catalogue.CycleChanges.AsNoTracking().Where(c => c.DatasetId == dataset.Id).OrderBy(c => c.ChangedAt).ThenBy(c => c.Id).ToListAsync(ct);
        view = view with { Changes = [.. changes.Select(c => new CycleChangeView(LegalZone.LegalDay(c.ChangedAt), Named(c.Before), Named(c.After))).Reverse()] };
        if (_promises.Of(dataset.Cycle, updatedOn) is not { } promise)
        {
            return view;
        }

        var updates = await _catalogue.Versions.AsNoTracking().Where(v => v.DatasetId == dataset.Id && v.Withdrawal == null)
            .OrderBy(v => v.Number).Select(v => v.PublishedAt).ToListAsync(ct);
        var today = _clock.LegalToday();
        var (kept, missed) = _promises.Count(CycleOn(dataset, changes), [.. updates.Select(LegalZone.LegalDay)], today);
        return view with
        {
            State = promise.StateOn(today),
            DueOn = promise.DueOn,
            OverdueFrom = promise.OverdueFrom,
            DaysLeft = promise.DueOn.DayNumber - today.DayNumber,
            GraceDays = _promises.GraceDaysOn(promise.DueOn),
            Moved = [.. promise.Deadline.Skipped.Where(s => s.Reason is SkipReason.LastDayMoved).Select(s => new DayOff(s.On, DatasetSearch.InEnglish ? s.Notice?.NameEn : s.Notice?.NameZh))],
            IsProvisional = promise.Deadline.IsProvisional,
            CalendarEdition = promise.Deadline.CalendarEdition,
            Kept = kept,
            Missed = missed,
        };
    }

    public async Task<FreshnessReport> ReportAsync(string? theme, CancellationToken ct)
    {
        if (theme is not null && !Datasets.Themes.IsKnown(theme))
        {
            throw CatalogueRefusals.ThemeUnknown(theme);
        }

        var datasets = _catalogue.Published.Where(d => theme == null || d.Theme == theme);
        var updates = await UpdatesAsync(datasets, ct);
        var changes = (await _catalogue.CycleChanges.AsNoTracking().Where(c => datasets.Any(d => d.Id == c.DatasetId)).OrderBy(c => c.ChangedAt).ThenBy(c => c.Id).ToListAsync(ct))
            .ToLookup(c => c.DatasetId);
        var today = _clock.LegalToday();
        var tally = new PromiseTally();
        await foreach (var dataset in DeclaredDatasets.Of(_catalogue, datasets).AsAsyncEnumerable().WithCancellation(ct))
        {
            var promise = _promises.Of(dataset.Cycle, LegalZone.LegalDay(dataset.PublishedAt));
            var counts = promise is null ? default : _promises.Count(CycleOn(dataset, [.. changes[dataset.Id]]), updates.GetValueOrDefault(dataset.Id, []), today);
            tally.Add(dataset, promise, promise?.StateOn(today) ?? FreshnessState.NoPromise, counts);
        }

        return new FreshnessReport(
            today, theme, _calendar.Edition, tally.All.Figures,
            tally.Providers(DatasetSearch.InEnglish), tally.Themes(Datasets.Themes.NameOf),
            [.. tally.Late.OrderBy(l => l.Promise.DueOn).ThenBy(l => l.Dataset.Slug, StringComparer.Ordinal).Take(LateMax).Select(l => Late(l.Dataset, l.Promise, today))]);
    }

    // The days of all versions that can be had, of datasets that declare a cycle, in order.
    private async Task<Dictionary<DatasetId, List<DateOnly>>> UpdatesAsync(IQueryable<Dataset> datasets, CancellationToken ct)
    {
        var declared = datasets.Where(d => d.UpdateCycle != null || _catalogue.Resources.Any(r => r.DatasetId == d.Id && r.State == ResourceState.Published));
        var versions =
            from version in _catalogue.Versions.AsNoTracking()
            join dataset in declared on version.DatasetId equals dataset.Id
            where version.Withdrawal == null
            orderby version.DatasetId, version.Number
            select new { version.DatasetId, version.PublishedAt };
        var updates = new Dictionary<DatasetId, List<DateOnly>>();
        await foreach (var version in versions.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!updates.TryGetValue(version.DatasetId, out var days))
            {
                updates[version.DatasetId] = days = [];
            }

            days.Add(LegalZone.LegalDay(version.PublishedAt));
        }

        return updates;
    }

    private LateDataset Late(DeclaredDataset dataset, UpdatePromise promise, DateOnly today) => new(
        dataset.Slug,
        DatasetSearch.InEnglish ? dataset.TitleEn ?? dataset.Title : dataset.Title,
        DatasetSearch.InEnglish ? dataset.ProviderEn ?? dataset.Provider : dataset.Provider,
        Named(promise.Cycle)!,
        LegalZone.LegalDay(dataset.PublishedAt),
        promise.DueOn,
        today.DayNumber - promise.DueOn.DayNumber);

    // Its own cycle by its history, or else that of its resource.
    private static Func<DateOnly, string?> CycleOn(DeclaredDataset dataset, IReadOnlyList<CycleChange> changes) =>
        day => CycleChange.HeldOn(changes, dataset.OwnCycle, day) ?? dataset.CycleOfResource;

    private CodedValue? Named(string? cycle) => _names.Value(CodedFields.UpdateCycles, cycle);
}
