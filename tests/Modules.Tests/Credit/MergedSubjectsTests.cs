using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Answers;
using Gongxin.Credit.Commitments;
using Gongxin.Credit.Lists;
using Gongxin.Credit.Records.Marks;
using Gongxin.Credit.Records.Reading;
using Gongxin.Credit.Records.Withdrawing;
using Gongxin.Credit.Reports;
using Gongxin.Credit.Standing;
using Gongxin.Credit.StopUse;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Registry;
using Gongxin.Registry.Subjects.Pairs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: what stands under any code of a legal subject is found, answered and reported under each of them, as long as the judgement holds; after its
// end each has its own again; and a file that tells of a subject that has merged is taken in. Method: the module with the register on both engines.
public sealed class MergedSubjectsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Asker = new(ActorKind.Application, "key:asker", "asker", new HashSet<string> { CreditPermissions.CheckName });
    private static readonly string New = Codes.Uscc(1);
    private static readonly string Old = Codes.Uscc(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Records_lists_and_commitments_are_told_of_the_whole_subject(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        Assert.Equal((1, 1), (await CountAsync(node, New), await CountAsync(node, Old)));
        var pair = await MergeAsync(node, New, Old);
        foreach (var code in new[] { New, Old })
        {
            var subject = await node.ReadAsync(r => r.SubjectAsync(code, Ct));
            Assert.Equal((New, 1, 2), (subject.Uscc, subject.LicenceCount, subject.PenaltyCount));
            Assert.Equal(Old, Assert.Single(subject.KnownAs!).Code);
            var records = await node.ReadAsync(r => r.ListAsync(RecordFilter.Of("penalty", code, null, null, null, null), Ct));
            Assert.Equal([Old, New], records.Items.Select(r => r.Uscc));
            foreach (var record in records.Items)
            {
                Assert.Equal(record.Number, (await node.ReadAsync(r => r.RecordAsync(code, record.Id, Ct))).Record.Number);
                Assert.Equal(SubjectId.Of(IdentifierKind.Uscc, record.Uscc), (await node.AskAsync<IRecordActs, RecordBrief>(a => a.FindAsync(code, record.Id, Ct))).Subject);
            }

            Assert.Equal(Old, Assert.Single(await node.AskAsync<ListReads, IReadOnlyList<ListEntryView>>(l => l.OfSubjectAsync(code, Ct))).Uscc);
            Assert.Equal(Old, Assert.Single((await node.AskAsync<CommitmentReads, PageOf<CommitmentView>>(c => c.ListAsync(new(code), Ct))).Items).Uscc);
            Assert.Single(await node.AskAsync<CommitmentReads, IReadOnlyList<CommitmentView>>(c => c.OfSubjectAsync(code, Ct)));
        }

        var found = Assert.Single(await node.ReadAsync(r => r.SearchAsync(Old, Ct)));
        Assert.Equal((New, 2), (found.Subject.Uscc, found.Subject.PenaltyCount));
        var named = Assert.Single(await node.ReadAsync(r => r.SearchAsync(Decisions.NameOf(2), Ct)));
        Assert.Equal((New, Decisions.NameOf(2), true), (named.Subject.Uscc, named.FormerName, named.IsOfOtherEntry));

        await EndAsync(node, pair);
        Assert.Equal((1, 1), (await CountAsync(node, New), await CountAsync(node, Old)));
        Assert.Null((await node.ReadAsync(r => r.SubjectAsync(Old, Ct))).KnownAs);
        Assert.Empty(await node.AskAsync<ListReads, IReadOnlyList<ListEntryView>>(l => l.OfSubjectAsync(New, Ct)));
        Assert.Single(await node.AskAsync<ListReads, IReadOnlyList<ListEntryView>>(l => l.OfSubjectAsync(Old, Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_check_answers_for_the_whole_subject_and_notes_what_was_given(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var pair = await MergeAsync(node, New, Old);
        var answers = await CheckAsync(node, New, Old, Decisions.NameOf(2), Codes.Uscc(3));
        Assert.All(answers.Take(3), a => Assert.Equal((CheckVerdict.Hit, New, 4), (a.Verdict, a.Uscc, a.FactCount)));
        Assert.All(answers.Take(3), a => Assert.Equal(["commitment-broken", "gsyzwf", "penalty", "penalty"], a.Facts.Select(f => f.Kind).Order(StringComparer.Ordinal)));
        Assert.All(answers.Take(3), a => Assert.Equal(a.Facts.Select(f => f.Since).OrderDescending(), a.Facts.Select(f => f.Since)));
        Assert.Equal((CheckVerdict.NoHit, Codes.Uscc(3)), (answers[3].Verdict, answers[3].Uscc));

        // The receipts name the records under the subjects where they stand, so that an end of one is told.
        var receipts = await node.AskAsync<CreditDb, List<RecordReceipt>>(c => c.Receipts.AsNoTracking().ToListAsync(Ct));
        Assert.Equal(new[] { New, Old }.Select(c => SubjectId.Of(IdentifierKind.Uscc, c)).OrderBy(i => i.Value), receipts.Select(r => r.SubjectId).OrderBy(i => i.Value));

        await EndAsync(node, pair);
        Assert.Equal([(New, 1), (Old, 3)], (await CheckAsync(node, New, Old)).Select(a => (a.Uscc!, a.FactCount)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_of_one_name_are_a_certain_answer_once_they_are_one(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync([new() { Uscc = Codes.Uscc(4), Name = "测试市同名贸易有限公司" }, new() { Uscc = Codes.Uscc(5), Name = "测试市同名贸易有限公司" }], "test", Ct));
        Assert.Equal(CheckVerdict.NameNotCertain, (await CheckAsync(node, "测试市同名贸易有限公司"))[0].Verdict);
        await MergeAsync(node, Codes.Uscc(4), Codes.Uscc(5));
        var answer = (await CheckAsync(node, "测试市同名贸易有限公司"))[0];
        Assert.Equal((CheckVerdict.NoHit, Codes.Uscc(4)), (answer.Verdict, answer.Uscc));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_report_holds_what_stands_under_every_code_and_says_so(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var before = await ReportAsync(node, Old);
        Assert.Equal((Old, 1), (before.Document!.Body.Subject!.Uscc, PenaltiesIn(before)));
        Assert.Null(before.Document.Body.Subject.KnownAs);

        var pair = await MergeAsync(node, New, Old);
        Assert.Equal(ReportState.Superseded, (await ViewAsync(node, before)).State);
        foreach (var code in new[] { New, Old })
        {
            var report = await ReportAsync(node, code);
            var subject = report.Document!.Body.Subject!;
            Assert.Equal((code, New, 2), (report.Uscc, subject.Uscc, PenaltiesIn(report)));
            Assert.Equal((Old, Decisions.NameOf(2)), (Assert.Single(subject.KnownAs!).Code, subject.KnownAs![0].Name));
            Assert.Equal(ReportState.Current, (await ViewAsync(node, report)).State);
        }

        // As it was: the report of before is current again.
        await EndAsync(node, pair);
        Assert.Equal(ReportState.Current, (await ViewAsync(node, before)).State);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_file_about_a_subject_that_has_merged_is_taken_in_under_the_code_that_it_names(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var row = Decisions.Penalty(2, "2026-10-20", "测市监罚〔2026〕20号").With("CF_XDR_MC", Decisions.NameOf(1));
        Assert.Equal((0, 1), Counts(await node.TakeAsync(RecordKind.Penalty, [row], ct: Ct)));

        // The name of the one with the code of the other is no fault any more.
        var pair = await MergeAsync(node, New, Old);
        Assert.Equal((1, 0), Counts(await node.TakeAsync(RecordKind.Penalty, [row], ct: Ct)));
        Assert.Equal(3, (await node.ReadAsync(r => r.SubjectAsync(New, Ct))).PenaltyCount);
        await EndAsync(node, pair);
        Assert.Equal((1, 2), (await CountAsync(node, New), await CountAsync(node, Old)));

        static (long Added, long Refused) Counts(RecordsTaken taken) => (taken.Added, taken.Refused);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_authority_that_goes_on_withdraws_what_was_decided_under_its_other_code(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var record = Assert.Single((await node.ReadAsync(r => r.ListAsync(RecordFilter.Of("penalty", New, null, null, null, null), Ct))).Items);
        var successor = Decisions.Officer(Decisions.OtherUnit, ActsPermissions.WithdrawName);
        var request = new WithdrawalRequest(WithdrawalCause.Revoked, new(2026, 11, 25), "原处罚决定已撤销");
        Task<WithdrawalAnswer> WithdrawAsync() => node.DoAsync(successor, s => s.GetRequiredService<WithdrawRecord>().RunAsync(New, record.Id, request, Ct));

        Assert.Equal("credit.record-not-found", (await Assert.ThrowsAsync<Refusal>(WithdrawAsync)).Code);
        await MergeAsync(node, Decisions.OtherUnit, Decisions.Authority);
        Assert.Equal(record.Id, (await WithdrawAsync()).Record);
    }

    private static async Task<long> CountAsync(CreditNode node, string code) => (await node.ReadAsync(r => r.SubjectAsync(code, Ct))).PenaltyCount;

    private static long PenaltiesIn(ReportView report) => report.Document!.Body.Sections.Single(s => s.Part is ReportPart.Administration).Facts.Count(f => f.Kind == "penalty");

    private static Task<IReadOnlyList<CheckAnswer>> CheckAsync(CreditNode node, params string[] subjects) =>
        node.AskAsync<CheckDesk, IReadOnlyList<CheckAnswer>>(d => d.AskAsync(CheckQuestion.Of("licensing", "案〔2026〕1", subjects), Asker));

    private static Task<ReportView> ReportAsync(CreditNode node, string code) => node.DoAsync(Actor.Anonymous, async services =>
    {
        var report = await services.GetRequiredService<IssueReport>().RunAsync(code, Ct);
        return await services.GetRequiredService<ReportReads>().ViewAsync(report.Number, report.Code, Ct);
    });

    private static Task<ReportView> ViewAsync(CreditNode node, ReportView report) => node.AskAsync<ReportReads, ReportView>(r => r.ViewAsync(report.Number, report.Code, Ct));

    private static async Task<PairView> MergeAsync(CreditNode node, string leading, string other)
    {
        var evidence = new EvidenceData(EvidenceKind.Authority, null, "测试局 测函〔2026〕1号", "同一主体");
        var pair = await node.DoAsync(OfficerOf("one"), s => s.GetRequiredService<PairDesk>().ProposeAsync(new(leading, other, PairVerdict.Same, [evidence]), Ct));
        return await node.DoAsync(OfficerOf("two"), s => s.GetRequiredService<PairDesk>().DecideAsync(pair.Id, new(true, "已核对依据"), Ct));
    }

    private static Task<PairView> EndAsync(CreditNode node, PairView pair) => node.DoAsync(OfficerOf("one"), s => s.GetRequiredService<PairDesk>().EndAsync(pair.Id, new("判定有误"), Ct));

    private static Actor OfficerOf(string name) => new(ActorKind.Person, "person:" + name, name, new HashSet<string>());

    // Under each code a penalty; under the new one a licence, under the old one a list entry and a broken commitment.
    private async Task<CreditNode> NodeAsync(Engine engine)
    {
        var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        await node.AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync(
        [
            new() { Uscc = New, Name = Decisions.NameOf(1) }, new() { Uscc = Old, Name = Decisions.NameOf(2) }, new() { Uscc = Codes.Uscc(3), Name = Decisions.NameOf(3) },
            new() { Uscc = Decisions.Authority, Name = "测试市市场监督管理局" }, new() { Uscc = Decisions.OtherUnit, Name = "测试市行政审批局" },
        ], "register", Ct));
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08", "测市监罚〔2026〕1号"), Decisions.Penalty(2, "2026-10-09", "测市监罚〔2026〕2号")], ct: Ct);
        await node.TakeAsync(RecordKind.Licence, [Decisions.Licence(1, "2026-10-08")], ct: Ct);
        var entry = await node.DoAsync(Actor.System("test"), s => s.GetRequiredService<ListDesk>().NoticeAsync("gsyzwf", new(Old, Decisions.Authority, "测试事由"), Ct));
        foreach (var step in new ListingStep[] { new("hear", "无异议"), new("decide", "测列第1号"), new("deliver") })
        {
            await node.DoAsync(Actor.System("test"), s => s.GetRequiredService<ListDesk>().StepAsync("gsyzwf", entry.Id, step, Ct));
        }

        var made = await node.DoAsync(Actor.System("test"), s => s.GetRequiredService<CommitmentDesk>().RecordAsync(
            new(Old, Decisions.Authority, "materials", "public", "容缺受理承诺", "十五日内补交材料", "撤销受理", new(2026, 11, 25)), Ct));
        await node.DoAsync(Actor.System("test"), s => s.GetRequiredService<CommitmentDesk>().JudgeAsync(made.Code, new("broken", "未补交", "撤销受理"), Ct));
        return node;
    }
}
