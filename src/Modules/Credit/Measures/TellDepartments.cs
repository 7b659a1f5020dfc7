using System.Globalization;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Governance;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Measures;

// Tells whoever has carried a measure out that it is lifted. Told twice it tells once.
internal sealed class TellDepartments(CreditDb credit, INotices notices) : IAnnouncementHandler<MeasuresLifted>
{
    public async Task HandleAsync(MeasuresLifted announcement, CancellationToken ct)
    {
        var (subject, measure) = (new SubjectId(announcement.Subject), new JointMeasureId(announcement.Measure));
        var answered = await credit.Whole.Set<MeasureTask>().AsNoTracking()
            .Where(t => t.SubjectId == subject && t.MeasureId == measure && t.State == MeasureTaskState.Answered && t.Feedback != FeedbackType.NotCarriedOut).ToListAsync(ct);
        foreach (var who in answered.Select(t => t.AnsweredBy).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await notices.NotifyAsync(
                new(NoticeRecipient.Actor(who), "credit.measures-lifted", $"credit.measures-lifted:{measure.Value}")
                {
                    Args = [measure.Value.ToString()],
                    Link = $"/credit/measures/desk/{measure.Value}",
                    IsUrgent = true,
                },
                ct);
        }

        await credit.SaveAsync(ct);
    }
}

// Reminds departments of tasks that are due tomorrow or overdue, once for each. Safe to run twice.
internal sealed class RemindOfMeasures(CreditDb credit, INotices notices, TimeProvider clock) : IJob
{
    private const int BatchMax = 200;

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var today = clock.LegalToday();
        var soon = today.AddDays(1);
        var inForce = MeasuresInForce.On(credit, today);

        // What is in force is read without tracking, and that would go for the whole query.
        var batch = await credit.Whole.Set<MeasureTask>()
            .Where(t => t.AnsweredAt == null && t.DueOn <= soon && (t.LookedAtOn == null || t.LookedAtOn < today) && inForce.Any(m => m.SubjectId == t.SubjectId && m.Id == t.MeasureId))
            .OrderBy(t => t.DueOn).ThenBy(t => t.MeasureId).ThenBy(t => t.Number).Take(BatchMax)
            .AsTracking().ToListAsync(ct);
        foreach (var task in batch)
        {
            task.LookAt(today);
            var code = task.DueOn < today ? "credit.measure-overdue" : "credit.measure-due";
            var (id, day) = (task.MeasureId.Value, task.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            var to = task.DueOn < today ? MeasuresPermissions.Memoranda : MeasuresPermissions.Take;
            await notices.NotifyAsync(
                new(NoticeRecipient.HoldersOf(to), code, string.Create(CultureInfo.InvariantCulture, $"{code}:{id}:{task.Number}"))
                {
                    Args = [task.DepartmentName, day],
                    Link = $"/credit/measures/desk/{id}",
                },
                ct);
        }

        await credit.SaveAsync(ct);
        return batch.Count == BatchMax ? JobOutcome.More(batch.Count) : JobOutcome.Done(batch.Count);
    }
}
