using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Answers;
using Gongxin.Credit.Records.Bindings;
using Gongxin.Credit.Records.Reading;
using Gongxin.Credit.Records.Taking.Files;
using Gongxin.Credit.Reports;
using Gongxin.Credit.Standing;
using Gongxin.Credit.Statistics;
using Gongxin.Credit.StopUse;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: records of every class come in by the one way, once however often; what is public is shown in its column and its part of the report,
// what is shared is told in checks only, and what a source corrects is shown with what it said before. Method: the module with the register
// on both engines.
public sealed class ClassesTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Officer = new(ActorKind.Person, "person:a", "officer", CreditPermissions.All.Select(p => p.Name).ToHashSet(StringComparer.Ordinal));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Each_class_is_taken_in_once_and_shown_in_its_column_and_its_part(Engine engine)
    {
        await using var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        foreach (var kind in ClassRows.Kinds)
        {
            Dictionary<string, string>[] rows = [ClassRows.Row(kind, 1), ClassRows.Row(kind, 2), ClassRows.Row(kind, 3).With(Category(kind), "自然人"), ClassRows.Row(kind, 4).With(Number(kind), "")];
            var first = await node.TakeAsync(kind, rows, ct: Ct);
            var second = await node.TakeAsync(kind, rows, ct: Ct);
            Assert.Equal((4, 2, 0, 1, 1), (first.Read, first.Added, first.Same, first.Refused, first.LeftOut));
            Assert.Equal((4, 0, 2, 1, 1), (second.Read, second.Added, second.Same, second.Refused, second.LeftOut));
            Assert.Equal(2, (await node.ReadAsync(r => r.ListAsync(new() { Kind = kind }, Ct))).Total);
        }

        var credit = await node.ReadAsync(r => r.SubjectAsync(Codes.Uscc(1), Ct));
        Assert.Equal((7L, 7), (credit.Total, credit.Others.Count));
        Assert.Equal(7, (await node.ReadAsync(r => r.ListAsync(new() { Uscc = Codes.Uscc(1) }, Ct))).Total);

        var body = (await node.AskAsync<BuildReport, (SubjectId, ReportBody Body)>(b => b.RunAsync(Codes.Uscc(1), Ct))).Body;
        long Total(ReportPart part) => body.Sections.Single(s => s.Part == part).Total;
        Assert.Equal((0L, 1L, 1L, 1L, 1L, 3L), (Total(ReportPart.Administration), Total(ReportPart.Honours), Total(ReportPart.AbnormalOperation), Total(ReportPart.Evaluations), Total(ReportPart.Judgments), Total(ReportPart.Other)));
        Assert.Equal(["abnormal"], body.Sections.Single(s => s.Part is ReportPart.AbnormalOperation).Facts.Select(f => f.Kind));

        var counted = await node.AskAsync<StatisticsReads, RecordStatistics>(s => s.GetAsync(Ct));
        Assert.Equal([0L, 0L, 2L, 2L, 2L, 2L, 2L, 2L, 2L], counted.Classes.Select(c => c.Records));
        Assert.Empty(counted.Years);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_shared_is_told_in_checks_and_shown_nowhere(Engine engine)
    {
        await using var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        await node.TakeAsync(RecordKind.Enforcement, [ClassRows.Row(RecordKind.Enforcement, 1).With("ZX_LX", "被执行人")], ct: Ct);
        await node.TakeAsync(RecordKind.Contract, [ClassRows.Row(RecordKind.Contract, 1).With("HT_LX", "市场化合同").With("HT_LYZT", "违约"), ClassRows.Row(RecordKind.Contract, 2).With("HT_LYZT", "违约")], ct: Ct);
        await node.TakeAsync(RecordKind.Evaluation, [ClassRows.Row(RecordKind.Evaluation, 3).With("PJ_LX", "行业信用评价").With("PJ_DJ", "D"), ClassRows.Row(RecordKind.Evaluation, 4).With("PJ_LX", "行业信用评价").With("PJ_DJ", "B")], ct: Ct);
        await node.TakeAsync(RecordKind.Voluntary, [ClassRows.Row(RecordKind.Voluntary, 4)], ct: Ct);
        await node.TakeAsync(RecordKind.Honour, [ClassRows.Row(RecordKind.Honour, 5)], ct: Ct);

        Assert.Equal(3, (await node.ReadAsync(r => r.ListAsync(new(), Ct))).Total);
        Assert.Equal(0, (await node.ReadAsync(r => r.SubjectAsync(Codes.Uscc(1), Ct))).Total);
        Assert.Equal(ReportFinding.Nothing, (await node.AskAsync<BuildReport, (SubjectId, ReportBody Body)>(b => b.RunAsync(Codes.Uscc(1), Ct))).Body.Finding);
        var hidden = await node.AskAsync<CreditDb, Guid>(c => c.Records.Where(r => r.Kind == RecordKind.Enforcement).Select(r => r.Id.Value).SingleAsync(Ct));
        Assert.Equal("credit.record-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.ReadAsync(r => r.RecordAsync(Codes.Uscc(1), hidden, Ct)))).Code);

        var answers = await CheckAsync(node, [1, 2, 3, 4, 5]);
        Assert.Equal(
            ["enforcement Adverse", "contract Adverse", "evaluation Adverse", "", "honour Favourable"],
            answers.Select(a => string.Join(',', a.Facts.Select(f => $"{f.Kind} {f.Weight}"))));
        Assert.Equal([1, 1, 1, 0, 1], answers.Select(a => a.FactCount));
        Assert.Equal(["买卖合同纠纷：被执行人", "办公设备采购：违约", "2025年度纳税信用：D"], answers.Take(3).Select(a => a.Facts[0].Name));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_removal_ends_publicity_and_who_was_given_the_record_is_told(Engine engine)
    {
        await using var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        var row = ClassRows.Row(RecordKind.Abnormal, 1);
        await node.TakeAsync(RecordKind.Abnormal, [row], ct: Ct);
        var listed = (await node.ReadAsync(r => r.ListAsync(new() { Kind = RecordKind.Abnormal }, Ct))).Items[0];
        Assert.Equal((null, new DateOnly(2026, 3, 1)), (listed.PublicUntil, listed.RepairFrom));
        Assert.Single((await CheckAsync(node, [1]))[0].Facts);

        var removed = row.With("YC_YCRQ", "2026-11-26").With("YC_YCYY", "已补报").With("YC_YCJG", ClassRows.BodyName);
        Assert.Equal(1, (await node.TakeAsync(RecordKind.Abnormal, [removed], ct: Ct)).Changed);
        Assert.Equal(1, (await node.TakeAsync(RecordKind.Abnormal, [removed], ct: Ct)).Same);
        Assert.Empty((await node.ReadAsync(r => r.ListAsync(new(), Ct))).Items);
        Assert.Empty((await CheckAsync(node, [1]))[0].Facts);
        Assert.Equal("credit.record-over", (await Assert.ThrowsAsync<Refusal>(() => node.ReadAsync(r => r.RecordAsync(Codes.Uscc(1), listed.Id, Ct)))).Code);
        Assert.Equal(["Stopped"], (await node.AskAsync<CreditDb, List<StopUseOrder>>(c => c.StopUses.ToListAsync(Ct))).Select(o => o.Reason.ToString()));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_subject_takes_back_what_it_volunteered(Engine engine)
    {
        await using var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        var row = ClassRows.Row(RecordKind.Voluntary, 1);
        await node.TakeAsync(RecordKind.Voluntary, [row], ct: Ct);
        var item = (await node.ReadAsync(r => r.ListAsync(new(), Ct))).Items[0];
        Assert.Equal((true, Codes.Uscc(1)), (item.IsSelfStated, item.AuthorityUscc));
        var view = await node.ReadAsync(r => r.RecordAsync(Codes.Uscc(1), item.Id, Ct));
        Assert.Equal(("public", "voluntary"), (view.Rule!.Scope, view.Record.Kind));
        Assert.DoesNotContain(view.Fields, f => f.Code == "ZY_GK");

        await node.TakeAsync(RecordKind.Voluntary, [row.With("ZY_GK", "不公开")], ct: Ct);
        Assert.Empty((await node.ReadAsync(r => r.ListAsync(new(), Ct))).Items);
        Assert.Equal("credit.record-over", (await Assert.ThrowsAsync<Refusal>(() => node.ReadAsync(r => r.RecordAsync(Codes.Uscc(1), item.Id, Ct)))).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_annual_report_shows_what_was_chosen_and_what_was_changed(Engine engine)
    {
        await using var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        var row = ClassRows.Row(RecordKind.AnnualReport, 1);
        await node.TakeAsync(RecordKind.AnnualReport, [row], ct: Ct);
        await node.TakeAsync(RecordKind.AnnualReport, [row.With("NB_CYRS", "61人").With("NB_LRZE", "-40").With("NB_WZ", "https://shop.example")], ct: Ct);
        await node.TakeAsync(RecordKind.AnnualReport, [row.With("NB_CYRS", "61人").With("NB_LRZE", "-40").With("NB_LRZE_GS", "公示").With("NB_WZ", "https://shop.example")], ct: Ct);

        var item = Assert.Single((await node.ReadAsync(r => r.ListAsync(new(), Ct))).Items);
        var view = await node.ReadAsync(r => r.RecordAsync(Codes.Uscc(1), item.Id, Ct));
        Assert.Equal("-40", view.Fields.Single(f => f.Code == "NB_LRZE").Value);
        Assert.Equal(
            ["2 NB_WZ →https://shop.example", "2 NB_CYRS 52人→61人", "2 NB_LRZE ×→×", "3 NB_LRZE ×→-40"],
            view.Changes.Select(c => $"{c.Statement} {c.Code} {Told(c.Before)}→{Told(c.After)}"));

        // What the enterprise does not make public stands nowhere in what is answered.
        await node.TakeAsync(RecordKind.AnnualReport, [ClassRows.Row(RecordKind.AnnualReport, 2)], ct: Ct);
        var other = (await node.ReadAsync(r => r.ListAsync(new() { Uscc = Codes.Uscc(2) }, Ct))).Items[0];
        var whole = System.Text.Json.JsonSerializer.Serialize(await node.ReadAsync(r => r.RecordAsync(Codes.Uscc(2), other.Id, Ct)));
        Assert.DoesNotContain("31.25", whole, StringComparison.Ordinal);
        Assert.Contains("52", whole, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Abnormal_operation_can_be_objected_to_and_repaired_and_enforcement_not(Engine engine)
    {
        await using var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        await node.TakeAsync(RecordKind.Abnormal, [ClassRows.Row(RecordKind.Abnormal, 1)], ct: Ct);
        await node.TakeAsync(RecordKind.Enforcement, [ClassRows.Row(RecordKind.Enforcement, 1)], ct: Ct);
        var items = (await node.ReadAsync(r => r.ListAsync(new(), Ct))).Items.ToDictionary(i => i.Kind, i => i.Id);
        Assert.True((await node.AskAsync<IRecordActs, RepairAnswer>(a => a.RepairAsync(Codes.Uscc(1), items["abnormal"], Ct))).IsEligible);
        Assert.False((await node.AskAsync<IRecordActs, RepairAnswer>(a => a.RepairAsync(Codes.Uscc(1), items["enforcement"], Ct))).IsEligible);

        await ActAsync(node, items["abnormal"], RecordActKind.OpenObjection);
        Assert.Equal("under-objection", (await CheckAsync(node, [1]))[0].Facts.Single(f => f.Kind == "abnormal").Standing);
        await ActAsync(node, items["abnormal"], RecordActKind.DismissObjection);
        await ActAsync(node, items["abnormal"], RecordActKind.OpenRepair);
        await ActAsync(node, items["abnormal"], RecordActKind.GrantRepair);
        await ActAsync(node, items["enforcement"], RecordActKind.OpenRepair);
        await Assert.ThrowsAsync<Refusal>(() => ActAsync(node, items["enforcement"], RecordActKind.GrantRepair));
        Assert.Equal(["enforcement"], (await node.ReadAsync(r => r.ListAsync(new(), Ct))).Items.Select(i => i.Kind));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_unit_speaks_its_own_word_only(Engine engine)
    {
        var test = await databases.NewNodeAsync(engine);
        await using var node = new CreditNode(test, Now);
        var file = Path.Combine(test.Settings.DataFolder, "own.csv");
        await File.WriteAllTextAsync(file, Decisions.Csv([ClassRows.Row(RecordKind.Honour, 1), ClassRows.Row(RecordKind.Honour, 2).With("RY_LYDWDM", Decisions.OtherUnit)]), Ct);
        var taken = await node.AskAsync<ICreditRecords, RecordsTaken>(r => r.TakeAsync(new(RecordKind.Honour, file, "own.csv", "unit") { Unit = Decisions.Authority }, Ct));
        Assert.Equal((2, 1, 1), (taken.Read, taken.Added, taken.Refused));
        Assert.Equal(["credit.source-not-own"], taken.Findings.Select(f => f.Code));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_officer_hands_in_for_the_own_unit_and_sees_its_bindings_only(Engine engine)
    {
        await using var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        var officer = Decisions.Officer(Decisions.Authority, ActsPermissions.TakeName);
        var (own, others) = await node.DoAsync(officer, async services =>
        {
            var units = new HandingUnits(services.GetRequiredService<CreditDb>(), services.GetRequiredService<ISubjects>());
            Assert.Equal("credit.unit-not-own", (await Assert.ThrowsAsync<Refusal>(() => units.OfAsync(Decisions.OtherUnit, Ct))).Code);
            Assert.Equal("credit.unit-not-own", (await Assert.ThrowsAsync<Refusal>(() => units.OfAsync("12345", Ct))).Code);
            return (await units.OfAsync(Decisions.Authority, Ct), new HandingUnit(Decisions.OtherUnit, SubjectId.Of(IdentifierKind.Uscc, Decisions.OtherUnit).Value, "other"));
        });
        Assert.Equal((Decisions.Authority, Decisions.Authority), (own.Uscc, own.Name));
        var theirs = await node.DoAsync(Actor.System("test"), async services =>
        {
            var credit = services.GetRequiredService<CreditDb>();
            var bindings = new[] { own, others }.Select(u => DatasetBinding.Of("honours-" + u.Uscc, RecordKind.Honour, u, "test", Now.UtcDateTime)).ToList();
            credit.Whole.AddRange(bindings);
            await credit.SaveAsync(Ct);
            return bindings[1].Id.Value;
        });
        await node.DoAsync(officer, async services =>
        {
            var desk = new BindingDesk(services.GetRequiredService<CreditDb>(), null!, null!, services.GetRequiredService<TimeProvider>());
            var mine = Assert.Single(await desk.MineAsync(Ct));
            Assert.Equal(("honours-" + Decisions.Authority, "honour", 0), (mine.Dataset, mine.Kind, mine.TakenVersion));
            Assert.Equal("credit.binding-not-found", (await Assert.ThrowsAsync<Refusal>(() => desk.EndAsync(theirs, Ct))).Code);
            Assert.NotNull((await desk.EndAsync(mine.Id, Ct)).EndedAt);
            Assert.Equal("credit.binding-ended", (await Assert.ThrowsAsync<Refusal>(() => desk.EndAsync(mine.Id, Ct))).Code);
            return true;
        });
    }

    private static string Category(RecordKind kind) => Gongxin.Credit.Records.Templates.RecordTemplate.Of(kind).Parts.Category;

    private static string Number(RecordKind kind) => Gongxin.Credit.Records.Templates.RecordTemplate.Of(kind).Parts.Number;

    private static string Told(FieldView? field) => field is null ? "" : field.IsWithheld ? "×" : field.Value;

    private static Task<IReadOnlyList<CheckAnswer>> CheckAsync(CreditNode node, int[] subjects) =>
        node.AskAsync<CheckDesk, IReadOnlyList<CheckAnswer>>(d => d.AskAsync(CheckQuestion.Of("licensing", "案〔2026〕1", [.. subjects.Select(n => Codes.Uscc(n))]), Officer));

    private static Task ActAsync(CreditNode node, Guid record, RecordActKind kind) => node.DoAsync(Actor.System("test"), async services =>
    {
        await services.GetRequiredService<IRecordActs>().ActAsync(new(kind, SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(1)), record, "XF202611260001", "测试理由"), Ct);
        await services.GetRequiredService<CreditDb>().SaveAsync(Ct);
        return true;
    });
}
