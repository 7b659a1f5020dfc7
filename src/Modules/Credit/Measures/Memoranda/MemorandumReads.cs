using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Measures.Memoranda;

// Memoranda for everybody, with what came of them in figures.
public sealed class MemorandumReads
{
    public const int PageSize = 50;

    private readonly CreditDb _credit;
    private readonly TimeProvider _clock;

    internal MemorandumReads(CreditDb credit, TimeProvider clock) => (_credit, _clock) = (credit, clock);

    public async Task<PageOf<MemorandumView>> ListAsync(string? cursor, CancellationToken ct)
    {
        var from = StopUseReads.PlaceIn.Parse(cursor);
        var memoranda = _credit.Whole.Set<Memorandum>().AsNoTracking();
        var total = await memoranda.LongCountAsync(ct);
        var page = await memoranda.Include(m => m.Clauses).OrderByDescending(m => m.ValidFrom).ThenBy(m => m.Code).Skip(from).Take(PageSize).ToListAsync(ct);
        var figures = await FiguresAsync([.. page.Select(m => m.Id)], ct);
        var today = _clock.LegalToday();
        return new([.. page.Select(m => MemorandumView.Of(m, figures[m.Id], today))], total, StopUseReads.PlaceIn.Next(from, page.Count, total));
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.memorandum-not-found</c></exception>
    public async Task<MemorandumView> ReadAsync(string code, CancellationToken ct)
    {
        var memorandum = await MemorandumDesk.FindAsync(_credit, code, ct);
        return MemorandumView.Of(memorandum, (await FiguresAsync([memorandum.Id], ct))[memorandum.Id], _clock.LegalToday());
    }

    private async Task<Dictionary<MemorandumId, MemorandumFigures>> FiguresAsync(IReadOnlyCollection<MemorandumId> ids, CancellationToken ct)
    {
        var today = _clock.LegalToday();
        var measures = _credit.Whole.Set<JointMeasure>().AsNoTracking().Where(m => ids.Contains(m.MemorandumId));
        var initiated = await measures.GroupBy(m => m.MemorandumId).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var tasks = await OfTasks(measures)
            .GroupBy(t => t.MemorandumId).Select(g => new { g.Key, All = g.LongCount(), Answered = g.Sum(t => t.Task.AnsweredAt != null ? 1L : 0L) }).ToDictionaryAsync(g => g.Key, ct);
        var overdue = await OfTasks(MeasuresInForce.On(_credit, today).Where(m => ids.Contains(m.MemorandumId))).Where(t => t.Task.AnsweredAt == null && t.Task.DueOn < today)
            .GroupBy(t => t.MemorandumId).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return ids.ToDictionary(id => id, id => new MemorandumFigures(
            initiated.GetValueOrDefault(id), tasks.GetValueOrDefault(id)?.All ?? 0, tasks.GetValueOrDefault(id)?.Answered ?? 0, overdue.GetValueOrDefault(id)));
    }

    private IQueryable<TaskOf> OfTasks(IQueryable<JointMeasure> measures) => measures.Join(
        _credit.Whole.Set<MeasureTask>(), m => new { m.SubjectId, m.Id }, t => new { t.SubjectId, Id = t.MeasureId }, (m, t) => new TaskOf { MemorandumId = m.MemorandumId, Task = t });

    private sealed class TaskOf
    {
        public required MemorandumId MemorandumId { get; init; }
        public required MeasureTask Task { get; init; }
    }
}
