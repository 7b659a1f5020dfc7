using System.Globalization;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Rates;

// How complete and how timely what was asked for came in: public figures, with the names of whoever is overdue.
public sealed class RateReads
{
    public const int PageSize = 50;
    public const int OverdueMax = 1000;

    private readonly CollectionDb _db;

    internal RateReads(CollectionDb db) => _db = db;

    // Newest period first. The first round counts: a revision makes nobody late.
    public async Task<PageOf<RateRow>> ListAsync(Guid? task, string? cursor, CancellationToken ct)
    {
        var periods = from period in _db.Periods.AsNoTracking() join of in _db.Tasks on period.TaskId equals of.Id select new { period.Id, period.TaskId, of.Title, period.Code, period.DueOn };
        if (task is { } asked)
        {
            var taskId = CollectionTaskId.From(asked);
            periods = periods.Where(p => p.TaskId == taskId);
        }

        var total = await periods.LongCountAsync(ct);
        if (cursor?.Split('_') is [var day, var id] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dueOn) && Guid.TryParse(id, out var mark))
        {
            var last = CollectionPeriodId.From(mark);
            periods = periods.Where(p => p.DueOn < dueOn || (p.DueOn == dueOn && p.Id < last));
        }

        var page = await periods.OrderByDescending(p => p.DueOn).ThenByDescending(p => p.Id).Take(PageSize + 1).ToListAsync(ct);
        var ids = page.Select(p => p.Id).ToList();
        var counts = await _db.Submissions.Where(s => ids.Contains(s.PeriodId) && s.Round == 1 && s.State != SubmissionState.Exempt).GroupBy(s => s.PeriodId).Select(g => new
        {
            g.Key,
            Asked = g.Count(),
            HandedIn = g.Count(s => s.HandInNumber > 0),
            OnTime = g.Count(s => s.IsLate == false),
            Approved = g.Count(s => s.State == SubmissionState.Approved || s.State == SubmissionState.Locked || s.State == SubmissionState.Superseded),
        }).ToDictionaryAsync(g => g.Key, ct);
        var rows = page.Take(PageSize).Select(p => counts.TryGetValue(p.Id, out var c)
            ? new RateRow(p.TaskId.Value, p.Title, p.Code, p.DueOn, c.Asked, c.HandedIn, c.OnTime, c.Approved)
            : new RateRow(p.TaskId.Value, p.Title, p.Code, p.DueOn, 0, 0, 0, 0)).ToList();
        return new PageOf<RateRow>(rows, total, page.Count > PageSize ? FormattableString.Invariant($"{rows[^1].DueOn:yyyy-MM-dd}_{page[PageSize - 1].Id.Value}") : null);
    }

    // Who has not handed in what is overdue; before the last day is over, nobody has failed.
    public async Task<PageOf<OverdueView>> OverdueAsync(Guid task, string period, CancellationToken ct)
    {
        var (taskId, today) = (CollectionTaskId.From(task), _db.Today);
        var found = await _db.Periods.Where(p => p.TaskId == taskId && p.Code == period).Select(p => new { p.Id }).SingleOrDefaultAsync(ct) ?? throw CollectionRefusals.PeriodNotOpen(period);
        var overdue = _db.Submissions.AsNoTracking().Where(s => s.PeriodId == found.Id && s.Round == 1 && s.HandInNumber == 0 && s.State != SubmissionState.Exempt && s.DueOn < today);
        var total = await overdue.LongCountAsync(ct);
        return new PageOf<OverdueView>(
            await overdue.OrderBy(s => s.OrganisationName).ThenBy(s => s.OrganisationId).Take(OverdueMax).Select(s => new OverdueView(s.OrganisationId, s.OrganisationName, s.Uscc, s.Region, s.DueOn)).ToListAsync(ct), total, null);
    }
}

public sealed record RateRow(Guid Task, string Title, string Period, DateOnly DueOn, int Asked, int HandedIn, int OnTime, int Approved)
{
    // In percent of those asked, with one digit; null where nobody is.
    public decimal? ReportingRate => Percent(HandedIn);
    public decimal? ReportingRateOnTime => Percent(OnTime);

    private decimal? Percent(int part) => Asked == 0 ? null : decimal.Round(part * 100m / Asked, 1);
}

public sealed record OverdueView(Guid Organisation, string Name, string? Uscc, string? Region, DateOnly DueOn);

internal static class ReadRates
{
    public static async Task<Ok<PageOf<RateRow>>> Handle(Guid? task, string? cursor, RateReads rates, CancellationToken ct) => TypedResults.Ok(await rates.ListAsync(task, cursor, ct));

    public static async Task<Ok<PageOf<OverdueView>>> HandleOverdue(Guid task, string period, RateReads rates, CancellationToken ct) =>
        TypedResults.Ok(await rates.OverdueAsync(task, period, ct));
}
