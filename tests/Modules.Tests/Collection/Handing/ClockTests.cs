using Gongxin.Collection;
using Gongxin.Collection.Clock;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Review;
using Gongxin.Collection.Submissions;
using Gongxin.Contracts.Governance;
using Gongxin.Fixtures;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gongxin.Tests.Collection.Handing.CollectingNode;

namespace Gongxin.Tests.Collection.Handing;

// Goal: whoever has to act is told in time by the working-day clock, each occasion once, however often the job runs and wherever it is
// interrupted, and nobody is told of what they do not reach; a deadline that was provisional moves when the calendar appears.
public sealed class ClockTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Reporters_are_told_of_each_step_once(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var (clerk, runner) = (await node.EmployAsync("clerk", Roles.Reporter, 0), await node.EmployAsync("runner", Roles.Operator));
        await node.EmployAsync("beijing", Roles.Operator, region: "110000");
        await node.StartedAsync();
        var due = await node.OnlyDueAsync(0);
        await WatchAsync(node);
        await WatchAsync(node);
        Assert.Equal([(clerk, "Notice.Opened")], await ToldAsync(node));

        // A draft is no occasion, and a reminder is no change of the draft.
        await node.SaveDraftAsync(node.Reporter(0), due.Id, 0, Month(100));
        node.Clock.Now = At(DaysBefore(due.DueOn, ClockStep.SoonDays));
        await WatchAsync(node);
        Assert.Equal(1, (await node.ReadAsync(node.Reporter(0), due.Id)).Version);
        node.Clock.Now = At(due.DueOn);
        await WatchAsync(node);
        node.Clock.Now = At(due.DueOn.AddDays(1));
        await WatchAsync(node);
        node.Clock.Now = At(due.DueOn.AddDays(4));
        await WatchAsync(node);
        Assert.Equal([(clerk, "Notice.Opened"), (clerk, "Notice.DueSoon"), (clerk, "Notice.DueToday"), (runner, "Notice.Missing"), (clerk, "Notice.Overdue")], await ToldAsync(node));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task After_a_standstill_the_newest_step_is_told_and_an_interrupted_run_tells_nobody_twice(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var clerks = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            clerks.Add(await node.EmployAsync($"clerk{i}", Roles.Reporter, i));
        }

        await node.StartedAsync();
        node.Clock.Now = At((await node.OnlyDueAsync(0)).DueOn.AddDays(1));
        await Assert.ThrowsAsync<IOException>(() => node.DoAsync<IServiceProvider>(Actor.System("test"), s =>
        {
            var failing = new FailingNotices(s.GetRequiredService<INotices>());
            return new WatchSubmissions(s.GetRequiredService<CollectionDb>(), s.GetRequiredService<IHolders>(), failing, WorkCalendar.China).RunAsync(Ct);
        }));
        Assert.Empty(await ToldAsync(node));
        await WatchAsync(node);
        await WatchAsync(node);
        Assert.Equal(clerks.Order(StringComparer.Ordinal).Select(c => (c, "Notice.Overdue")), (await ToldAsync(node)).OrderBy(t => t.To, StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_review_that_waits_is_told_and_escalated(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var (reviewer, runner) = (await node.EmployAsync("reviewer", Roles.Reviewer, region: "330000"), await node.EmployAsync("runner", Roles.Operator));
        await node.EmployAsync("elsewhere", Roles.Reviewer, region: "110000");
        await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var ids = new[] { (await node.OnlyDueAsync(0)).Id, (await node.OnlyDueAsync(1)).Id };
        await node.HandInAsync(node.Reporter(0), ids[0], Month(100));
        await node.HandInAsync(node.Reporter(1), ids[1], Month(100));

        // Monday 2 February; on the 5th three working days have passed, on the 9th five.
        foreach (var day in new[] { 2, 4, 5, 6, 9, 10 })
        {
            node.Clock.Now = At(new DateOnly(2026, 2, day));
            await WatchAsync(node);
        }

        Assert.Equal([(reviewer, "Notice.HandedIn"), (reviewer, "Notice.ReviewWaiting"), (runner, "Notice.ReviewEscalated")], await ToldAsync(node));
        await node.AskAsync<ReviewDesk, IReadOnlyList<ApprovalView>>(Reviewer(), d => d.ApproveAsync([ids[0]], null, Ct));
        Assert.Equal((node.Reporter(0).Id, "Notice.SubmissionApproved"), (await ToldAsync(node))[^1]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_provisional_deadline_is_counted_anew_when_the_calendar_appears(Engine engine)
    {
        await using var node = await NewAsync(databases, engine, new DateTimeOffset(2027, 1, 1, 1, 0, 0, TimeSpan.Zero));
        var clerk = await node.EmployAsync("clerk", Roles.Reporter, 0);
        await node.StartedAsync(Monthly(new DateOnly(2026, 12, 1)));
        var before = await node.OnlyDueAsync(0);
        var known = WorkCalendar.China;
        Assert.SkipUnless(known.LastYear == 2026, "The notice for 2027 came with the program.");
        await WatchAsync(node);
        Assert.Equal(0, await RecountAsync(node, known));

        node.Clock.Now = At(before.DueOn.AddDays(1));
        Assert.Equal(ImportStatus.Success, (await node.HandInAsync(node.Reporter(1), (await node.OnlyDueAsync(1)).Id, Month(100))).Status);
        var announced = known.With([Off(1), Off(4), Off(5)]);
        Assert.Equal(1, await RecountAsync(node, announced));
        Assert.Equal(0, await RecountAsync(node, announced));
        var after = await node.OnlyDueAsync(0);
        Assert.Equal(3, known.WorkingDaysBetween(before.DueOn, after.DueOn));
        Assert.Equal((false, after.DueOn), (await node.ReadAsync(node.Reporter(0), after.Id)).Deadline is var d ? (d.IsProvisional, d.DueOn) : default);

        // Handed in a day late, and in time by the new day.
        await using var db = node.NewDb();
        Assert.Equal(1, await db.Set<Submission>().CountAsync(s => s.HandInNumber > 0 && s.IsLate == false, Ct));
        await WatchAsync(node);
        Assert.Equal((clerk, "Notice.DueMoved"), (await ToldAsync(node))[^1]);
    }

    private static CalendarException Off(int day) => new(new DateOnly(2027, 1, day), false, "元旦", "New Year", 2027, "");

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(10, 0)), TimeSpan.Zero);

    private static DateOnly DaysBefore(DateOnly day, int workingDays)
    {
        var at = day;
        while (WorkCalendar.China.WorkingDaysBetween(at, day) < workingDays)
        {
            at = at.AddDays(-1);
        }

        return at;
    }

    private static async Task<int> RecountAsync(CollectingNode node, WorkCalendar calendar)
    {
        for (var count = 0; ; count++)
        {
            if (!(await node.AskAsync<CollectionDb, JobOutcome>(Actor.System("RecountDeadlines"), db => new RecountDeadlines(db, calendar).RunAsync(Ct))).HasMore)
            {
                return count;
            }
        }
    }

    private static async Task WatchAsync(CollectingNode node) =>
        Assert.False((await node.AskAsync<WatchSubmissions, JobOutcome>(Actor.System("WatchSubmissions"), j => j.RunAsync(Ct))).HasMore);

    private static async Task<IReadOnlyList<(string To, string Code)>> ToldAsync(CollectingNode node)
    {
        await using var db = node.NewDb();
        return [.. (await db.Set<Notice>().OrderBy(n => n.CreatedAt).ThenBy(n => n.Code).ToListAsync(Ct)).Select(n => (n.Recipient, n.Code))];
    }

    // As if the process had ended while the second was told.
    private sealed class FailingNotices(INotices notices) : INotices
    {
        private int _count;

        public Task<bool> NotifyAsync(NewNotice notice, CancellationToken ct) => _count++ == 1 ? throw new IOException("ended") : notices.NotifyAsync(notice, ct);
    }
}
