using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Lists;
using Gongxin.Credit.Standing;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: nobody is on a list without basis, notice, hearing, decision and delivery; who is on one is seen by everybody until its last day
// or its removal; and reports and checks say the same. Method: the module with the register on both engines.
public sealed class ListsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    // A Thursday.
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_subject_is_noticed_heard_listed_and_removed(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await RefusedAsync("credit.list-without-basis", () => NoticeAsync(node, "attention"));
        await RefusedAsync("credit.list-not-found", () => NoticeAsync(node, "nothing"));
        await RefusedAsync("credit.subject-not-found", () => NoticeAsync(node, "gsyzwf", Decisions.OtherUnit));
        var entry = await NoticeAsync(node, "gsyzwf");

        // Five working days after Thursday 26 November.
        Assert.Equal((new DateOnly(2026, 12, 3), "noticed"), (entry.HearUntil, entry.State));
        await RefusedAsync("credit.list-not-heard", () => StepAsync(node, entry, new("decide", "测市监列〔2026〕1号")));
        Assert.Empty(await OfSubjectAsync(node));
        await StepAsync(node, entry, new("hear", "当事人申辩称已整改"));
        await RefusedAsync("credit.list-until-not-possible", () => StepAsync(node, entry, new("decide", "测市监列〔2026〕1号", new(2029, 11, 27))));
        var decided = await StepAsync(node, entry, new("decide", "测市监列〔2026〕1号"));
        Assert.Equal((new DateOnly(2029, 11, 26), "decided"), (decided.Until, decided.State));
        Assert.Empty(await OfSubjectAsync(node));
        await RefusedAsync("credit.list-step-not-possible", () => StepAsync(node, entry, new("remove", "已修复", null, RemovalCause.Repaired)));
        await StepAsync(node, entry, new("deliver"));

        Assert.Equal("测市监列〔2026〕1号", Assert.Single(await OfSubjectAsync(node)).Number);
        Assert.Equal(1, (await node.AskAsync<ListReads, IReadOnlyList<ListView>>(r => r.AllAsync(Ct))).Single(l => l.Code == "gsyzwf").Count);
        var fact = Assert.Single(await WeighingAsync(node));
        Assert.Equal((ReportPart.SeriousDishonesty, StandingWeight.Adverse, "gsyzwf"), (fact.Part, fact.Weight, fact.Kind));

        var removed = await StepAsync(node, entry, new("remove", "已完成信用修复", null, RemovalCause.Repaired));
        Assert.Equal(("removed", "repaired", "已完成信用修复"), (removed.State, removed.RemovalCause, removed.RemovalReason));
        Assert.Empty(await OfSubjectAsync(node));
        Assert.Empty(await WeighingAsync(node));
        var told = await node.AskAsync<CreditDb, List<string>>(c => c.Whole.Set<QueuedEntry>().Where(e => e.Kind.StartsWith("credit.list")).OrderBy(e => e.Kind).Select(e => e.Kind).ToListAsync(Ct));
        Assert.Equal(["credit.list-entry-published", "credit.list-entry-removed"], told);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_entry_ends_with_its_last_day_and_silence_counts_as_heard(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var entry = await NoticeAsync(node, "zdsswf");
        node.Clock.Now = Now.AddDays(8);
        await StepAsync(node, entry, new("decide", "测税列〔2026〕1号", new(2027, 1, 31)));
        await StepAsync(node, entry, new("deliver"));
        node.Clock.Now = new(2027, 1, 31, 10, 0, 0, TimeSpan.Zero);
        Assert.Single(await OfSubjectAsync(node));
        node.Clock.Now = new(2027, 1, 31, 16, 0, 0, TimeSpan.Zero);
        Assert.Empty(await OfSubjectAsync(node));
        Assert.Empty(await WeighingAsync(node));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Bodies_see_and_change_their_own_entries_only(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var entry = await NoticeAsync(node, "abnormal");
        Assert.Null(entry.HearUntil);
        await RefusedAsync("credit.list-entry-not-found", () => StepAsync(node, entry, new("drop"), Decisions.OtherUnit));
        Assert.Empty((await node.DoAsync(OfficerOf(Decisions.OtherUnit), s => s.GetRequiredService<ListReads>().MineAsync(null, Ct))).Items);
        await StepAsync(node, entry, new("drop"));
        Assert.Equal("dropped", Assert.Single((await node.DoAsync(OfficerOf(Decisions.Authority), s => s.GetRequiredService<ListReads>().MineAsync(null, Ct))).Items).State);
        await RefusedAsync("credit.list-step-not-possible", () => StepAsync(node, entry, new("decide", "测市监列〔2026〕1号")));
    }

    [Fact]
    public void Every_list_with_a_basis_says_by_which_law_and_none_has_half_of_it()
    {
        Assert.True(CreditList.All.Count >= 6);
        Assert.All(CreditList.All, l => Assert.Equal(l.LegalBasis.Zh.Length > 0, l.LegalBasis.En.Length > 0));
        Assert.All(CreditList.All.Where(l => l.Kind is ListKind.Serious), l => Assert.True(l.HearingDays > 0));
    }

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

    private static Actor OfficerOf(string uscc) => Decisions.Officer(uscc, ActsPermissions.ListName);

    private static Task<ListEntryView> NoticeAsync(CreditNode node, string list, string? body = null) => node.DoAsync(
        OfficerOf(Decisions.Authority), s => s.GetRequiredService<ListDesk>().NoticeAsync(list, new(Codes.Uscc(1), body ?? Decisions.Authority, "严重违法失信行为"), Ct));

    private static Task<ListEntryView> StepAsync(CreditNode node, ListEntryView entry, ListingStep step, string? body = null) => node.DoAsync(
        OfficerOf(body ?? Decisions.Authority), s => s.GetRequiredService<ListDesk>().StepAsync(entry.List, entry.Id, step, Ct));

    private static Task<IReadOnlyList<ListEntryView>> OfSubjectAsync(CreditNode node) => node.AskAsync<ListReads, IReadOnlyList<ListEntryView>>(r => r.OfSubjectAsync(Codes.Uscc(1), Ct));

    private static Task<IReadOnlyList<StandingFact>> WeighingAsync(CreditNode node) => node.AskAsync<IEnumerable<ICreditSection>, IReadOnlyList<StandingFact>>(async sections =>
    {
        var subject = SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(1));
        var told = await sections.OfType<ListsSection>().Single().WeighingAsync([subject], DateOnly.FromDateTime(node.Clock.Now.AddHours(8).UtcDateTime), 10, Ct);
        Assert.Equal(told.Facts[subject].Count(), told.Totals.GetValueOrDefault(subject));
        return [.. told.Facts[subject]];
    });

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(act)).Code);
}
