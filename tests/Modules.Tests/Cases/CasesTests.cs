using Gongxin.Cases;
using Gongxin.Cases.Casework;
using Gongxin.Cases.Desk;
using Gongxin.Contracts.Governance;
using Gongxin.Contracts.Registry;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Modules.Tests.Credit;
using Gongxin.Modules.Tests.Registry;
using Gongxin.Registry.Subjects.Pairs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Cases;

// Goal: one kernel carries every kind of case from the front desk to the body and back, does to the record what its kind says, in one
// transaction, counts its deadlines by the rules, and gives nothing of the applicant away. Method: three modules on both engines.
public sealed class CasesTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    // A Thursday.
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task One_penalty_from_objection_to_repair(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var objection = await node.ApplyAsync("objection");
        Assert.Equal("normal", (await node.RecordAsync()).Record.Standing);
        var accepted = await node.StepAsync(CasesNode.Desk, objection.Number, "accept", null);
        Assert.Equal(("handling", "测试市市场监督管理局"), (accepted.Case.State, accepted.Case.Handler));
        Assert.Equal("under-objection", (await node.RecordAsync()).Record.Standing);

        // A second objection waits; a repair can be applied for, but not accepted and not granted before the objection is answered.
        await RefusedAsync("cases.open-already", () => node.ApplyAsync("objection"));
        await RefusedAsync("cases.not-eligible", () => node.ApplyAsync("repair"));

        await node.StepAsync(CasesNode.Officer, objection.Number, "receive", null);
        await RefusedAsync("cases.outcome-unknown", () => node.StepAsync(CasesNode.Officer, objection.Number, "answer", outcome: "granted"));
        await node.StepAsync(CasesNode.Officer, objection.Number, "answer", "决定书所载金额无误。", outcome: "maintained");
        var record = await node.RecordAsync();
        Assert.Equal(("normal", objection.Number), (record.Record.Standing, record.Marks[^1].CaseNumber));

        var repair = await node.ApplyAsync("repair");
        await node.StepAsync(CasesNode.Desk, repair.Number, "accept", null);
        Assert.Equal("under-repair", (await node.RecordAsync()).Record.Standing);
        var granted = await node.StepAsync(CasesNode.Officer, repair.Number, "answer", "准予修复。", outcome: "granted");
        Assert.Equal(("answered", "granted"), (granted.Case.State, granted.Case.Outcome));
        await RefusedAsync("credit.record-repaired", node.RecordAsync);
        var entries = await node.DoAsync(Actor.Anonymous, s => s.GetRequiredService<PlatformDb>().Set<QueuedEntry>().Select(e => e.Kind).ToListAsync(Ct));
        Assert.Equal(["credit.record-marked", "credit.record-marked", "credit.record-marked", "credit.record-repaired", "credit.stop-use-issued"],
            entries.Where(e => e.StartsWith("credit.", StringComparison.Ordinal) && e is not "credit.records-taken").Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_case_finds_its_record_under_either_code_and_goes_to_the_body_that_leads(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.DoAsync(Actor.System("test"), s => s.GetRequiredService<ISubjects>().PutAsync([new() { Uscc = Codes.Uscc(4), Name = "测试市第4号示例有限公司" }], "register", Ct));
        var subjects = await MergeAsync(node, Codes.Uscc(4), Codes.Uscc(1));
        await MergeAsync(node, Decisions.OtherUnit, Decisions.Authority);
        var objection = await node.ApplyAsync("objection", Codes.Uscc(4));
        var accepted = await node.StepAsync(CasesNode.Desk, objection.Number, "accept", null);
        Assert.Equal(("handling", "测试市行政审批局"), (accepted.Case.State, accepted.Case.Handler));
        Assert.Equal("under-objection", (await node.RecordAsync()).Record.Standing);

        // The case stays with its record when the two are told apart again.
        await node.DoAsync(Actor.System("one"), s => s.GetRequiredService<PairDesk>().EndAsync(subjects, new("判定有误"), Ct));
        await node.StepAsync(CasesNode.Stranger, objection.Number, "receive", null);
        await node.StepAsync(CasesNode.Stranger, objection.Number, "answer", "决定书所载金额无误。", outcome: "maintained");
        Assert.Equal("normal", (await node.RecordAsync()).Record.Standing);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_repair_is_not_granted_while_an_objection_is_open_and_nothing_of_the_answer_stays(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var repair = await node.ApplyAsync("repair");
        await node.StepAsync(CasesNode.Desk, repair.Number, "accept", null);
        var objection = await node.ApplyAsync("objection");
        await node.StepAsync(CasesNode.Desk, objection.Number, "accept", null);

        await RefusedAsync("credit.objection-open", () => node.StepAsync(CasesNode.Officer, repair.Number, "answer", outcome: "granted"));
        Assert.Equal("handling", (await node.FollowAsync(repair.Number, repair.Code)).Case.State);

        await node.SayAsync(objection, "drop", null);
        Assert.Equal("under-repair", (await node.RecordAsync()).Record.Standing);
        await node.StepAsync(CasesNode.Officer, repair.Number, "answer", outcome: "declined");
        Assert.Equal("normal", (await node.RecordAsync()).Record.Standing);
        var again = await node.SayAsync(repair, "reopen", "材料已补齐，请重新办理。");
        Assert.Equal(("handling", 1), (again.Case.State, again.ReopenCount));
        Assert.Equal("under-repair", (await node.RecordAsync()).Record.Standing);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_upheld_objection_withdraws_the_record_with_a_public_reason(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var objection = await node.ApplyAsync("objection");
        await node.StepAsync(CasesNode.Desk, objection.Number, "accept", null);
        await RefusedAsync("cases.field-not-usable", () => node.StepAsync(CasesNode.Officer, objection.Number, "answer", outcome: "deleted"));
        await RefusedAsync("credit.not-corrected", () => node.StepAsync(CasesNode.Officer, objection.Number, "answer", outcome: "corrected"));
        await node.StepAsync(CasesNode.Officer, objection.Number, "answer", outcome: "deleted", reason: "处罚对象错误");
        Assert.Equal("处罚对象错误", (await Assert.ThrowsAsync<Refusal>(node.RecordAsync)).Args[1]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Deadlines_follow_the_rules_and_stand_while_papers_are_awaited(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var objection = await node.ApplyAsync("objection");
        Assert.Equal(new DateOnly(2026, 11, 27), objection.AcceptDueOn);

        // Asked on Thursday, answered on Tuesday: Friday and Monday do not count, nor does Tuesday itself.
        await node.StepAsync(CasesNode.Desk, objection.Number, "ask", "请补充决定书");
        Assert.Null((await node.FollowAsync(objection.Number, objection.Code)).Case.DueOn);
        node.Clock.Now = Now.AddDays(5);
        Assert.Equal(new DateOnly(2026, 12, 2), (await node.SayAsync(objection, "supplement")).Case.DueOn);

        // Five working days from Wednesday 2 December; two days of pause.
        node.Clock.Now = Now.AddDays(6);
        Assert.Equal(new DateOnly(2026, 12, 9), (await node.StepAsync(CasesNode.Desk, objection.Number, "accept", null)).Case.DueOn);
        node.Clock.Now = Now.AddDays(7);
        Assert.True((await node.StepAsync(CasesNode.Officer, objection.Number, "pause", "等待检测结果")).IsPaused);
        node.Clock.Now = Now.AddDays(11);
        var resumed = await node.StepAsync(CasesNode.Officer, objection.Number, "resume", null);
        Assert.Equal((new DateOnly(2026, 12, 11), false), (resumed.Case.DueOn, resumed.IsPaused));
        var clock = resumed.Clocks.Single(c => c.Step == "answer");
        Assert.Equal(("CASE_ANSWER_5", false, 4), (clock.RuleCode, clock.IsLaw, clock.Paused));
        await RefusedAsync("cases.step-not-possible", () => node.StepAsync(CasesNode.Officer, objection.Number, "resume", null));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Each_body_has_a_destination_of_its_own_and_sees_the_case_while_it_has_it(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var report = await node.ApplyAsync("report");
        await RefusedAsync("cases.body-unknown", () => node.StepAsync(CasesNode.Desk, report.Number, "accept", null));
        await node.StepAsync(CasesNode.Desk, report.Number, "accept", null, Decisions.OtherUnit);
        await RefusedAsync("cases.not-found", () => node.StepAsync(CasesNode.Officer, report.Number, "receive", null));
        await node.StepAsync(CasesNode.Stranger, report.Number, "receive", null);
        await node.StepAsync(CasesNode.Stranger, report.Number, "hand-on", null, Decisions.Authority);
        await RefusedAsync("cases.not-found", () => node.StepAsync(CasesNode.Stranger, report.Number, "answer", outcome: "established"));
        await node.StepAsync(CasesNode.Officer, report.Number, "hand-back", "不属于本机关职责");
        await node.StepAsync(CasesNode.Desk, report.Number, "hand-on", null, Decisions.OtherUnit);
        var answered = await node.StepAsync(CasesNode.Stranger, report.Number, "answer", outcome: "unfounded");

        Assert.Equal(["handed-on", "handed-back", "answered"], answered.Destinations.Select(d => d.State));
        Assert.NotNull(answered.Destinations[0].ReceivedAt);
        Assert.Null(answered.Destinations[1].ReceivedAt);
        Assert.Equal("ENT_REPORT_20", answered.Clocks.Single(c => c.Step == "answer").RuleCode);
        await node.SayAsync(report, "reopen");
        await node.StepAsync(CasesNode.Stranger, report.Number, "answer", outcome: "unfounded");
        await node.SayAsync(report, "reopen");
        await node.StepAsync(CasesNode.Stranger, report.Number, "answer", outcome: "unfounded");
        await RefusedAsync("cases.reopened-too-often", () => node.SayAsync(report, "reopen"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Nothing_of_the_applicant_is_readable_without_permission_and_every_reading_is_audited(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var objection = await node.ApplyAsync("objection");
        await node.StepAsync(CasesNode.Desk, objection.Number, "accept", null);

        var stored = await node.DoAsync(Actor.Anonymous, async s =>
        {
            var cases = s.GetRequiredService<CasesDb>();
            return string.Join('\n', await cases.Applicants.Select(a => a.Content).ToListAsync(Ct)) + string.Join('\n', await s.GetRequiredService<PlatformDb>().Set<CaseStep>().Select(x => x.Text).ToListAsync(Ct))
                + string.Join('\n', await s.GetRequiredService<PlatformDb>().Set<AuditEntry>().Select(a => a.Detail).ToListAsync(Ct));
        });
        foreach (var personal in new[] { "测试某人", "13800138000", "someone@example.org", "处罚金额" })
        {
            Assert.DoesNotContain(personal, stored);
        }

        var view = await node.DoAsync(CasesNode.Officer, s => s.GetRequiredService<CaseReads>().ReadAsync(objection.Number, Ct));
        Assert.Null(view.Steps[0].Text);
        var applicant = await node.DoAsync(CasesNode.Officer, s => s.GetRequiredService<CaseReads>().ApplicantAsync(objection.Number, Ct));
        Assert.Equal(("测试某人", "13800138000"), (applicant.Name, applicant.Phone));
        Assert.Contains("处罚金额", Assert.Single(applicant.Words).Text);
        Assert.Equal("person:officer", await node.DoAsync(Actor.Anonymous, s => s.GetRequiredService<PlatformDb>().Set<AuditEntry>().Where(a => a.Action == ModuleDb.PersonalDataRead).Select(a => a.ActorId).SingleAsync(Ct)));

        Assert.Contains("处罚金额", (await node.FollowAsync(objection.Number, objection.Code)).Steps[0].Text);
        await RefusedAsync("cases.not-found", () => node.FollowAsync(objection.Number, "AAAA-AAAA-AAAA-AAAA"));
        await RefusedAsync("cases.not-found", () => node.DoAsync(CasesNode.Stranger, s => s.GetRequiredService<CaseReads>().ReadAsync(objection.Number, Ct)));
        Assert.Empty((await node.DoAsync(CasesNode.Stranger, s => s.GetRequiredService<CaseReads>().QueueAsync(null, null, Ct))).Items);
        Assert.Single((await node.DoAsync(CasesNode.Officer, s => s.GetRequiredService<CaseReads>().QueueAsync(null, null, Ct))).Items);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Whoever_has_a_case_is_reminded_once_before_and_once_after_its_day(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var objection = await node.ApplyAsync("objection");
        await node.StepAsync(CasesNode.Desk, objection.Number, "accept", null);
        await node.StepAsync(CasesNode.Officer, objection.Number, "receive", null);
        var board = new Board();
        foreach (var day in new[] { 0, 6, 6, 7, 8, 9 })
        {
            // Due on Thursday 3 December.
            node.Clock.Now = Now.AddDays(day);
            await node.DoAsync(Actor.System("reminders"), async s =>
            {
                var job = new RemindOfCases(s.GetRequiredService<CasesDb>(), s.GetRequiredService<Gongxin.Cases.Clocks.CaseClocks>(), board, s.GetRequiredService<TimeProvider>());
                return await job.RunAsync(Ct);
            });
        }

        Assert.Equal([("cases.due", "person:officer"), ("cases.overdue", "person:officer")], board.Given.Select(n => (n.Code, n.To.Value)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_steps_at_once_are_one(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var objection = await node.ApplyAsync("objection");
        await node.StepAsync(CasesNode.Desk, objection.Number, "accept", null);
        await node.DoAsync(CasesNode.Officer, async first =>
        {
            // Read before the other officer takes the step, saved after.
            var cases = first.GetRequiredService<CasesDb>();
            var file = await CasesDb.Whole(cases.Cases).SingleAsync(c => c.Number == objection.Number, Ct);
            await node.StepAsync(CasesNode.Officer, objection.Number, "receive", null);
            file.Receive(new("person:officer", Now.UtcDateTime));
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => cases.SaveAsync(Ct));
            return 0;
        });
        Assert.Single((await node.FollowAsync(objection.Number, objection.Code)).Steps, s => s.Kind == "received");
    }

    private static async Task<Guid> MergeAsync(CasesNode node, string leading, string other)
    {
        var proposal = new PairProposal(leading, other, PairVerdict.Same, [new(EvidenceKind.Authority, null, "测试局 测函〔2026〕1号", "同一主体")]);
        var pair = await node.DoAsync(Actor.System("one"), s => s.GetRequiredService<PairDesk>().ProposeAsync(proposal, Ct));
        await node.DoAsync(Actor.System("two"), s => s.GetRequiredService<PairDesk>().DecideAsync(pair.Id, new(true, "已核对依据"), Ct));
        return pair.Id;
    }

    private async Task<CasesNode> NodeAsync(Engine engine) => await CasesNode.NewAsync(await databases.NewNodeAsync(engine), Now, "2026-04-02");

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(act)).Code);

    private sealed class Board : INotices
    {
        public List<NewNotice> Given { get; } = [];

        public Task<bool> NotifyAsync(NewNotice notice, CancellationToken ct)
        {
            if (Given.Any(n => n.To == notice.To && n.Key == notice.Key))
            {
                return Task.FromResult(false);
            }

            Given.Add(notice);
            return Task.FromResult(true);
        }
    }
}
