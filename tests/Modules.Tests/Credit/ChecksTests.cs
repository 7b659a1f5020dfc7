using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Answers;
using Gongxin.Credit.Standing;
using Gongxin.Credit.StopUse;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger.Seals;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: a check answers what stands and never a similar name, the answer is kept with who asked before it is given, is proved later, and only
// whoever asked has it again. Method: the module with the register on both engines.
public sealed class ChecksTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Identity = "110101199003070337";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Officer = new(ActorKind.Application, "key:officer", "officer", new HashSet<string> { CreditPermissions.CheckName }) { KeyOrganisation = Guid.CreateVersion7() };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Each_subject_has_its_answer(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08"), Decisions.Penalty(2, "2020-10-08")], ct: Ct);
        await node.TakeAsync(RecordKind.Licence, [Decisions.Licence(3, "2026-10-08")], ct: Ct);

        var answers = await AskAsync(node, Codes.Uscc(1), Codes.Uscc(2), Codes.Uscc(3), Codes.Uscc(4), Decisions.NameOf(1), Codes.Uscc(1).ToLowerInvariant(), "测试市第1号示例有限责任公司", "从来没有的名称有限公司");

        // Publicity of the second has ended; a licence speaks neither for nor against.
        Assert.Equal(
            [
                CheckVerdict.Hit, CheckVerdict.NoHit, CheckVerdict.NoHit, CheckVerdict.NotInRegister, CheckVerdict.Hit, CheckVerdict.Hit, CheckVerdict.Hit, CheckVerdict.NotInRegister,
            ],
            answers.Select(a => a.Verdict));
        var fact = Assert.Single(answers[0].Facts);
        Assert.Equal(
            ("penalty", StandingWeight.Adverse, "《中华人民共和国示例法》第一条", "测试市市场监督管理局", new DateOnly(2026, 10, 8), new DateOnly(2027, 10, 8)),
            (fact.Kind, fact.Weight, fact.LegalBasis, fact.DecidedBy, fact.Since, fact.Until!.Value));
        Assert.All(answers, a => Assert.Equal(("licensing", "案〔2026〕1", Officer.Id, Now.UtcDateTime), (a.Purpose, a.CaseNumber, a.AskedBy, a.At)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Of_many_facts_the_newest_are_listed_and_all_are_counted(Engine engine)
    {
        const int Many = CheckAnswer.FactsMax + 15;
        await using var node = await NodeAsync(engine);
        var first = new DateOnly(2026, 9, 1);
        await node.TakeAsync(
            RecordKind.Penalty,
            Enumerable.Range(0, Many).Select(n => Decisions.Penalty(1, first.AddDays(n).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), $"测市监罚〔2026〕{n}号")).Append(Decisions.Penalty(2, "2026-09-01")),
            ct: Ct);
        var answers = await AskAsync(node, Codes.Uscc(1), Codes.Uscc(2));

        Assert.Equal([Many, 1], answers.Select(a => a.FactCount));
        Assert.Equal(Enumerable.Range(0, CheckAnswer.FactsMax).Select(n => first.AddDays(Many - 1 - n)), answers[0].Facts.Select(f => f.Since));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_name_of_two_subjects_and_a_similar_name_are_no_answer(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        SubjectData[] data =
        [
            new() { Uscc = Codes.Uscc(1), Name = "测试市同名贸易有限公司" }, new() { Uscc = Codes.Uscc(2), Name = "测试市同名贸易有限公司" }, new() { Uscc = Codes.Uscc(3), Name = "测试市拓搏贸易有限公司" },
        ];
        await node.AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync(data, "test", Ct));
        var answers = await AskAsync(node, "测试市同名贸易有限公司", "测试市拓博贸易有限公司", "测试市拓搏贸易有限公司");

        Assert.Equal([CheckVerdict.NameNotCertain, CheckVerdict.NotInRegister, CheckVerdict.NoHit], answers.Select(a => a.Verdict));
        Assert.Null(answers[0].Uscc);
        Assert.Equal(Codes.Uscc(3), answers[2].Uscc);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_answer_is_bound_to_its_question_and_proved_later(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08")], ct: Ct);
        var answers = await AskAsync(node, Codes.Uscc(1), Codes.Uscc(2), Codes.Uscc(3));
        Assert.Null(await FileAsync(node, Officer, answers[0]));
        await node.IntegrateAsync();

        foreach (var answer in answers)
        {
            var file = await FileAsync(node, Officer, answer);
            var verdict = SealedDocument.Verify(file!, []);
            Assert.True(verdict.IsGood);
            var kept = CheckAnswer.Of(System.Text.Encoding.UTF8.GetString(verdict.Sealed!.Document));
            Assert.Equal((answer.Id, answer.Asked, answer.CaseNumber, answer.Verdict, answer.At), (kept.Id, kept.Asked, kept.CaseNumber, kept.Verdict, kept.At));
        }

        var colleague = Officer with { Id = "key:colleague" };
        var stranger = colleague with { KeyOrganisation = Guid.CreateVersion7() };
        Assert.NotNull(await FileAsync(node, colleague, answers[0]));
        foreach (var other in new[] { stranger, stranger with { KeyOrganisation = null }, Actor.Anonymous })
        {
            Assert.Equal("credit.check-not-found", (await Assert.ThrowsAsync<Refusal>(() => FileAsync(node, other, answers[0]))).Code);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Questions_that_come_together_share_a_transaction_and_each_is_kept(Engine engine)
    {
        const int Questions = 400;
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty, Enumerable.Range(0, 50).Select(n => Decisions.Penalty(n, "2026-10-08", $"测市监罚〔2026〕{n}号")), ct: Ct);
        var answers = await Task.WhenAll(Enumerable.Range(0, Questions).Select(n => Task.Run(() => AskAsync(node, Codes.Uscc(n % 100)), Ct)));

        Assert.All(answers.Select((a, n) => (Only: Assert.Single(a), n)), p => Assert.Equal((Codes.Uscc(p.n % 100), p.n % 100 < 50 ? CheckVerdict.Hit : CheckVerdict.NotInRegister), (p.Only.Asked, p.Only.Verdict)));
        var (kept, batches, entries) = await node.AskAsync<CreditDb, (int, int, int)>(async c => (
            await c.Checks.CountAsync(Ct), await c.CheckBatches.CountAsync(Ct), await c.Whole.Set<AuditEntry>().CountAsync(a => a.Action == "ChecksAnswered", Ct)));
        Assert.Equal((Questions, batches), (kept, entries));
        Assert.InRange(batches, 1, Questions / 2);
        Assert.Equal(Questions, answers.Select(a => a[0].Id).Distinct().Count());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Whoever_is_answered_with_a_record_will_be_told_when_it_may_no_longer_be_used(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08"), Decisions.Penalty(2, "2020-10-08")], ct: Ct);
        foreach (var subject in new[] { Codes.Uscc(1), Codes.Uscc(1), Codes.Uscc(2) })
        {
            await node.DoAsync(Officer, services => AskCheck.Handle(
                new("licensing", "1", [subject]), services.GetRequiredService<CheckDesk>(), services.GetRequiredService<CurrentActor>()));
        }

        var receipt = Assert.Single(await node.AskAsync<CreditDb, List<RecordReceipt>>(c => c.Receipts.AsNoTracking().ToListAsync(Ct)));
        Assert.Equal((Officer.Id, Officer.Name), (receipt.ConsumerId, receipt.ConsumerName));
    }

    [Fact]
    public async Task A_fault_is_told_to_all_who_wait_and_the_next_question_is_answered()
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        var broken = new CheckQuestion(CheckPurpose.Licensing, "1", [null!]);
        var answers = Enumerable.Range(0, 3).Select(_ => node.AskAsync<CheckDesk, IReadOnlyList<CheckAnswer>>(d => d.AskAsync(broken, Officer))).ToList();
        foreach (var answer in answers)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => answer);
        }

        Assert.Single(await AskAsync(node, Codes.Uscc(1)));
    }

    [Theory]
    [InlineData("curiosity", "1", "x", "credit.purpose-unknown")]
    [InlineData("licensing", " ", "x", "credit.case-number-missing")]
    [InlineData("licensing", Identity, "x", "credit.case-number-missing")]
    [InlineData("licensing", "1", "", "credit.check-count")]
    [InlineData("licensing", "1", Identity, "credit.check-of-person")]
    [InlineData("licensing", "1", "某某 " + Identity, "credit.check-of-person")]
    public void A_question_without_purpose_or_about_a_person_is_refused(string purpose, string caseNumber, string subject, string code) =>
        Assert.Equal(code, Assert.Throws<Refusal>(() => CheckQuestion.Of(purpose, caseNumber, [subject])).Code);

    private static Task<IReadOnlyList<CheckAnswer>> AskAsync(CreditNode node, params string[] subjects) =>
        node.AskAsync<CheckDesk, IReadOnlyList<CheckAnswer>>(d => d.AskAsync(CheckQuestion.Of("licensing", "案〔2026〕1", subjects), Officer));

    private static Task<byte[]?> FileAsync(CreditNode node, Actor actor, CheckAnswer answer) => node.AskAsAsync<CheckReads, byte[]?>(actor, r => r.FileAsync(answer.Id, Ct));

    private async Task<CreditNode> NodeAsync(Engine engine) => new(await databases.NewNodeAsync(engine), Now);
}
