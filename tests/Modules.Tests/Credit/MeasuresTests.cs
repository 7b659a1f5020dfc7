using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Answers;
using Gongxin.Credit.Lists;
using Gongxin.Credit.Measures;
using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: joint measures are begun only by whoever decided the cause and only with what the measure list has; departments are asked, answer and
// are reminded; checks name what applies to the purpose; and with the cause the measures end. Method: the module with the register on both
// engines.
public sealed class MeasuresTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Case = "20261126-TEST-0001";

    // A Thursday.
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly string Department = Decisions.OtherUnit;
    private static readonly Actor Operator = Holder(null, MeasuresPermissions.MemorandaName);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Measures_are_initiated_asked_for_answered_and_lifted_with_the_repair(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await AgreeAsync(node, "penalties", Memorandum.PenaltyCause, [new("2-06", "4", Department, "测试条例第一条"), new("2-10", "6", Department, "测试条例第二条")]);
        var penalty = await PenaltyAsync(node);

        // Initiate: the deciding body alone, once.
        await RefusedAsync("credit.measure-cause-not-found", () => InitiateAsync(node, "penalties", penalty, Department));
        var begun = await InitiateAsync(node, "penalties", penalty);
        await RefusedAsync("credit.measure-initiated-already", () => InitiateAsync(node, "penalties", penalty));
        Assert.Equal(("in-force", "punishment", 2), (begun.Measure.State, begun.Measure.Kind, begun.Tasks.Count));

        // Five working days after Thursday 26 November.
        Assert.All(begun.Tasks, t => Assert.Equal((new DateOnly(2026, 12, 3), "pushed"), (t.DueOn, t.State)));

        // Query: what applies to the purpose, and nothing else.
        var funding = await CheckAsync(node, "funding");
        Assert.Equal(("2-06", "4", begun.Measure.Id), (Assert.Single(funding.Measures!).Code, funding.Measures![0].Field, funding.Measures[0].Measure));
        Assert.Equal("2-10", Assert.Single((await CheckAsync(node, "procurement")).Measures!).Code);
        Assert.Equal(2, (await CheckAsync(node, "supervision")).MeasureCount);
        Assert.Null((await CheckAsync(node, "award")).Measures);

        // Feedback: by the department, with its own check.
        var step = new MeasureStep("answer", FeedbackType.CarriedOut, "驳回财政资金项目申请", "测财项〔2026〕5号", 1_000_000, new(2026, 11, 26), funding.Id);
        await RefusedAsync("credit.measure-not-found", () => StepAsync(node, begun, 1, step, Decisions.Authority));
        await RefusedAsync("credit.measure-check-not-own", () => StepAsync(node, begun, 1, step with { Check = Guid.CreateVersion7() }));
        await RefusedAsync("credit.day-not-possible", () => StepAsync(node, begun, 1, step with { DoneOn = new(2026, 11, 27) }));
        await RefusedAsync("credit.measure-value-not-usable", () => StepAsync(node, begun, 1, step with { Type = null }));
        await StepAsync(node, begun, 1, new("receive"));
        var answered = (await StepAsync(node, begun, 1, step)).Tasks[0];
        Assert.Equal(("answered", "carriedOut", 1_000_000, (Guid?)funding.Id), (answered.State, answered.Feedback, answered.AmountFen, answered.Check));
        await RefusedAsync("credit.measure-step-not-possible", () => StepAsync(node, begun, 1, step));
        await RefusedAsync("credit.measure-step-not-possible", () => StepAsync(node, begun, 1, new("confirm-end")));

        // Lift: with the repair, in its transaction.
        await RepairAsync(node, penalty);
        Assert.Null((await CheckAsync(node, "supervision")).Measures);
        var lifted = await ReadAsync(node, begun.Measure.Id);
        Assert.Equal(("lifted", "repaired"), (lifted.Measure.State, lifted.Measure.LiftReason));
        Assert.Equal(["to-end", "void"], lifted.Tasks.Select(t => t.State));
        Assert.Equal(1, Assert.Single((await TasksAsync(node, "to-end")).Items).Task.Number);
        Assert.Equal(["person:" + Department], await ToldAsync(node, begun));
        Assert.Equal("ended", (await StepAsync(node, begun, 1, new("confirm-end"))).Tasks[0].State);
        Assert.Empty((await TasksAsync(node, "to-end")).Items);

        var told = await node.AskAsync<CreditDb, List<string>>(c => c.Whole.Set<QueuedEntry>().Where(e => e.Kind.StartsWith("credit.me")).Select(e => e.Kind).ToListAsync(Ct));
        Assert.Equal(["credit.measure-answered", "credit.measure-ended", "credit.measures-initiated", "credit.measures-lifted", "credit.memorandum-agreed"], told.Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_not_answered_in_time_is_overdue_and_reminded_of_once(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await AgreeAsync(node, "penalties", Memorandum.PenaltyCause, [new("2-06", "4", Department, "测试条例第一条")]);
        var begun = await InitiateAsync(node, "penalties", await PenaltyAsync(node));

        node.Clock.Now = new(2026, 12, 3, 10, 0, 0, TimeSpan.Zero);
        Assert.Empty((await TasksAsync(node, "overdue")).Items);
        Assert.Equal(["credit.measure-due"], await RemindAsync(node));

        // The next legal day.
        node.Clock.Now = new(2026, 12, 3, 16, 0, 0, TimeSpan.Zero);
        Assert.True(Assert.Single((await TasksAsync(node, "overdue")).Items).Task.IsOverdue);
        Assert.Equal(["credit.measure-overdue"], await RemindAsync(node));
        Assert.Empty(await RemindAsync(node));
        Assert.Equal(new MemorandumFigures(1, 1, 0, 1), (await node.AskAsync<MemorandumReads, MemorandumView>(r => r.ReadAsync("penalties", Ct))).Figures);

        // Nobody else sees it; who supervises sees all.
        Assert.Empty((await node.DoAsync(Holder(Codes.Uscc(1), MeasuresPermissions.TakeName), s => s.GetRequiredService<MeasureReads>().TasksAsync(null, null, Ct))).Items);
        Assert.Single((await node.DoAsync(Operator, s => s.GetRequiredService<MeasureReads>().TasksAsync("overdue", null, Ct))).Items);

        await StepAsync(node, begun, 1, new("answer", FeedbackType.NotCarriedOut, "该主体无在办事项"));
        Assert.Empty((await TasksAsync(node, "overdue")).Items);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_trustworthy_go_first_until_something_is_done_against_them_or_they_leave_the_list(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await RefusedAsync("credit.measure-of-other-kind", () => AgreeAsync(node, "trust", "hggjrz", [new("2-06", "4", Department, "测试条例")]));
        await AgreeAsync(node, "trust", "hggjrz", [new("J-01", "2", Department, "海关总署令第251号")]);
        var entry = await ListAsync(node, "hggjrz");
        var begun = await InitiateAsync(node, "trust", entry.Id);
        Assert.Equal("incentive", begun.Measure.Kind);
        var licensing = await CheckAsync(node, "licensing");
        Assert.Equal((true, "J-01"), (licensing.GreenChannel, Assert.Single(licensing.Measures!).Code));
        Assert.Null((await CheckAsync(node, "award")).GreenChannel);

        await AgreeAsync(node, "penalties", Memorandum.PenaltyCause, [new("2-06", "4", Department, "测试条例第一条")]);
        var held = await InitiateAsync(node, "penalties", await PenaltyAsync(node));
        Assert.Null((await CheckAsync(node, "licensing")).GreenChannel);
        await node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<MeasureDesk>().LiftAsync(held.Measure.Id, new(LiftReason.Revoked, "发起有误"), Ct));
        Assert.True((await CheckAsync(node, "licensing")).GreenChannel);

        await node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<ListDesk>().StepAsync("hggjrz", entry.Id, new("remove", "认证被撤销", null, RemovalCause.Revoked), Ct));
        Assert.Null((await CheckAsync(node, "licensing")).Measures);
        Assert.Equal(("lifted", "revoked"), ((await ReadAsync(node, begun.Measure.Id)).Measure.State, (await ReadAsync(node, begun.Measure.Id)).Measure.LiftReason));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Measures_are_over_with_their_memorandum_and_with_the_last_day_of_their_cause(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await AgreeAsync(node, "serious", "gsyzwf", [new("1-01", "1", Department, "测试条例第三条")]);
        await AgreeAsync(node, "penalties", Memorandum.PenaltyCause, [new("2-06", "4", Department, "测试条例第一条")]);
        Assert.Empty(await CandidatesAsync(node));
        var entry = await ListAsync(node, "gsyzwf", new(2026, 12, 31));
        Assert.Equal(("serious", entry.Id), (Assert.Single(await CandidatesAsync(node)).MemorandumCode, (await CandidatesAsync(node))[0].Cause));
        await InitiateAsync(node, "serious", entry.Id);
        await InitiateAsync(node, "penalties", await PenaltyAsync(node));
        Assert.Empty(await CandidatesAsync(node));
        Assert.Equal(2, (await CheckAsync(node, "supervision")).MeasureCount);

        await node.DoAsync(Operator, async s =>
        {
            await s.GetRequiredService<MemorandumDesk>().EndAsync("penalties", Ct);
            return 0;
        });
        Assert.Equal("1-01", Assert.Single((await CheckAsync(node, "supervision")).Measures!).Code);
        node.Clock.Now = new(2027, 1, 1, 2, 0, 0, TimeSpan.Zero);
        Assert.Null((await CheckAsync(node, "supervision")).Measures);
        await RefusedAsync("credit.memorandum-over", () => InitiateAsync(node, "penalties", Guid.Empty));
    }

    [Fact]
    public async Task What_is_in_no_list_is_agreed_on_by_nobody()
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        await RefusedAsync("credit.measure-not-listed", () => AgreeAsync(node, "a", Memorandum.PenaltyCause, [new("9-99", "4", Department, "测试条例")]));
        await RefusedAsync("credit.measure-not-for-organisations", () => AgreeAsync(node, "a", Memorandum.PenaltyCause, [new("1-04", "26", Department, "测试条例")]));
        await RefusedAsync("credit.measure-field-unknown", () => AgreeAsync(node, "a", Memorandum.PenaltyCause, [new("2-06", "28", Department, "测试条例")]));
        await RefusedAsync("credit.measure-value-not-usable", () => AgreeAsync(node, "a", Memorandum.PenaltyCause, [new("2-06", "4", Department, " ")]));
        await RefusedAsync("credit.measure-value-not-usable", () => AgreeAsync(node, "A b", Memorandum.PenaltyCause, [new("2-06", "4", Department, "测试条例")]));
        await RefusedAsync("credit.measure-value-not-usable", () => AgreeAsync(node, "a", Memorandum.PenaltyCause, []));
        await RefusedAsync("credit.list-without-basis", () => AgreeAsync(node, "a", "attention", [new("2-06", "4", Department, "测试条例")]));
        await AgreeAsync(node, "a", Memorandum.PenaltyCause, [new("2-06", "4", Department, "测试条例")]);
        await RefusedAsync("credit.memorandum-code-taken", () => AgreeAsync(node, "a", Memorandum.PenaltyCause, [new("2-06", "4", Department, "测试条例")]));
        Assert.Equal(27, JointField.All.Count);
        Assert.Equal(Enumerable.Range(1, 27).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)), JointField.All.Select(f => f.Code));
    }

    private async Task<CreditNode> NodeAsync(Engine engine)
    {
        var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        await node.AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync(
        [
            new() { Uscc = Codes.Uscc(1), Name = Decisions.NameOf(1) }, new() { Uscc = Decisions.Authority, Name = "测试市市场监督管理局" }, new() { Uscc = Department, Name = "测试市行政审批局" },
        ], "register", Ct));
        return node;
    }

    private static Actor Holder(string? uscc, params string[] names)
    {
        var may = names.ToHashSet();
        return new(ActorKind.Person, "person:" + (uscc ?? "operator"), "officer", may)
        {
            Grants = [new(Roles.Officer, uscc is null ? null : SubjectId.Of(IdentifierKind.Uscc, uscc).Value, null, may)],
        };
    }

    private static Actor OfficerOf(string uscc) => Holder(uscc, MeasuresPermissions.TakeName, ActsPermissions.ListName, CreditPermissions.CheckName);

    private static Task<MemorandumView> AgreeAsync(CreditNode node, string code, string cause, IReadOnlyList<NewClause> clauses) => node.DoAsync(
        Operator, s => s.GetRequiredService<MemorandumDesk>().AgreeAsync(new(code, "测试备忘录", "测发改〔2026〕1号", cause, Decisions.Authority, 5, null, null, clauses), Ct));

    private static Task<JointMeasureView> InitiateAsync(CreditNode node, string memorandum, Guid cause, string? body = null) =>
        node.DoAsync(OfficerOf(body ?? Decisions.Authority), s => s.GetRequiredService<MeasureDesk>().InitiateAsync(new(memorandum, cause), Ct));

    private static Task<JointMeasureView> StepAsync(CreditNode node, JointMeasureView measure, int task, MeasureStep step, string? body = null) =>
        node.DoAsync(OfficerOf(body ?? Department), s => s.GetRequiredService<MeasureDesk>().StepAsync(measure.Measure.Id, task, step, Ct));

    private static Task<JointMeasureView> ReadAsync(CreditNode node, Guid id) => node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<MeasureReads>().ReadAsync(id, Ct));

    private static Task<Kernel.Http.PageOf<MeasureTaskItem>> TasksAsync(CreditNode node, string state) =>
        node.DoAsync(OfficerOf(Department), s => s.GetRequiredService<MeasureReads>().TasksAsync(state, null, Ct));

    private static Task<IReadOnlyList<MeasureCandidate>> CandidatesAsync(CreditNode node) =>
        node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<MeasureReads>().CandidatesAsync(Ct));

    private static async Task<CheckAnswer> CheckAsync(CreditNode node, string purpose) =>
        (await node.DoAsync(OfficerOf(Department), s => s.GetRequiredService<CheckQueries>().AskAsync(purpose, "测事〔2026〕1号", [Codes.Uscc(1)])))[0];

    private static async Task<Guid> PenaltyAsync(CreditNode node)
    {
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-04-02")], ct: Ct);
        return (await node.ReadAsync(r => r.ListAsync(new() { Kind = RecordKind.Penalty }, Ct))).Items[0].Id;
    }

    private static Task<ListEntryView> ListAsync(CreditNode node, string list, DateOnly? until = null) => node.DoAsync(OfficerOf(Decisions.Authority), async s =>
    {
        var desk = s.GetRequiredService<ListDesk>();
        var entry = await desk.NoticeAsync(list, new(Codes.Uscc(1), Decisions.Authority, "测试事由"), Ct);
        if (entry.HearUntil is not null)
        {
            await desk.StepAsync(list, entry.Id, new("hear", "无异议"), Ct);
        }

        await desk.StepAsync(list, entry.Id, new("decide", "测列〔2026〕1号", until), Ct);
        return await desk.StepAsync(list, entry.Id, new("deliver"), Ct);
    });

    private static Task<int> RepairAsync(CreditNode node, Guid record) => node.DoAsync(Actor.System("test"), async s =>
    {
        var (acts, credit) = (s.GetRequiredService<IRecordActs>(), s.GetRequiredService<CreditDb>());
        foreach (var act in new[] { RecordActKind.OpenRepair, RecordActKind.GrantRepair })
        {
            await acts.ActAsync(new(act, SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(1)), record, Case), Ct);
        }

        await credit.SaveAsync(Ct);
        return 0;
    });

    private static async Task<IReadOnlyList<string>> ToldAsync(CreditNode node, JointMeasureView measure)
    {
        var notices = new GivenNotices();
        await node.DoAsync(Actor.System("outbox"), async s =>
        {
            var credit = s.GetRequiredService<CreditDb>();
            for (var again = 0; again < 2; again++)
            {
                await new TellDepartments(credit, notices).HandleAsync(new(SubjectId.Of(IdentifierKind.Uscc, measure.Measure.Uscc).Value, measure.Measure.Id), Ct);
            }

            return 0;
        });
        return [.. notices.Given.Select(n => n.To.Value)];
    }

    private static async Task<IReadOnlyList<string>> RemindAsync(CreditNode node)
    {
        var notices = new GivenNotices();
        await node.DoAsync(Actor.System("job"), s => new RemindOfMeasures(s.GetRequiredService<CreditDb>(), notices, s.GetRequiredService<TimeProvider>()).RunAsync(Ct));
        return [.. notices.Given.Select(n => n.Code)];
    }

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(act)).Code);
}
