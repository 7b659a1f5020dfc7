using System.Linq.Expressions;
using Gongxin.Credit.Lists;
using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Measures;

/// <summary>A subject on a list of the own organisation for which a memorandum holds and has not been called upon.</summary>
public sealed record MeasureCandidate(string MemorandumCode, string Memorandum, Guid Cause, string Uscc, string SubjectName, string Number);

// What officers read of joint measures: those that their own organisation began, and the tasks that it was given.
public sealed class MeasureReads
{
    public const int PageSize = 50;
    private const int CandidatesMax = 50;

    private readonly CreditDb _credit;
    private readonly TimeProvider _clock;

    internal MeasureReads(CreditDb credit, TimeProvider clock) => (_credit, _clock) = (credit, clock);

    /// <summary>Whether the reader sees every task, and puts memoranda on record.</summary>
    public bool IsSupervisor => _credit.Asker.Reaches(MeasuresPermissions.Memoranda, null, null);

    public bool MayTake => _credit.Asker.May(MeasuresPermissions.Take);

    /// <summary>Joint measures, last begun first.</summary>
    public async Task<PageOf<JointMeasureItem>> ListAsync(string? cursor, CancellationToken ct)
    {
        var from = StopUseReads.PlaceIn.Parse(cursor);
        var visible = Visible;
        var total = await visible.LongCountAsync(ct);
        var page = await visible.OrderByDescending(m => m.InitiatedOn).ThenByDescending(m => m.Id).Skip(from).Take(PageSize).ToListAsync(ct);
        var (memoranda, inForce) = (await MemorandaAsync(page, ct), await InForceAsync(page, ct));
        return new([.. page.Select(m => JointMeasureItem.Of(m, memoranda[m.MemorandumId], inForce.Contains(m.Id)))], total, StopUseReads.PlaceIn.Next(from, page.Count, total));
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.measure-not-found</c></exception>
    public async Task<JointMeasureView> ReadAsync(Guid id, CancellationToken ct)
    {
        var wanted = new JointMeasureId(id);
        var measure = await Visible.Include(m => m.Tasks).SingleOrDefaultAsync(m => m.Id == wanted, ct) ?? throw MeasureRefusals.NotFound();
        return JointMeasureView.Of(measure, (await MemorandaAsync([measure], ct))[measure.MemorandumId], (await InForceAsync([measure], ct)).Contains(measure.Id), _clock.LegalToday());
    }

    /// <summary>Tasks, the earliest due first.</summary>
    /// <param name="state">open (to be answered), overdue, or to-end (over, and what was carried out is not yet ended).</param>
    public async Task<PageOf<MeasureTaskItem>> TasksAsync(string? state, string? cursor, CancellationToken ct)
    {
        var (from, today) = (StopUseReads.PlaceIn.Parse(cursor), _clock.LegalToday());
        var inForce = MeasuresInForce.On(_credit, today);
        var isEnding = state == "to-end";
        var tasks = Tasks.Where(StateOf(state, today)).Where(t => inForce.Any(m => m.SubjectId == t.SubjectId && m.Id == t.MeasureId) != isEnding);
        var total = await tasks.LongCountAsync(ct);
        var page = await tasks.OrderBy(t => t.DueOn).ThenBy(t => t.MeasureId).ThenBy(t => t.Number).Skip(from).Take(PageSize).ToListAsync(ct);
        var ids = page.Select(t => t.MeasureId).Distinct().ToList();
        var measures = await _credit.Whole.Set<JointMeasure>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        var memoranda = await MemorandaAsync([.. measures.Values], ct);
        return new(
            [.. page.Select(t => new MeasureTaskItem(JointMeasureItem.Of(measures[t.MeasureId], memoranda[measures[t.MeasureId].MemorandumId], !isEnding), MeasureTaskView.Of(t, !isEnding, today)))],
            total,
            StopUseReads.PlaceIn.Next(from, page.Count, total));
    }

    /// <summary>For whom measures could be begun today: subjects on lists of the own organisation.</summary>
    public async Task<IReadOnlyList<MeasureCandidate>> CandidatesAsync(CancellationToken ct)
    {
        var today = _clock.LegalToday();
        var measures = _credit.Whole.Set<JointMeasure>();
        var pairs = await ListReads.ListedOn(_credit, today).InScope(_credit.Asker, MeasuresPermissions.Take, e => e.BodyId)
            .Join(_credit.Whole.Set<Memorandum>().AsNoTracking(), e => e.List, m => m.Cause, (e, m) => new { Entry = e, Memorandum = m })
            .Where(p => p.Memorandum.EndedOn == null && p.Memorandum.ValidFrom <= today && (p.Memorandum.ValidUntil == null || p.Memorandum.ValidUntil >= today))
            .Where(p => !measures.Any(m => m.SubjectId == p.Entry.SubjectId && m.MemorandumId == p.Memorandum.Id && m.EntryId == p.Entry.Id))
            .OrderByDescending(p => p.Entry.ListedOn).ThenBy(p => p.Entry.Id).Take(CandidatesMax)
            .Select(p => new { p.Memorandum.Code, p.Memorandum.Name, p.Entry.Id, p.Entry.SubjectUscc, p.Entry.SubjectName, p.Entry.Number }).ToListAsync(ct);
        return [.. pairs.Select(p => new MeasureCandidate(p.Code, p.Name, p.Id.Value, p.SubjectUscc, p.SubjectName, p.Number ?? ""))];
    }

    /// <summary>Whether the reader may step in this task.</summary>
    public bool IsOwn(MeasureTaskView task) => Reaches(task.DepartmentUscc);

    /// <summary>Whether the reader may lift these measures.</summary>
    public bool IsOwn(JointMeasureItem measure) => Reaches(measure.BodyUscc);

    private bool Reaches(string uscc) =>
        _credit.Asker.Reaches(MeasuresPermissions.Take, Contracts.Registry.SubjectId.Of(Contracts.Registry.IdentifierKind.Uscc, uscc).Value, null);

    private IQueryable<MeasureTask> Tasks => IsSupervisor
        ? _credit.Whole.Set<MeasureTask>().AsNoTracking()
        : _credit.Whole.Set<MeasureTask>().AsNoTracking().InScope(_credit.Asker, MeasuresPermissions.Take, t => t.DepartmentId);

    private IQueryable<JointMeasure> Visible
    {
        get
        {
            var all = _credit.Whole.Set<JointMeasure>().AsNoTracking();
            if (IsSupervisor)
            {
                return all;
            }

            var begun = all.InScope(_credit.Asker, MeasuresPermissions.Take, m => m.BodyId).Select(m => m.Id);
            var given = Tasks.Select(t => t.MeasureId);
            return all.Where(m => begun.Contains(m.Id) || given.Contains(m.Id));
        }
    }

    private static Expression<Func<MeasureTask, bool>> StateOf(string? state, DateOnly today) => state switch
    {
        null or "" or "open" => t => t.State == MeasureTaskState.Pushed || t.State == MeasureTaskState.Received,
        "overdue" => t => (t.State == MeasureTaskState.Pushed || t.State == MeasureTaskState.Received) && t.DueOn < today,
        "to-end" => t => t.State == MeasureTaskState.Answered && t.Feedback != FeedbackType.NotCarriedOut,
        _ => throw CreditRefusals.QueryNotReadable("state", state),
    };

    private async Task<Dictionary<MemorandumId, Memorandum>> MemorandaAsync(IReadOnlyCollection<JointMeasure> measures, CancellationToken ct)
    {
        var ids = measures.Select(m => m.MemorandumId).Distinct().ToList();
        return await _credit.Whole.Set<Memorandum>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
    }

    private async Task<HashSet<JointMeasureId>> InForceAsync(IReadOnlyCollection<JointMeasure> measures, CancellationToken ct)
    {
        var ids = measures.Select(m => m.Id).ToList();
        return [.. await MeasuresInForce.On(_credit, _clock.LegalToday()).Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToListAsync(ct)];
    }
}
