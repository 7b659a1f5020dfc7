using Gongxin.Collection.Periods;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Tests.Collection.Handing;

// Goal: a running task opens each period once, after its end, late ones too, with its deadline explained; a survey only as long as it
// is approved.
public sealed class PeriodTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Frequency.Day, "2026-03-05", "2026-03-05", "2026-03-05", "2026-03-05")]
    [InlineData(Frequency.Week, "2026-01-01", "2026-W01", "2025-12-29", "2026-01-04")]
    [InlineData(Frequency.Week, "2027-01-03", "2026-W53", "2026-12-28", "2027-01-03")]
    [InlineData(Frequency.TenDays, "2026-03-10", "2026-03-上旬", "2026-03-01", "2026-03-10")]
    [InlineData(Frequency.TenDays, "2026-03-11", "2026-03-中旬", "2026-03-11", "2026-03-20")]
    [InlineData(Frequency.TenDays, "2026-02-28", "2026-02-下旬", "2026-02-21", "2026-02-28")]
    [InlineData(Frequency.Month, "2024-02-29", "2024-02", "2024-02-01", "2024-02-29")]
    [InlineData(Frequency.Quarter, "2026-03-31", "2026Q1", "2026-01-01", "2026-03-31")]
    [InlineData(Frequency.Quarter, "2026-12-31", "2026Q4", "2026-10-01", "2026-12-31")]
    [InlineData(Frequency.HalfYear, "2026-07-01", "2026H2", "2026-07-01", "2026-12-31")]
    [InlineData(Frequency.Year, "2026-07-01", "2026", "2026-01-01", "2026-12-31")]
    public void A_day_lies_in_one_period(Frequency frequency, string day, string code, string first, string last) => Assert.Equal(
        (code, DateOnly.Parse(first, null), DateOnly.Parse(last, null)),
        PeriodSpan.Of(frequency, DateOnly.Parse(day, null)) is var span ? (span.Code, span.FirstOn, span.LastOn) : default);

    [Theory, MemberData(nameof(AllFrequencies))]
    public void Periods_follow_each_other_without_gap_and_overlap(Frequency frequency)
    {
        var codes = new HashSet<string>();
        for (var day = new DateOnly(2023, 1, 1); day < new DateOnly(2029, 1, 1);)
        {
            var span = PeriodSpan.Of(frequency, day);
            Assert.True(codes.Add(span.Code) && span.FirstOn <= day && span.LastOn >= day && span.Code.Length <= PeriodSpan.CodeMax);
            day = span.LastOn.AddDays(1);
            Assert.Equal(day, PeriodSpan.Of(frequency, day).FirstOn);
        }
    }

    public static TheoryData<Frequency> AllFrequencies => [.. Enum.GetValues<Frequency>().Where(f => f is not Frequency.Once)];

    [Theory, ClassData(typeof(Engines))]
    public async Task A_node_that_stood_still_opens_what_it_missed_once(Engine engine)
    {
        await using var node = await CollectingNode.NewAsync(databases, engine, new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero));
        var id = await node.StartedAsync();
        Assert.Equal(0, await node.OpenAsync());
        var task = await node.AskAsync<TaskReads, TaskView>(CollectingNode.Operator(), r => r.ReadAsync(id, Ct));
        Assert.Equal(["2026-03", "2026-02", "2026-01"], task.Periods.Select(p => p.Code));
        Assert.Equal(new DateOnly(2026, 5, 1), task.NextOpensOn);
        await using var db = node.NewDb();
        Assert.Equal(9, await db.Set<Submission>().CountAsync(Ct));
        Assert.Equal(3, await db.Set<AuditEntry>().CountAsync(a => a.Action == "PeriodOpened", Ct));

        // 33 cells, 9, and 7 of a row of the list, twelve times a year.
        Assert.Equal((3, 49 * 12L), (task.About.Members, task.About.CellsPerYear));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_deadline_says_which_days_did_not_count(Engine engine)
    {
        await using var node = await CollectingNode.NewAsync(databases, engine);
        await node.StartedAsync();
        var item = await node.OnlyDueAsync(0);
        var deadline = (await node.ReadAsync(node.Reporter(0), item.Id)).Deadline;

        // Spring Festival of 2026: working days are 2–6, 9–14 (the 14th is worked) and from 24 February on.
        var expected = DeadlineCount.From(new DateOnly(2026, 1, 31), Period.WorkingDays(10), WorkCalendar.China);
        Assert.Equal((expected.DueOn, expected.DueOn, 10), (item.DueOn, deadline.DueOn, item.WorkingDaysLeft + 1));
        Assert.Contains(deadline.Skipped, s => s.Reason is SkipReason.Weekend);
        Assert.False(deadline.IsProvisional);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_survey_needs_its_marks_and_ends_with_their_validity(Engine engine)
    {
        await using var node = await CollectingNode.NewAsync(databases, engine, new DateTimeOffset(2026, 12, 1, 1, 0, 0, TimeSpan.Zero));
        var survey = new NewTask { Template = "industry-survey", Title = "热点调查", Frequency = Frequency.Quarter, DueDays = 10, FirstOn = new DateOnly(2026, 1, 1) };
        Assert.Equal("collection.survey-not-approved", (await Assert.ThrowsAsync<Refusal>(() => node.StartedAsync(survey))).Code);

        // The second quarter's is due on 14 July; the third's is past it.
        var id = await node.StartedAsync(survey with { SurveyNumber = "T001", SurveyIssuer = "测试部门", SurveyApproval = "测〔2026〕1号", SurveyValidUntil = new DateOnly(2026, 7, 31) });
        var task = await node.AskAsync<TaskReads, TaskView>(CollectingNode.Operator(), r => r.ReadAsync(id, Ct));
        Assert.Equal(["2026Q2", "2026Q1"], task.Periods.Select(p => p.Code));
        await using var db = node.NewDb();
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(a => a.Action == "PeriodNotOpened", Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Who_is_exempt_owes_nothing_and_an_ended_task_takes_nothing(Engine engine)
    {
        await using var node = await CollectingNode.NewAsync(databases, engine);
        var id = await node.StartedAsync();
        await node.DoAsync<TaskDesk>(CollectingNode.Operator(), d => d.ExemptAsync(id, node.Organisations[0], "停业整顿", Ct));
        node.Clock.Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, await node.OpenAsync());
        var first = await node.OnlyDueAsync(0);
        Assert.Equal("2026-01", first.Period);
        await node.DoAsync<TaskDesk>(CollectingNode.Operator(), d => d.EndAsync(id, Ct));
        Assert.Equal("collection.task-not-in-state", (await Assert.ThrowsAsync<Refusal>(() => node.HandInAsync(node.Reporter(0), first.Id, CollectingNode.Month(5)))).Code);
        node.Clock.Now = new DateTimeOffset(2026, 6, 2, 1, 0, 0, TimeSpan.Zero);
        Assert.Equal(0, await node.OpenAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_second_task_with_the_same_form_is_seen(Engine engine)
    {
        await using var node = await CollectingNode.NewAsync(databases, engine);
        var first = await node.StartedAsync();
        var second = await node.StartedAsync(CollectingNode.Monthly() with { Title = "又一月报" });
        Assert.Equal([(first, 3)], (await node.AskAsync<TaskReads, TaskView>(CollectingNode.Operator(), r => r.ReadAsync(second, Ct))).AskedTwice.Select(a => (a.Task, a.Organisations)));
        Assert.Equal("collection.task-not-in-state", (await Assert.ThrowsAsync<Refusal>(() => node.DoAsync<TaskDesk>(CollectingNode.Operator(), d => d.StartAsync(second, Ct)))).Code);
    }
}
