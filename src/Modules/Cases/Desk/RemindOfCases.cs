using System.Globalization;
using Gongxin.Cases.Casework;
using Gongxin.Cases.Clocks;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Cases.Desk;

// Reminds whoever has a case that its deadline is tomorrow, today or past, once per deadline and kind of reminder; and counts anew the
// deadlines that lay in a year whose calendar was not announced. Safe to run twice.
internal sealed class RemindOfCases(CasesDb cases, CaseClocks clocks, INotices notices, TimeProvider clock) : IJob
{
    private const int BatchMax = 200;

    private static readonly CaseState[] Open = [CaseState.Submitted, CaseState.Handling];

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var today = clock.LegalToday();
        var soon = today.AddDays(1);
        var batch = await CasesDb.Whole(cases.Cases)
            .Where(c => Open.Contains(c.State) && c.DueOn != null && (c.DueOn <= soon || c.IsProvisional) && (c.LookedAtOn == null || c.LookedAtOn < today))
            .OrderBy(c => c.Id).Take(BatchMax).ToListAsync(ct);
        foreach (var file in batch)
        {
            if (file.IsProvisional)
            {
                clocks.Set(file);
            }

            file.LookAt(today);
            if (file.DueOn is { } dueOn && dueOn <= soon)
            {
                await TellAsync(file, dueOn, dueOn < today ? "cases.overdue" : "cases.due", ct);
            }
        }

        await cases.SaveAsync(ct);
        return batch.Count == BatchMax ? JobOutcome.More(batch.Count) : JobOutcome.Done(batch.Count);
    }

    // Whoever took it in hand; before that, whoever may.
    private Task<bool> TellAsync(Case file, DateOnly dueOn, string code, CancellationToken ct)
    {
        var day = dueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var taker = file.Steps.LastOrDefault(s => s.Kind is StepKind.Received)?.By;
        var to = file.State is CaseState.Submitted ? NoticeRecipient.HoldersOf(CasesPermissions.Desk)
            : taker?.StartsWith(Actor.PersonPrefix, StringComparison.Ordinal) is true ? NoticeRecipient.Actor(taker)
            : NoticeRecipient.HoldersOf(CasesPermissions.Handle);
        return notices.NotifyAsync(new(to, code, $"{code}:{file.Number}:{day}") { Args = [file.Number, day], Link = $"/cases/desk/{file.Number}" }, ct);
    }
}
