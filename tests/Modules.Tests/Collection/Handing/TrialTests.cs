using Gongxin.Collection.Checks;
using Gongxin.Collection.Checks.Trial;
using Gongxin.Collection.Submissions;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using static Gongxin.Tests.Collection.Handing.CollectingNode;

namespace Gongxin.Tests.Collection.Handing;

// Goal: the test bench finds on past periods what was planted in them and nothing else, as it would have been found when it was handed in,
// and of no organisation that the caller may not see.
// Method: three organisations hand in four months each; in one month of one of them the output is a hundredfold.
public sealed class TrialTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Growth = "环比(工业总产值[本月]) <= 100%";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task What_was_planted_is_found_and_nothing_else(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await FilledAsync(node);
        var found = await TryAsync(node, Reviewer(), new NewTrial { Task = task, Expression = Growth, Message = "增长过快" });
        Assert.Null(found.Fault);
        Assert.Equal(["2026-01", "2025-12", "2025-11", "2025-10"], found.Periods.Select(p => p.Period));
        Assert.Equal([0, 1, 0, 0], found.Periods.Select(p => p.Caught));
        Assert.All(found.Periods, p => Assert.Equal(3, p.HandIns));

        // The first month has none before it.
        Assert.Equal([0L, 0L, 0L, 3L], found.Periods.Select(p => p.Unknown));
        var finding = Assert.Single(found.Findings);
        Assert.Equal((node.Organisations[1], "2025-12", "工业总产值", "本月"), (finding.Organisation, finding.Period, finding.Row, finding.Column));
        Assert.StartsWith("增长过快", finding.Message, StringComparison.Ordinal);
        Assert.Contains(new TrialValue("工业总产值 · 本月", "10200"), finding.Values);
        Assert.Equal((1L, 3, 3), (found.FindingCount, found.Organisations, found.OrganisationsLooked));
        await using var db = node.NewDb();
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(a => a.Action == "CheckTried", Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task It_finds_what_was_found_when_it_was_handed_in(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await FilledAsync(node);
        var form = (await node.AskAsync<TryCheck, (Gongxin.Collection.Templates.TemplateContent? Form, IReadOnlyList<string> Periods)>(Reviewer(), t => t.FormAsync(task, Ct))).Form!;
        var compared = 0;
        foreach (var check in form.Checks.Where(c => c.Grade is not CheckGrade.MustFix))
        {
            var found = await TryAsync(node, Reviewer(), new NewTrial { Task = task, Sheet = check.Sheet, Expression = check.Expression, Grade = check.Grade, Replaces = check.Code });
            Assert.Equal((0, 0), (found.Gained, found.Lost));
            var then = await FoundThenAsync(node, check.Code);
            Assert.Equal(then, found.FindingCount);
            Assert.All(found.Findings, f => Assert.True(f.IsFoundNow is true && f.SaidThen is not null));
            compared += (int)then;
        }

        Assert.True(compared > 0, "nothing was planted that a check of the form finds");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_change_of_a_check_is_laid_beside_it(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await FilledAsync(node);
        var known = (await node.AskAsync<TryCheck, (Gongxin.Collection.Templates.TemplateContent? Form, IReadOnlyList<string> Periods)>(Reviewer(), t => t.FormAsync(task, Ct))).Form!.Checks.First(c => c.Sheet == "主要经济指标");
        var strict = await TryAsync(node, Reviewer(), new NewTrial { Task = task, Sheet = known.Sheet, Expression = "工业总产值[本月] < 0", Replaces = known.Code });
        Assert.Equal(12, strict.Gained + strict.Periods.Sum(p => p.CaughtNow));
        Assert.Equal(0, strict.Lost);
        var lax = await TryAsync(node, Reviewer(), new NewTrial { Task = task, Sheet = known.Sheet, Expression = "工业总产值[本月] > 0", Replaces = known.Code });
        Assert.Equal((0, lax.Periods.Sum(p => p.CaughtNow)), (lax.Gained, lax.Lost));
        Assert.Equal("collection.check-not-found", (await Assert.ThrowsAsync<Refusal>(() => TryAsync(node, Reviewer(), new NewTrial { Task = task, Expression = Growth, Replaces = "none" }))).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_the_caller_may_not_see_is_not_tried(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await FilledAsync(node);
        var all = new NewTrial { Task = task, Expression = "工业总产值[本月] < 0" };
        Assert.Equal(4L, (await TryAsync(node, node.Reporter(0), all)).FindingCount);
        Assert.Equal([node.Organisations[2]], (await TryAsync(node, Reviewer("110000"), all)).Findings.Select(f => f.Organisation).Distinct());
        Assert.Equal((0L, 0), await CountAsync(node, Reviewer("500000"), all));
        Assert.Equal((0L, 0), await CountAsync(node, Actor.Anonymous, all));
        Assert.Equal(2, (await TryAsync(node, Reviewer(), all with { Periods = 2, Until = "2025-12" })).Periods.Count);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_fault_says_where(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await FilledAsync(node);
        var found = await TryAsync(node, Reviewer(), new NewTrial { Task = task, Expression = "工业总产值[本月] > 没有这一行[本月]" });
        Assert.Equal(12, found.Fault!.At);
        Assert.Empty(found.Periods);
        var coming = await node.StartedAsync(Monthly(new DateOnly(2026, 6, 1)));
        Assert.Equal("collection.nothing-to-try-on", (await Assert.ThrowsAsync<Refusal>(() => TryAsync(node, Reviewer(), new NewTrial { Task = coming, Expression = Growth }))).Code);
        var empty = await node.AskAsync<Gongxin.Collection.Tasks.TaskDesk, Guid>(Operator(), d => d.CreateAsync(Monthly(new DateOnly(2026, 5, 1)), null, Ct));
        Assert.Equal("collection.task-not-found", (await Assert.ThrowsAsync<Refusal>(() => TryAsync(node, Reviewer(), new NewTrial { Task = empty, Expression = Growth }))).Code);
    }

    // Peers are asked for, and there are too few of them to say anything.
    [Theory, ClassData(typeof(Engines))]
    public async Task Peers_are_those_of_the_period(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var task = await FilledAsync(node);
        var found = await TryAsync(node, Reviewer(), new NewTrial { Task = task, Expression = "同行偏离(工业总产值[本月]) <= 3" });
        Assert.Equal((0L, 12L), (found.FindingCount, found.Periods.Sum(p => p.Unknown)));
    }

    private static async Task<Guid> FilledAsync(CollectingNode node)
    {
        var task = await node.StartedAsync(Monthly(new DateOnly(2025, 10, 1)));
        for (var i = 0; i < 3; i++)
        {
            var due = (await node.AskAsync<SubmissionReads, PageOf<SubmissionItem>>(node.Reporter(i), r => r.DueAsync(null, Ct))).Items;
            foreach (var (item, month) in due.OrderBy(d => d.Period, StringComparer.Ordinal).Select((d, m) => (d, m)))
            {
                var values = Month(i == 1 && month == 2 ? 10_200 : 100 + month);
                var tried = await node.HandInAsync(node.Reporter(i), item.Id, values, dryRun: true);
                var said = tried.Findings.Where(f => f.Grade is CheckGrade.Explain).Select(f => new Explanation { Finding = f.Key, Text = "已核实" }).ToList();
                Assert.Equal(ImportStatus.Success, (await node.HandInAsync(node.Reporter(i), item.Id, values, explanations: said)).Status);
            }
        }

        return task;
    }

    private static async Task<long> FoundThenAsync(CollectingNode node, string code)
    {
        await using var db = node.NewDb();
        var kept = await db.Set<SubmissionHandIn>().Select(h => h.FindingsJson).ToListAsync(Ct);
        return kept.SelectMany(k => System.Text.Json.JsonSerializer.Deserialize<List<FormFinding>>(k, Gongxin.Collection.Templates.ReadyTemplates.Json)!).Count(f => f.Code == code);
    }

    private static async Task<(long Findings, int Organisations)> CountAsync(CollectingNode node, Actor actor, NewTrial asked)
    {
        var found = await TryAsync(node, actor, asked);
        return (found.FindingCount, found.Organisations);
    }

    private static Task<TrialView> TryAsync(CollectingNode node, Actor actor, NewTrial asked) => node.AskAsync<TryCheck, TrialView>(actor, t => t.RunAsync(asked, Ct));
}
