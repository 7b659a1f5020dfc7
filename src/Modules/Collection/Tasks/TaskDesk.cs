using Gongxin.Collection.Templates.Own;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Tasks;

// Makes tasks, says whom they ask, starts and ends them.
internal sealed class TaskDesk(CollectionDb db, TemplateShelf templates, IOrganisations organisations)
{
    public const int MembersMax = 5000;
    public const int AddedMax = 500;

    public async Task<Guid> CreateAsync(NewTask asked, Action<Guid>? remember, CancellationToken ct)
    {
        var form = (await templates.GiveOutAsync(asked.Template, asked.Edition, ct)).Content;
        var marked = asked with
        {
            Edition = templates.IsReady(asked.Template) ? null : form.Edition,
            SurveyNumber = Given(asked.SurveyNumber) ?? form.Marks?.Number, SurveyIssuer = Given(asked.SurveyIssuer) ?? form.Marks?.Issuer,
            SurveyApproval = Given(asked.SurveyApproval) ?? form.Marks?.Approval, SurveyValidUntil = asked.SurveyValidUntil ?? form.Marks?.ValidUntil,
        };
        var task = CollectionTask.Create(marked, db.Me, db.Now);
        if (!db.Me.Reaches(CollectionPermissions.Run, task.OrganisationId, task.Region))
        {
            throw CollectionRefusals.RegionNotReached();
        }

        db.Whole.Add(task);
        db.Audit("TaskCreated", $"task:{task.Id.Value}", new { task.Template, task.Edition, task.Frequency, task.DueDays, task.FirstOn, task.LastOn });
        remember?.Invoke(task.Id.Value);
        await db.SaveAsync(ct);
        return task.Id.Value;
    }

    // Asks these organisations too, from the next period on; those that are asked already stay.
    public async Task<int> AddMembersAsync(Guid id, IReadOnlyCollection<Guid> asked, CancellationToken ct)
    {
        var task = await FindAsync(id, ct);
        if (asked.Count > AddedMax || await db.Members.CountAsync(m => m.TaskId == task.Id, ct) + asked.Count > MembersMax)
        {
            throw CollectionRefusals.TooManyMembers(MembersMax);
        }

        var asking = await db.Members.Where(m => m.TaskId == task.Id && asked.Contains(m.OrganisationId)).Select(m => m.OrganisationId).ToListAsync(ct);
        var fresh = asked.Except(asking).ToList();
        var found = await organisations.ReadAsync([.. fresh.Select(SubjectId.From)], ct);
        var top = task.OrganisationId == Guid.Empty ? null : await organisations.FindAsync(SubjectId.From(task.OrganisationId), ct);
        foreach (var organisation in fresh)
        {
            var known = found.GetValueOrDefault(SubjectId.From(organisation));
            db.Whole.Add(TaskMember.Of(task.Id, known is not null && MayAsk(task, top, known) ? known : throw CollectionRefusals.MemberNotFound(organisation.ToString())));
        }

        db.Audit("MembersAdded", $"task:{id}", new { count = fresh.Count });
        await db.SaveAsync(ct);
        return fresh.Count;
    }

    // Exempts an organisation from the periods to come, with the reason; without one, asks it again.
    public async Task ExemptAsync(Guid id, Guid organisation, string? reason, CancellationToken ct)
    {
        var task = await FindAsync(id, ct);
        var member = await db.Members.SingleOrDefaultAsync(m => m.TaskId == task.Id && m.OrganisationId == organisation, ct)
            ?? throw CollectionRefusals.MemberNotFound(organisation.ToString());
        member.ExemptReason = string.IsNullOrWhiteSpace(reason) ? null
            : reason.Trim() is { Length: <= TaskMember.ReasonMax } given ? given : throw CollectionRefusals.CommentMissing(TaskMember.ReasonMax);
        db.Audit("MemberExempted", $"task:{id}", new { organisation, isExempt = member.ExemptReason is not null });
        await db.SaveAsync(ct);
    }

    public async Task StartAsync(Guid id, CancellationToken ct)
    {
        var task = await FindAsync(id, ct);
        if (!await db.Members.AnyAsync(m => m.TaskId == task.Id && m.ExemptReason == null, ct))
        {
            throw CollectionRefusals.TaskWithoutMembers();
        }

        task.Start((await templates.GiveOutAsync(task.Template, task.Edition, ct)).Content.IsSurvey);
        db.Audit("TaskStarted", $"task:{id}");
        await db.SaveAsync(ct);
    }

    // The periods to come are asked with a newer edition of the form.
    public async Task MoveAsync(Guid id, int edition, CancellationToken ct)
    {
        var task = await FindAsync(id, ct);
        var before = task.Edition;
        task.MoveTo(edition, (await templates.GiveOutAsync(task.Template, edition, ct)).Content.Marks);
        db.Audit("TaskMoved", $"task:{id}", new { before, after = edition });
        await db.SaveAsync(ct);
    }

    public async Task EndAsync(Guid id, CancellationToken ct)
    {
        var task = await FindAsync(id, ct);
        task.End();
        db.Audit("TaskEnded", $"task:{id}");
        await db.SaveAsync(ct);
    }

    // A task for a region asks those in it, and one of an organisation those below it.
    private static bool MayAsk(CollectionTask task, OrganisationView? top, OrganisationView asked) =>
        (task.Region is null || asked.Region?.StartsWith(Scope.PrefixOf(task.Region), StringComparison.Ordinal) is true)
        && (task.OrganisationId == Guid.Empty || (top is not null && OrganisationPath.IsThisOrBelow(asked.Path, top.Path)));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private async Task<CollectionTask> FindAsync(Guid id, CancellationToken ct)
    {
        var taskId = CollectionTaskId.From(id);
        return await db.TasksToRun.SingleOrDefaultAsync(t => t.Id == taskId, ct) ?? throw CollectionRefusals.TaskNotFound();
    }
}
