using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Commitments;
using Gongxin.Credit.Standing;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: a commitment is public exactly while it binds and only when its scope says so; only the unit that accepted it judges it, only towards
// better; reports name it, and checks what was not kept. Method: the module with the register on both engines.
public sealed class CommitmentsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 26);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_commitment_is_public_while_it_binds_and_judged_only_towards_better(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var made = await RecordAsync(node, Asked with { ValidUntil = new(2026, 12, 31) });
        var other = await RecordAsync(node, Asked with { Kind = "selfDiscipline" });
        Assert.Equal(("99010020261126000001", "supervised", "materials"), (made.Code, made.Supervision, made.Kind));
        Assert.Equal("99010020261126000002", other.Code);
        Assert.Equal([made.Code], (await ListAsync(node, new(Kind: "materials"))).Items.Select(c => c.Code));
        Assert.Equal(2, (await ListAsync(node, new(Codes.Uscc(1), Performance: "open"))).Total);
        Assert.Equal((2, 0), await StandingAsync(node, Today));

        await RefusedAsync("credit.commitment-field-not-usable", () => JudgeAsync(node, made.Code, new("broken")));
        var broken = await JudgeAsync(node, made.Code, new("broken", "未补交材料", "撤销受理"));
        Assert.Equal(("judged", "broken", "未补交材料", "撤销受理"), (broken.Supervision, broken.Performance, broken.NotKept, broken.Consequence));
        Assert.Equal((2, 1), await StandingAsync(node, Today));
        Assert.Equal(made.Code, Assert.Single((await ListAsync(node, new(Performance: "broken"))).Items).Code);
        var kept = await JudgeAsync(node, made.Code, new("kept"));
        Assert.Equal(("kept", null, null), (kept.Performance, kept.NotKept, kept.Consequence));
        Assert.Equal((2, 0), await StandingAsync(node, Today));
        await RefusedAsync("credit.commitment-only-towards-better", () => JudgeAsync(node, made.Code, new("partly", "少一份", "提醒")));

        Assert.Equal((2, 0), await StandingAsync(node, new(2026, 12, 31)));
        Assert.Equal((1, 0), await StandingAsync(node, new(2027, 1, 1)));
        await VoidAsync(node, other.Code, "重复登记");
        Assert.Equal((1, 0), await StandingAsync(node, Today));
        await RefusedAsync("credit.commitment-step-not-possible", () => JudgeAsync(node, other.Code, new("kept")));
        await RefusedAsync("credit.commitment-not-found", () => node.AskAsync<CommitmentReads, (CommitmentView, bool)>(r => r.ReadAsync(other.Code, Ct)));
        var told = await node.AskAsync<CreditDb, List<string>>(c => c.Whole.Set<QueuedEntry>().Where(e => e.Kind.StartsWith("credit.commitment")).OrderBy(e => e.Kind).Select(e => e.Kind).ToListAsync(Ct));
        Assert.Equal([CommitmentDesk.Judged, CommitmentDesk.Judged, CommitmentDesk.Published, CommitmentDesk.Published, CommitmentDesk.Voided], told);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_not_public_is_seen_by_the_unit_that_accepted_it_and_leaves_nothing_in_the_ledger(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        foreach (var scope in new[] { "limited", "closed" })
        {
            var made = await RecordAsync(node, Asked with { Scope = scope });
            await JudgeAsync(node, made.Code, new("broken", "未履行", "约谈"));
            await RefusedAsync("credit.commitment-not-found", () => node.AskAsync<CommitmentReads, (CommitmentView, bool)>(r => r.ReadAsync(made.Code, Ct)));
            Assert.True((await node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<CommitmentReads>().ReadAsync(made.Code, Ct))).IsOwn);
        }

        Assert.Empty((await ListAsync(node, new())).Items);
        Assert.Equal((0, 0), await StandingAsync(node, Today));
        Assert.Equal(2, (await node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<CommitmentReads>().MineAsync(new(), Ct))).Total);
        Assert.False(await node.AskAsync<CreditDb, bool>(c => c.Whole.Set<QueuedEntry>().AnyAsync(e => e.Kind.StartsWith("credit.commitment"), Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Another_unit_neither_records_nor_judges_nor_reads_what_is_not_its_own(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var made = await RecordAsync(node, Asked with { Scope = "closed" });
        var stranger = OfficerOf(Decisions.OtherUnit);
        await RefusedAsync("credit.subject-not-found", () => node.DoAsync(stranger, s => s.GetRequiredService<CommitmentDesk>().RecordAsync(Asked, Ct)));
        await RefusedAsync("credit.commitment-not-found", () => node.DoAsync(stranger, s => s.GetRequiredService<CommitmentDesk>().JudgeAsync(made.Code, new("kept"), Ct)));
        await RefusedAsync("credit.commitment-not-found", () => node.DoAsync(stranger, s => s.GetRequiredService<CommitmentDesk>().VoidAsync(made.Code, new("误登记"), Ct)));
        await RefusedAsync("credit.commitment-not-found", () => node.DoAsync(stranger, s => s.GetRequiredService<CommitmentReads>().ReadAsync(made.Code, Ct)));
        Assert.Empty((await node.DoAsync(stranger, s => s.GetRequiredService<CommitmentReads>().MineAsync(new(), Ct))).Items);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Two_at_once_get_two_numbers(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RecordAsync(node, Asked)));
        Assert.Equal(Enumerable.Range(1, 6).Select(n => $"9901002026112600000{n}"), made.Select(m => m.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_with_its_field()
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        (NewCommitment Asked, string Code, string Field)[] wrong =
        [
            (Asked with { Kind = "5" }, "credit.commitment-word-unknown", "kind"), (Asked with { Kind = null }, "credit.commitment-word-unknown", "kind"),
            (Asked with { Scope = "open" }, "credit.commitment-word-unknown", "scope"), (Asked with { Reason = " " }, "credit.commitment-field-not-usable", "reason"),
            (Asked with { Content = new string('诺', Commitment.TextMax + 1) }, "credit.commitment-field-not-usable", "content"), (Asked with { Liability = null }, "credit.commitment-field-not-usable", "liability"),
            (Asked with { MadeOn = null }, "credit.commitment-day-not-possible", "madeOn"), (Asked with { MadeOn = Today.AddDays(1) }, "credit.commitment-day-not-possible", "madeOn"),
            (Asked with { ValidUntil = Today.AddDays(-10) }, "credit.commitment-day-not-possible", "validUntil"),
        ];
        foreach (var (asked, code, field) in wrong)
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => RecordAsync(node, asked));
            Assert.Equal((code, field), (refusal.Code, refusal.Args[0]));
        }

        await RefusedAsync("credit.subject-not-found", () => RecordAsync(node, Asked with { Uscc = Codes.Uscc(9) }));
    }

    [Fact]
    public async Task The_number_of_a_person_is_not_kept()
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        var made = await RecordAsync(node, Asked with { Content = "负责人 11010519491231002X 承诺补交" });
        Assert.Equal("负责人 ****************** 承诺补交", made.Content);
    }

    private static NewCommitment Asked => new(Codes.Uscc(1), Decisions.Authority, "materials", "public", "容缺受理承诺", "十五日内补交材料", "撤销受理", Today.AddDays(-1));

    private async Task<CreditNode> NodeAsync(Engine engine)
    {
        var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        await node.AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync(
        [
            new() { Uscc = Codes.Uscc(1), Name = Decisions.NameOf(1) }, new() { Uscc = Decisions.Authority, Name = "测试市市场监督管理局" },
            new() { Uscc = Decisions.OtherUnit, Name = "测试市行政审批局" },
        ], "register", Ct));
        return node;
    }

    private static Actor OfficerOf(string uscc) => Decisions.Officer(uscc, ActsPermissions.CommitmentsName);

    private static Task<CommitmentView> RecordAsync(CreditNode node, NewCommitment asked) =>
        node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<CommitmentDesk>().RecordAsync(asked, Ct));

    private static Task<CommitmentView> JudgeAsync(CreditNode node, string code, CommitmentJudgement judgement) =>
        node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<CommitmentDesk>().JudgeAsync(code, judgement, Ct));

    private static Task<CommitmentView> VoidAsync(CreditNode node, string code, string reason) =>
        node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<CommitmentDesk>().VoidAsync(code, new(reason), Ct));

    private static Task<PageOf<CommitmentView>> ListAsync(CreditNode node, CommitmentQuestion question) => node.AskAsync<CommitmentReads, PageOf<CommitmentView>>(r => r.ListAsync(question, Ct));

    // How many commitments the report names, and how many a check tells.
    private static Task<(int Told, int Weighing)> StandingAsync(CreditNode node, DateOnly day) => node.AskAsync<IEnumerable<ICreditSection>, (int, int)>(async sections =>
    {
        var subject = SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(1));
        var section = sections.OfType<CommitmentsSection>().Single();
        var (all, weighing) = (await section.AllAsync(subject, day, 10, Ct), await section.WeighingAsync([subject], day, 10, Ct));
        Assert.Equal(all.Facts.Count, all.Totals[ReportPart.Commitments]);
        Assert.Equal(weighing.Facts[subject].Count(), weighing.Totals.GetValueOrDefault(subject));
        return (all.Facts.Count, weighing.Facts[subject].Count());
    });

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(act)).Code);
}
