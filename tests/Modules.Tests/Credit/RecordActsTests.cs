using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Records.Marks;
using Gongxin.Credit.Records.Reading;
using Gongxin.Credit.Records.Withdrawing;
using Gongxin.Credit.StopUse;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: what bodies do with a record is marked with who, when and why; what ends publicity ends it everywhere, at once and for ever, and
// whoever was given the record is told. Method: the module with the register on both engines.
public sealed class RecordActsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Case = "20261126-TEST-0001";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Consumer = new(ActorKind.Application, "key:one", "审批系统", new HashSet<string>());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task An_objection_marks_the_record_and_leaves_it_public_until_it_is_answered(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var id = await PenaltyAsync(node, "2026-04-02");
        await ActAsync(node, id, RecordActKind.OpenObjection);

        var marked = await RecordAsync(node, id);
        Assert.Equal("under-objection", marked.Record.Standing);
        Assert.Equal(("objection-opened", Case), (marked.Marks[0].Kind, marked.Marks[0].CaseNumber));
        await RefusedAsync("credit.objection-open", () => ActAsync(node, id, RecordActKind.OpenObjection));
        await RefusedAsync("credit.not-open-for-case", () => ActAsync(node, id, RecordActKind.DismissObjection, "another"));

        await ActAsync(node, id, RecordActKind.DismissObjection, reason: "处罚事实清楚");
        var after = await RecordAsync(node, id);
        Assert.Equal(("normal", "处罚事实清楚"), (after.Record.Standing, after.Marks[1].Reason));
        Assert.Equal(2, await node.AskAsync<CreditDb, int>(c => c.Whole.Set<QueuedEntry>().CountAsync(e => e.Kind == "credit.record-marked", Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_correction_needs_a_newer_statement_than_the_objection(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var id = await PenaltyAsync(node, "2026-04-02");
        await ActAsync(node, id, RecordActKind.OpenObjection);
        await RefusedAsync("credit.not-corrected", () => ActAsync(node, id, RecordActKind.CorrectByObjection));

        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-04-02").With("CF_NR_FK", "2")], ct: Ct);
        await ActAsync(node, id, RecordActKind.CorrectByObjection);
        Assert.Equal((2_000_000, "normal"), ((await RecordAsync(node, id)).Record.FineFen, (await RecordAsync(node, id)).Record.Standing));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task No_repair_is_granted_while_an_objection_is_open_or_before_its_day(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var id = await PenaltyAsync(node, "2026-04-02");
        await ActAsync(node, id, RecordActKind.OpenRepair);
        await ActAsync(node, id, RecordActKind.OpenObjection, "other");
        await RefusedAsync("credit.objection-open", () => ActAsync(node, id, RecordActKind.GrantRepair));
        await ActAsync(node, id, RecordActKind.DismissObjection, "other");
        await ActAsync(node, id, RecordActKind.GrantRepair);
        await RefusedAsync("credit.record-repaired", () => RecordAsync(node, id));

        var early = await PenaltyAsync(node, "2026-10-08", "测市监罚〔2026〕9号");
        await ActAsync(node, early, RecordActKind.OpenRepair);
        await RefusedAsync("credit.repair-too-early", () => ActAsync(node, early, RecordActKind.GrantRepair));
        Assert.Equal("under-repair", (await RecordAsync(node, early)).Record.Standing);
    }

    // The three regimes: decided on their last and first days; the shortest publicity is that of the day of the decision.
    [Theory]
    [InlineData("2023-04-30", "罚款", "document527", "2023-07-30", "PUBLICITY_GENERAL_MIN")]
    [InlineData("2023-05-01", "吊销许可证件", "decree58", "2023-08-01", "PUBLICITY_GENERAL_MIN")]
    [InlineData("2026-03-31", "罚款", "decree58", "2026-06-30", "PUBLICITY_GENERAL_MIN")]
    [InlineData("2026-04-01", "罚款", "decree36", "2026-07-01", "PUBLICITY_GENERAL_MIN")]
    [InlineData("2026-04-01", "吊销许可证件", "decree36", "2027-04-01", "PUBLICITY_SERIOUS_MIN")]
    public async Task Eligibility_names_the_rule_of_the_day_of_the_decision(string decidedOn, string kinds, string regime, string from, string rule)
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        node.Clock.Now = new DateTimeOffset(DateTime.SpecifyKind(DateTime.Parse(decidedOn, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc)).AddHours(2);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, decidedOn).With("CF_CFLB", kinds)], ct: Ct);
        var id = (await node.ReadAsync(r => r.ListAsync(new RecordFilter(), Ct))).Items[0].Id;

        var day = DateOnly.ParseExact(from, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        node.Clock.Now = new DateTimeOffset(day.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc)).AddDays(-1);
        var before = await AnswerAsync(node, id);
        Assert.Equal((false, (DateOnly?)day, regime), (before.IsEligible, before.From, before.Regime));
        Assert.Equal(rule, before.Conditions.Single(c => c.Code == "shortest-publicity").RuleCode);
        node.Clock.Now = node.Clock.Now.AddDays(1);
        var after = await AnswerAsync(node, id);
        Assert.True(after.IsEligible);
        Assert.Equal(2, after.Conditions.Count(c => c.IsMet is null));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_withdrawal_is_the_deciding_authoritys_alone_counts_three_working_days_and_tells_its_reason(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var id = await PenaltyAsync(node, "2026-04-02");
        var request = new WithdrawalRequest(WithdrawalCause.Revoked, new(2026, 11, 20), "行政复议决定撤销原处罚决定");
        await RefusedAsync("credit.record-not-found", () => WithdrawAsync(node, OfficerOf(Decisions.OtherUnit), id, request));
        await RefusedAsync("credit.reason-missing", () => WithdrawAsync(node, OfficerOf(Decisions.Authority), id, request with { Reason = " " }));
        await RefusedAsync("credit.day-not-possible", () => WithdrawAsync(node, OfficerOf(Decisions.Authority), id, request with { FactOn = new(2026, 11, 27) }));

        // 20 November is a Friday: the third working day is the 25th.
        var answer = await WithdrawAsync(node, OfficerOf(Decisions.Authority), id, request);
        Assert.Equal((new DateOnly(2026, 11, 25), true), (answer.DueOn, answer.IsLate));
        var gone = await Assert.ThrowsAsync<Refusal>(() => RecordAsync(node, id));
        Assert.Equal(("credit.record-withdrawn", 410, "行政复议决定撤销原处罚决定"), (gone.Code, gone.Status, gone.Args[1]));
        Assert.Empty((await node.ReadAsync(r => r.ListAsync(new RecordFilter(), Ct))).Items);
        var listed = Assert.Single((await node.AskAsync<WithdrawalReads, Kernel.Http.PageOf<WithdrawalView>>(w => w.ListAsync(null, Ct))).Items);
        Assert.Equal(("revoked", true, "测市监罚〔2026〕1号"), (listed.Cause, listed.IsLate, listed.Number));

        // Told again, it stays withdrawn.
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-04-02").With("CF_NR_FK", "2")], ct: Ct);
        Assert.Empty((await node.ReadAsync(r => r.ListAsync(new RecordFilter(), Ct))).Items);
        await RefusedAsync("credit.record-not-public", () => WithdrawAsync(node, OfficerOf(Decisions.Authority), id, request));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Every_application_that_was_given_the_record_is_told_once_and_its_acknowledgement_counts(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var id = await PenaltyAsync(node, "2026-04-02");
        var other = Consumer with { Id = "key:two" };
        foreach (var reader in new[] { Consumer, other, Consumer, Actor.Anonymous })
        {
            await node.DoAsync(reader, async services =>
            {
                await services.GetRequiredService<ReceiptBook>().NoteAsync([id, id], Ct);
                return 0;
            });
        }

        Assert.Equal(2, await node.AskAsync<CreditDb, int>(c => c.Receipts.CountAsync(Ct)));
        await ActAsync(node, id, RecordActKind.OpenRepair);
        await ActAsync(node, id, RecordActKind.GrantRepair);

        var told = new GivenNotices();
        for (var again = 0; again < 2; again++)
        {
            await node.DoAsync(Actor.System("outbox"), async services =>
            {
                await new TellConsumers(services.GetRequiredService<CreditDb>(), told).HandleAsync(new(SubjectOf(1).Value, id), Ct);
                return 0;
            });
        }

        Assert.Equal(["key:one", "key:two"], told.Given.Select(n => n.To.Value).Order(StringComparer.Ordinal));

        var order = Assert.Single((await OrdersAsync(node)).Items);
        Assert.Equal((2, 0, false), (order.ConsumerCount, order.AcknowledgedCount, order.IsComplete));
        var mine = Assert.Single((await node.DoAsync(Consumer, s => s.GetRequiredService<StopUseReads>().MineAsync(null, Ct))).Items);
        Assert.Equal((order.Id, id, "测市监罚〔2026〕1号"), (mine.Id, mine.Record, mine.Number));
        await RefusedAsync("credit.stop-use-not-found", () => AcknowledgeAsync(node, Consumer with { Id = "key:stranger" }, order.Id));

        node.Clock.Now = Now.AddHours(3);
        await AcknowledgeAsync(node, Consumer, order.Id);
        node.Clock.Now = Now.AddHours(5);
        await AcknowledgeAsync(node, other, order.Id);
        node.Clock.Now = Now.AddHours(9);
        await AcknowledgeAsync(node, other, order.Id);
        order = Assert.Single((await OrdersAsync(node)).Items);
        Assert.Equal((2, true, 5d), (order.AcknowledgedCount, order.IsComplete, order.Hours));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_record_whose_time_is_over_is_gone_and_one_that_never_was_public_is_not_there(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var id = await PenaltyAsync(node, "2026-04-02");
        node.Clock.Now = new(2027, 4, 3, 2, 0, 0, TimeSpan.Zero);
        var over = await Assert.ThrowsAsync<Refusal>(() => RecordAsync(node, id));
        Assert.Equal(("credit.record-over", 410), (over.Code, over.Status));
        await RefusedAsync("credit.record-not-found", () => RecordAsync(node, Guid.CreateVersion7()));
    }

    private async Task<CreditNode> NodeAsync(Engine engine) => new(await databases.NewNodeAsync(engine), Now);

    private static async Task<Guid> PenaltyAsync(CreditNode node, string decidedOn, string number = "测市监罚〔2026〕1号")
    {
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, decidedOn, number)], ct: Ct);
        return (await node.ReadAsync(r => r.ListAsync(new RecordFilter(), Ct))).Items.Single(r => r.Number == number).Id;
    }

    private static SubjectId SubjectOf(int subject) => SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(subject));

    private static Actor OfficerOf(string uscc) => Decisions.Officer(uscc, ActsPermissions.WithdrawName);

    private static Task<int> ActAsync(CreditNode node, Guid record, RecordActKind kind, string number = Case, string? reason = null) => node.DoAsync(Actor.System("test"), async services =>
    {
        await services.GetRequiredService<IRecordActs>().ActAsync(new(kind, SubjectOf(1), record, number, reason), Ct);
        await services.GetRequiredService<CreditDb>().SaveAsync(Ct);
        return 0;
    });

    private static Task<RecordView> RecordAsync(CreditNode node, Guid id) => node.ReadAsync(r => r.RecordAsync(Codes.Uscc(1), id, Ct));

    private static Task<RepairAnswer> AnswerAsync(CreditNode node, Guid id) => node.AskAsync<IRecordActs, RepairAnswer>(a => a.RepairAsync(Codes.Uscc(1), id, Ct));

    private static Task<WithdrawalAnswer> WithdrawAsync(CreditNode node, Actor actor, Guid id, WithdrawalRequest request) =>
        node.DoAsync(actor, s => s.GetRequiredService<WithdrawRecord>().RunAsync(Codes.Uscc(1), id, request, Ct));

    private static Task<Kernel.Http.PageOf<StopUseView>> OrdersAsync(CreditNode node) =>
        node.AskAsync<StopUseReads, Kernel.Http.PageOf<StopUseView>>(s => s.ListAsync(null, Ct));

    private static Task<DateTime> AcknowledgeAsync(CreditNode node, Actor actor, Guid order) => node.DoAsync(actor, async s =>
        (await AcknowledgeStopUse.Handle(order, new() { Lifted = "已删除" }, s.GetRequiredService<CreditDb>(), s.GetRequiredService<TimeProvider>(), Ct)).Value!.AcknowledgedAt);

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(act)).Code);
}
