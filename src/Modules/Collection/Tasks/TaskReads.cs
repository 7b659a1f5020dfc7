using Gongxin.Collection.Templates.Own;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Tasks;

// What is shown of tasks: to everybody, since what is asked of whom is a public figure.
public sealed class TaskReads
{
    public const int PageSize = 50;
    public const int MembersShownMax = 500;

    private readonly CollectionDb _db;
    private readonly TemplateShelf _templates;

    internal TaskReads(CollectionDb db, TemplateShelf templates) => (_db, _templates) = (db, templates);

    // Tasks that run or have run; drafts only to whoever may run them.
    public async Task<PageOf<TaskItem>> ListAsync(Guid? before, CancellationToken ct)
    {
        var all = Shown();
        var total = await all.LongCountAsync(ct);
        if (before is { } last)
        {
            var lastId = CollectionTaskId.From(last);
            var at = await _db.Tasks.Where(t => t.Id == lastId).Select(t => (DateTime?)t.At).SingleOrDefaultAsync(ct) ?? DateTime.MinValue;
            all = all.Where(t => t.At < at);
        }

        var page = await all.AsNoTracking().OrderByDescending(t => t.At).ThenByDescending(t => t.Id).Take(PageSize + 1).ToListAsync(ct);
        var ids = page.Select(t => t.Id).ToList();
        var members = await _db.Members.Where(m => ids.Contains(m.TaskId) && m.ExemptReason == null).GroupBy(m => m.TaskId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var cells = await _templates.CellCountsAsync([.. page.Select(t => (t.Template, t.Edition))], ct);
        return new PageOf<TaskItem>([.. page.Take(PageSize).Select(t => ItemOf(t, members.GetValueOrDefault(t.Id), cells))], total, page.Count > PageSize ? page[PageSize - 1].Id.Value.ToString() : null);
    }

    public async Task<TaskView> ReadAsync(Guid id, CancellationToken ct)
    {
        var taskId = CollectionTaskId.From(id);
        var task = await Shown().AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, ct) ?? throw CollectionRefusals.TaskNotFound();
        var members = await _db.Members.AsNoTracking().Where(m => m.TaskId == taskId).OrderBy(m => m.Name).ThenBy(m => m.OrganisationId).Take(MembersShownMax).ToListAsync(ct);
        var asked = await _db.Members.CountAsync(m => m.TaskId == taskId && m.ExemptReason == null, ct);
        var periods = await _db.Periods.AsNoTracking().Where(p => p.TaskId == taskId).OrderByDescending(p => p.FirstOn).Take(PageSize)
            .Select(p => new TaskPeriod(p.Code, p.FirstOn, p.LastOn, p.DueOn, p.Edition, p.Dataset, p.DatasetVersion, p.IsProvisional, p.ClosedAt)).ToListAsync(ct);
        return new TaskView
        {
            About = ItemOf(task, asked, await _templates.CellCountsAsync([(task.Template, task.Edition)], ct)), Edition = task.Edition, NewerEdition = await NewerAsync(task, ct), MayRun = _db.Me.Reaches(CollectionPermissions.Run, task.OrganisationId, task.Region), DueDays = task.DueDays, DueCount = task.DueCount, NeedsForwarding = task.NeedsForwarding, Region = task.Region,
            SurveyNumber = task.SurveyNumber, SurveyIssuer = task.SurveyIssuer, SurveyApproval = task.SurveyApproval, SurveyValidUntil = task.SurveyValidUntil,
            NextOpensOn = task.NextOpensOn, Members = [.. members.Select(m => new TaskMemberView(m.OrganisationId, m.Name, m.Uscc, m.Region, m.ExemptReason))],
            Periods = periods, AskedTwice = await AskedTwiceAsync(task, ct),
        };
    }

    // Other running tasks that ask the same form of the same organisations (不得重复收集).
    private async Task<IReadOnlyList<AskedTwice>> AskedTwiceAsync(CollectionTask task, CancellationToken ct)
    {
        var mine = _db.Members.Where(m => m.TaskId == task.Id && m.ExemptReason == null).Select(m => m.OrganisationId);
        return await (
            from other in _db.Tasks
            where other.State == TaskState.Running && other.Template == task.Template && other.Id != task.Id
            let shared = _db.Members.Count(m => m.TaskId == other.Id && m.ExemptReason == null && mine.Contains(m.OrganisationId))
            where shared > 0
            orderby shared descending, other.Id
            select new AskedTwice(other.Id.Value, other.Title, shared)).Take(PageSize).ToListAsync(ct);
    }

    // The newest edition that the task could be moved to.
    private Task<int?> NewerAsync(CollectionTask task, CancellationToken ct)
    {
        var (code, edition) = (task.Template, task.Edition);
        return _db.Editions.Where(e => e.Code == code && e.Edition > edition && e.WithdrawnAt == null).MaxAsync(e => (int?)e.Edition, ct);
    }

    private IQueryable<CollectionTask> Shown()
    {
        var own = _db.TasksToRun.Select(t => t.Id);
        return _db.Tasks.Where(t => t.State != TaskState.Draft || own.Contains(t.Id));
    }

    private static TaskItem ItemOf(CollectionTask task, int members, IReadOnlyDictionary<(string Code, int? Edition), int> cells) => new(
        task.Id.Value, task.Title, task.Template, task.Frequency, task.State, task.Ownership, task.FirstOn, task.LastOn, members,
        checked((long)cells.GetValueOrDefault((task.Template, task.Edition)) * task.Frequency.PeriodsPerYear()));
}

// CellsPerYear is the burden of one organisation.
public sealed record TaskItem(
    Guid Id, string Title, string Template, Frequency Frequency, TaskState State, OwnershipClass Ownership, DateOnly FirstOn, DateOnly? LastOn, int Members, long CellsPerYear);

public sealed record TaskView
{
    public required TaskItem About { get; init; }
    public required bool MayRun { get; init; }
    // Of a template of one's own, and the newest that the task could be moved to.
    public int? Edition { get; init; }
    public int? NewerEdition { get; init; }
    public required int DueDays { get; init; }
    public required DayCount DueCount { get; init; }
    public required bool NeedsForwarding { get; init; }
    public string? Region { get; init; }
    public string? SurveyNumber { get; init; }
    public string? SurveyIssuer { get; init; }
    public string? SurveyApproval { get; init; }
    public DateOnly? SurveyValidUntil { get; init; }
    public DateOnly? NextOpensOn { get; init; }
    public required IReadOnlyList<TaskMemberView> Members { get; init; }
    public required IReadOnlyList<TaskPeriod> Periods { get; init; }
    public required IReadOnlyList<AskedTwice> AskedTwice { get; init; }
}

public sealed record TaskMemberView(Guid Organisation, string Name, string? Uscc, string? Region, string? ExemptReason);

public sealed record TaskPeriod(string Code, DateOnly FirstOn, DateOnly LastOn, DateOnly DueOn, int Edition, string? Dataset, int? DatasetVersion, bool IsProvisional, DateTime? ClosedAt);

public sealed record AskedTwice(Guid Task, string Title, int Organisations);
