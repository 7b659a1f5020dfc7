using System.Globalization;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Sources;

// Tells the people of the organisation who report, and whoever set the source, how a pull ended: each pull once, in the transaction that
// says so. A failure is told with what failed, every time.
internal sealed class TellOfPulls(CollectionDb db, IHolders holders, INotices notices, ProblemTexts texts)
{
    private const int BatchMax = 50;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var ended = await (
            from pull in db.Pulls
            where !pull.IsTold && pull.State != PullState.Running
            orderby pull.Id
            join submission in db.Submissions on new { pull.OrganisationId, pull.SubmissionId } equals new { submission.OrganisationId, SubmissionId = submission.Id }
            join task in db.Tasks on submission.TaskId equals task.Id
            select new { Pull = pull, task.Title, Task = task.Id, submission.OrganisationName, submission.Region }).Take(BatchMax).ToListAsync(ct);
        if (ended.Count == 0)
        {
            return 0;
        }

        var reporters = await holders.OfAsync(CollectionPermissions.Report, ct);
        foreach (var e in ended)
        {
            var people = reporters.Where(h => h.Grant.Reaches(e.Pull.OrganisationId, e.Region)).Select(h => h.ActorId).Append(e.Pull.By).Distinct(StringComparer.Ordinal);
            foreach (var person in people)
            {
                await notices.NotifyAsync(NoticeOf(e.Pull, person, e.Title, e.Task.Value, e.OrganisationName), ct);
            }

            e.Pull.Tell();
        }

        await db.SaveAsync(ct);
        return ended.Count;
    }

    private NewNotice NoticeOf(SourcePull pull, string person, string title, Guid task, string organisation)
    {
        var code = pull.State switch
        {
            PullState.Failed => pull.IsFinal ? "Notice.PullFailed" : "Notice.PullRetried",
            _ => "Notice.Pull" + pull.State,
        };

        // What failed, in both languages: a notice is kept before it is known who reads it in which.
        string Why(string language) => pull.Error is { } error ? PullErrors.TextOf(error, texts, CultureInfo.GetCultureInfo(language)) : "";
        return new NewNotice(NoticeRecipient.Actor(person), code, $"pull:{pull.Id.Value}")
        {
            Args = [title, pull.Period, organisation, pull.Error is null ? "" : $"{Why("zh-Hans")} / {Why("en")}", string.Create(CultureInfo.InvariantCulture, $"{pull.FindingCount ?? 0}")],
            Link = pull.State is PullState.Failed ? $"/collection/sources/{task}/{pull.OrganisationId}" : $"/collection/submissions/{pull.SubmissionId.Value}",
            IsUrgent = pull.State is PullState.Failed or PullState.NeedsPerson,
        };
    }
}
