using Gongxin.Contracts.Registry;
using Gongxin.Fixtures;
using Gongxin.Host.Demo.Generating;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Registry;
using Gongxin.Registry.Lookup;
using Gongxin.Registry.Subjects.Pairs;
using Gongxin.Standards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Registry;

// Goal: two entries are one subject only by a judgement with evidence that two accounts made, whoever knows one of the codes finds the subject that
// leads, an end puts everything back, and suspected pairs are offered, never judged by themselves. Method: the module on both engines.
public sealed class PairsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string PersonNumber = "11010519491231002X";
    private const string Number = "330000000000013";
    private static readonly DateOnly Spring = new(2026, 3, 1);
    private static readonly EvidenceData Document = new(EvidenceKind.Document, null, new string('a', 64), "工商登记档案");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_judgement_is_proposed_by_one_account_decided_by_another_and_ended_by_another(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var proposed = await node.ProposeAsync("person:one", Codes.Uscc(1), Number, new EvidenceData(EvidenceKind.Name), Document);
        Assert.Equal((PairState.Proposed, PairVerdict.Same, Codes.Uscc(1), Number), (proposed.State, proposed.Verdict, proposed.Leading.Code, proposed.Other.Code));
        Assert.Equal("杭州拓搏科技有限公司", proposed.Evidence[0].Value);
        Assert.False(proposed.MayDecide);
        Assert.Equal(Number, await node.CodeOfAsync(Number));

        await RefusedAsync("registry.pair-same-account", () => node.DecideAsync("person:one", proposed));
        await RefusedAsync("registry.pair-step-not-possible", () => node.EndAsync("person:two", proposed));
        await RefusedAsync("registry.pair-judged-already", () => node.ProposeAsync("person:one", Codes.Uscc(1), Number, Document));
        var held = await node.DecideAsync("person:two", proposed);
        Assert.Equal((PairState.InForce, false), (held.State, held.MayEnd));
        await RefusedAsync("registry.pair-step-not-possible", () => node.DecideAsync("person:three", proposed));

        // Whoever asks with the old number finds the subject that leads, with everything that identifies both.
        Assert.Equal(Codes.Uscc(1), await node.CodeOfAsync(Number));
        var history = await node.HistoryAsync(Number);
        Assert.Contains(history.Identifiers, i => i.Value == Number);
        var known = Assert.Single(history.KnownAs);
        Assert.Equal((Number, "杭州拓搏科技有限公司", true), (known.Code, known.Name, known.Holds));
        Assert.Equal([EvidenceKind.Name, EvidenceKind.Document], known.Evidence);
        var found = await node.AskAsync<ISubjectNames, IReadOnlyList<FoundSubject>>(n => n.SearchAsync("杭州拓搏", 20, Ct));
        Assert.Equal(Codes.Uscc(1), Assert.Single(found).Subject.Uscc);
        var byOther = await node.AskAsync<ISubjectNames, IReadOnlyList<FoundSubject>>(n => n.SearchAsync("拓搏旧号", 20, Ct));
        Assert.Equal((Codes.Uscc(1), FoundBy.OtherEntry, "拓搏旧号商行"), (Assert.Single(byOther).Subject.Uscc, byOther[0].By, byOther[0].Name));
        Assert.Equal([("杭州拓搏科技有限公司", false), ("拓搏旧号商行", true)], history.Names.Select(n => (n.Name, n.OfOther)));
        var screened = await node.AskAsync<ISubjectNames, IReadOnlyList<ScreenedName>>(n => n.ScreenAsync(["杭州拓搏科技有限公司"], Ct));
        Assert.Equal(Codes.Uscc(1), Assert.Single(screened[0].Matches).Subject.Uscc);

        await RefusedAsync("registry.pair-same-account", () => node.EndAsync("person:two", proposed));
        await RefusedAsync("registry.pair-field-not-usable", () => node.EndAsync("person:one", proposed, "误"));
        Assert.Equal(PairState.Ended, (await node.EndAsync("person:one", proposed, "实为 11010519491231002X 的另一企业")).State);
        await RefusedAsync("registry.pair-step-not-possible", () => node.EndAsync("person:one", proposed));

        // As before; that it held stays public, on both.
        Assert.Equal(Number, await node.CodeOfAsync(Number));
        foreach (var (code, other) in new[] { (Codes.Uscc(1), Number), (Number, Codes.Uscc(1)) })
        {
            var told = Assert.Single((await node.HistoryAsync(code)).KnownAs);
            Assert.Equal((other, false, "实为 ****************** 的另一企业"), (told.Code, told.Holds, told.EndReason));
        }

        Assert.DoesNotContain((await node.HistoryAsync(Codes.Uscc(1))).Identifiers, i => i.Value == Number);
        Assert.Equal([PairDesk.Ended, PairDesk.Judged], await node.LedgerAsync());
        Assert.Equal(["PairEnded", "PairJudged", "PairProposed"], await node.AuditAsync());

        // A new proposal is a new judgement.
        Assert.Equal(PairState.Refused, (await node.DecideAsync("person:two", await node.ProposeAsync("person:one", Codes.Uscc(1), Number, Document), accept: false)).State);
        Assert.Equal(Number, await node.CodeOfAsync(Number));
        var (all, refused) = (await node.ListAsync(null), await node.ListAsync("refused"));
        Assert.Equal((2, 1), (all.Total, refused.Total));
        await RefusedAsync("registry.query-not-readable", () => node.ListAsync("guessed"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_name_alone_is_refused_and_what_is_said_to_be_on_both_is_looked_up(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        (string Code, string Leading, string Other, EvidenceData[] Evidence)[] wrong =
        [
            ("registry.pair-name-alone", Codes.Uscc(1), Number, [new(EvidenceKind.Name)]), ("registry.pair-evidence-count", Codes.Uscc(1), Number, []),
            ("registry.pair-evidence-count", Codes.Uscc(1), Number, [.. Enumerable.Repeat(Document, 11)]), ("registry.pair-of-one", Codes.Uscc(1), Codes.Uscc(1), [Document]),
            ("registry.subject-not-found", Codes.Uscc(1), Codes.Uscc(77), [Document]), ("registry.subject-not-found", Codes.Uscc(1), PersonNumber, [Document]),
            ("registry.pair-leading-without-code", Number, Codes.Uscc(1), [Document]), ("registry.pair-evidence-not-on-both", Codes.Uscc(1), Codes.Uscc(2), [new(EvidenceKind.Name), Document]),
            ("registry.pair-evidence-not-on-both", Codes.Uscc(1), Number, [new(EvidenceKind.Identifier, IdentifierKind.RegistrationNumber, Number)]),
            ("registry.pair-of-person", Codes.Uscc(1), Number, [new(EvidenceKind.Identifier, IdentifierKind.Person, PersonNumber)]),
            ("registry.pair-field-not-usable", Codes.Uscc(1), Number, [new(EvidenceKind.Identifier, null, Number)]), ("registry.pair-field-not-usable", Codes.Uscc(1), Number, [new(null)]),
            ("registry.pair-field-not-usable", Codes.Uscc(1), Number, [Document with { Value = "somewhere" }]), ("registry.pair-field-not-usable", Codes.Uscc(1), Number, [Document with { Note = null }]),
            ("registry.pair-field-not-usable", Codes.Uscc(1), Number, [new(EvidenceKind.Authority, null, "局", "说明内容")]),
        ];
        foreach (var (code, leading, other, evidence) in wrong)
        {
            await RefusedAsync(code, () => node.ProposeAsync("person:one", leading, other, evidence));
        }

        await RefusedAsync("registry.pair-difference-not-shown", () => node.ProposeAsync("person:one", Codes.Uscc(3), OrganisationCode(3), PairVerdict.Different, Shared(3)));
        await RefusedAsync("registry.pair-field-not-usable", () => node.ProposeAsync("person:one", Codes.Uscc(3), Codes.Uscc(4), (PairVerdict?)null, Document));
        await RefusedAsync("registry.pair-not-found", () => node.AskAsync<PairReads, PairView>(r => r.ReadAsync(Guid.CreateVersion7(), Ct)));

        // The organisation code of the one stands inside the credit code of the other.
        var view = await node.ProposeAsync("person:one", Codes.Uscc(3), OrganisationCode(3), Shared(3), new(EvidenceKind.Authority, null, "测试局 测函〔2026〕1号", "同一主体，经办人 11010519491231002X"));
        Assert.Equal((OrganisationCode(3), "同一主体，经办人 ******************"), (view.Evidence[0].Value, view.Evidence[1].Note));
    }

    [Fact]
    public void A_person_is_never_one_with_anybody()
    {
        var firm = new SubjectView(SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(1)), Codes.Uscc(1), "x", SubjectKind.Enterprise, SubjectState.Active, null);
        var person = firm with { Id = SubjectId.Of(IdentifierKind.Person, "x"), Uscc = null, Kind = SubjectKind.NaturalPerson };
        PairEvidence[] evidence = [new() { Number = 1, Kind = EvidenceKind.Document, Value = "x" }];
        var act = new PairAct("person:one", "one", new(2026, 11, 26, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal("registry.pair-of-person", Assert.Throws<Refusal>(() => PairJudgement.Propose(firm, person, PairVerdict.Same, evidence, act)).Code);
        Assert.Equal("registry.pair-of-person", Assert.Throws<Refusal>(() => PairJudgement.Propose(person, firm, PairVerdict.Same, evidence, act)).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Chains_lead_to_one_subject_and_circles_are_refused(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.JudgeAsync(Codes.Uscc(2), Codes.Uscc(1));
        var second = await node.JudgeAsync(Codes.Uscc(3), Codes.Uscc(2));
        Assert.All(await node.CodesOfAsync(1, 2, 3), code => Assert.Equal(Codes.Uscc(3), code));
        Assert.Equal([Codes.Uscc(2), Codes.Uscc(1)], (await node.HistoryAsync(Codes.Uscc(1))).KnownAs.Select(k => k.Code).OrderDescending());

        await RefusedAsync("registry.pair-one-already", () => node.ProposeAsync("person:one", Codes.Uscc(1), Codes.Uscc(3), Document));
        await RefusedAsync("registry.pair-judged-already", () => node.ProposeAsync("person:one", Codes.Uscc(1), Codes.Uscc(2), Document));
        await RefusedAsync("registry.pair-one-already", () => node.ProposeAsync("person:one", Codes.Uscc(1), Codes.Uscc(3), PairVerdict.Different, Document));
        var merged = await Assert.ThrowsAsync<Refusal>(() => node.ProposeAsync("person:one", Codes.Uscc(4), Codes.Uscc(1), Document));
        Assert.Equal(("registry.pair-merged-already", Codes.Uscc(2)), (merged.Code, merged.Args[0]));

        // What was possible when it was proposed is looked at again when it is decided.
        var (fourth, fifth) = (await node.ProposeAsync("person:one", Codes.Uscc(3), Codes.Uscc(4), Document), await node.ProposeAsync("person:one", Codes.Uscc(5), Codes.Uscc(4), Document));
        await node.DecideAsync("person:two", fourth);
        await RefusedAsync("registry.pair-merged-already", () => node.DecideAsync("person:two", fifth));

        // Who was judged to be two does not become one over others.
        await node.JudgeAsync(Codes.Uscc(6), Codes.Uscc(1), PairVerdict.Different);
        await RefusedAsync("registry.pair-contradicts", () => node.ProposeAsync("person:one", Codes.Uscc(3), Codes.Uscc(6), Document));

        // The middle of the chain ends: each part is led by its own.
        await node.EndAsync("person:one", second);
        Assert.Equal([Codes.Uscc(2), Codes.Uscc(2), Codes.Uscc(3), Codes.Uscc(3)], await node.CodesOfAsync(1, 2, 3, 4));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Accounts_that_judge_at_once_make_no_circle(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var proposed = new[]
        {
            await node.ProposeAsync("person:one", Codes.Uscc(1), Codes.Uscc(2), Document), await node.ProposeAsync("person:one", Codes.Uscc(2), Codes.Uscc(3), Document), await node.ProposeAsync("person:one", Codes.Uscc(3), Codes.Uscc(1), Document),
        };
        var outcomes = await Task.WhenAll(proposed.Select(p => Task.Run(() => RefusalOf(() => node.DecideAsync("person:two", p)), Ct)));
        Assert.Equal([null, null, "registry.pair-one-already"], outcomes.Order(StringComparer.Ordinal));
        Assert.Single((await node.CodesOfAsync(1, 2, 3)).Distinct());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Pairs_with_a_name_and_an_identifier_in_common_are_offered_until_they_are_judged(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var page = await node.SuspectedAsync();
        var pair = Assert.Single(page.Items);
        Assert.Equal((Codes.Uscc(3), OrganisationCode(3)), (pair.Leading.Uscc, pair.Other.Code));
        Assert.Equal([new SharedIdentifier(IdentifierKind.OrganisationCode, OrganisationCode(3))], pair.Shared);

        // Two names of two entries each: the one has nothing else in common.
        Assert.Equal((2, null), (page.Looked, page.Next));
        Assert.Equal(OrganisationCode(3), await node.CodeOfAsync(OrganisationCode(3)));
        var proposed = await node.ProposeAsync("person:one", pair.Leading.Id.Value.ToString(), pair.Other.Id.Value.ToString(), PairVerdict.Different, Document);
        Assert.Empty((await node.SuspectedAsync()).Items);
        await node.DecideAsync("person:two", proposed);
        Assert.Empty((await node.SuspectedAsync()).Items);
        Assert.Equal(OrganisationCode(3), await node.CodeOfAsync(OrganisationCode(3)));
        await node.EndAsync("person:three", proposed);
        Assert.Single((await node.SuspectedAsync()).Items);
        await RefusedAsync("registry.query-not-readable", () => node.SuspectedAsync("%%%"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Suspected_pairs_are_looked_for_page_by_page(Engine engine)
    {
        const int Many = SuspectedPairs.NamesMax + 30;
        await using var node = await NodeAsync(engine);

        // Every fourth name has an organisation code in common.
        await node.PutAsync(Enumerable.Range(0, Many).SelectMany(n => new SubjectData[]
        {
            new() { Uscc = Codes.Uscc(1000 + n), Name = $"同名第{n:000}号有限公司", AsOf = Spring },
            n % 4 == 0
                ? new() { Name = $"同名第{n:000}号有限公司", AsOf = Spring, Identifiers = [new(IdentifierKind.OrganisationCode, OrganisationCode(1000 + n))] }
                : new() { Name = $"同名第{n:000}号有限公司", AsOf = Spring, Identifiers = [new(IdentifierKind.RegistrationNumber, $"9901{n:D10}7")] },
        }));
        var (found, looked, pages) = (new List<string>(), 0, 0);
        for (string? cursor = null; pages == 0 || cursor is not null; pages++)
        {
            var page = await node.SuspectedAsync(cursor);
            Assert.InRange(page.Items.Count, 0, SuspectedPairs.PageSize + (SuspectedPairs.EntriesMax * SuspectedPairs.EntriesMax));
            found.AddRange(page.Items.Select(p => p.Leading.Uscc!));
            (looked, cursor) = (looked + page.Looked, page.Next);
        }

        Assert.Equal((Many + 2, true), (looked, pages > 1));
        Assert.Equal([Codes.Uscc(3), .. Enumerable.Range(0, Many).Where(n => n % 4 == 0).Select(n => Codes.Uscc(1000 + n))], found.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_subject_that_another_leads_is_not_admitted_as_an_organisation(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.JudgeAsync(Codes.Uscc(2), Codes.Uscc(1));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => AdmitAsync(1));
        Assert.Equal(("registry.organisation-merged", Codes.Uscc(2)), (refusal.Code, refusal.Args[0]));
        Assert.Equal(Codes.Uscc(2), (await AdmitAsync(2)).Uscc);

        Task<OrganisationView> AdmitAsync(int number) =>
            node.AskAsync<IOrganisations, OrganisationView>(o => o.AdmitAsync(new(SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(number)), OrganisationKind.Member), Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task While_nothing_changes_memory_is_asked_and_no_statement_is_made(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.JudgeAsync(Codes.Uscc(2), Codes.Uscc(1));
        var revision = node.Services.GetRequiredService<PublicRevision>();
        using var watch = ActivatorUtilities.CreateInstance<RevisionWatch>(node.Services);
        await watch.LookAsync(Ct);
        Assert.NotNull(revision.Current);
        var counted = node.Statements.Count;
        Assert.False((await node.AskAsync<ISameSubjects, SameSubjects>(s => s.CurrentAsync(Ct).AsTask())).IsEmpty);
        Assert.InRange(node.Statements.Count - counted, 1, 2);
        counted = node.Statements.Count;
        for (var i = 0; i < 5; i++)
        {
            await node.AskAsync<ISameSubjects, SameSubjects>(s => s.CurrentAsync(Ct).AsTask());
        }

        Assert.Equal(counted, node.Statements.Count);

        // Another change of the node costs the one row; the judgements are read again only when one of them has changed.
        revision.Advance();
        await node.AskAsync<ISameSubjects, SameSubjects>(s => s.CurrentAsync(Ct).AsTask());
        Assert.Equal(counted + 1, node.Statements.Count);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_demonstration_has_one_of_each_however_often_it_is_made(Engine engine)
    {
        await using var node = await NodeAsync(engine);

        // One organisation code in the codes of two kinds.
        List<DemonstrationPair> pairs = [.. Enumerable.Range(99_000_021, 4).Select(n => new DemonstrationPair(GeneratedSubjects.Uscc("91", n), GeneratedSubjects.Uscc("92", n), $"演示第{n}号示例商贸行（生成）"))];
        for (var start = 0; start < 2; start++)
        {
            await DemonstratePairs.RunAsync(node.Services, pairs, Ct);
        }

        Assert.Equal([PairState.Proposed, PairState.InForce, PairState.Ended], (await node.ListAsync(null)).Items.Select(p => p.State).Order());
        Assert.Equal([pairs[0].Leading, pairs[1].Other], [await node.CodeOfAsync(pairs[0].Other), await node.CodeOfAsync(pairs[1].Other)]);

        // That one was ended is no judgement that they are two: both are suspected again.
        var suspected = (await node.SuspectedAsync()).Items.Where(p => p.Name.Contains("演示", StringComparison.Ordinal));
        Assert.Equal([pairs[1].Leading, pairs[3].Leading], suspected.Select(p => new[] { p.Leading.Uscc!, p.Other.Uscc! }.Min(StringComparer.Ordinal)!).Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Where_nobody_is_merged_a_lookup_costs_no_further_statement(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        using var watch = ActivatorUtilities.CreateInstance<RevisionWatch>(node.Services);
        await watch.LookAsync(Ct);
        Assert.Equal(Codes.Uscc(1), await node.CodeOfAsync(Codes.Uscc(1)));
        var counted = node.Statements.Count;
        Assert.Equal(Codes.Uscc(2), await node.CodeOfAsync(Codes.Uscc(2)));

        // The one for the subject itself, which may be a prepared statement that is not counted.
        Assert.InRange(node.Statements.Count - counted, 0, 1);
    }

    private static EvidenceData Shared(int number) => new(EvidenceKind.Identifier, IdentifierKind.OrganisationCode, OrganisationCode(number));

    private static string OrganisationCode(int number) => Codes.Uscc(number)[8..17];

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(act)).Code);

    private static async Task<string?> RefusalOf(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }

    private async Task<PairNode> NodeAsync(Engine engine)
    {
        var node = new PairNode(await databases.NewNodeAsync(engine));
        await node.PutAsync(
        [
            new() { Uscc = Codes.Uscc(1), Name = "杭州拓搏科技有限公司", AsOf = Spring },
            new() { Name = "杭州拓搏科技有限公司", AsOf = Spring, Identifiers = [new(IdentifierKind.RegistrationNumber, Number)], FormerNames = ["拓搏旧号商行"] },
            new() { Uscc = Codes.Uscc(2), Name = "宁波瑞沐食品有限公司", AsOf = Spring },
            new() { Uscc = Codes.Uscc(3), Name = "温州岚澜贸易有限公司", AsOf = Spring },
            new() { Name = "温州岚澜贸易有限公司", AsOf = Spring, Identifiers = [new(IdentifierKind.OrganisationCode, OrganisationCode(3))] },
            new() { Uscc = Codes.Uscc(4), Name = "嘉兴舟越物流有限公司", AsOf = Spring }, new() { Uscc = Codes.Uscc(5), Name = "湖州木禾家具有限公司", AsOf = Spring },
            new() { Uscc = Codes.Uscc(6), Name = "绍兴织锦纺织有限公司", AsOf = Spring },
            new() { Name = "某人", Kind = SubjectKind.NaturalPerson, Identifiers = [new(IdentifierKind.Person, PersonNumber)] },
        ]);
        return node;
    }

    // The module on one engine, and what accounts do in it, a scope each.
    private sealed class PairNode : IAsyncDisposable
    {
        public PairNode(TestNode node)
        {
            var services = node.Compose().AddStandards().AddRegistry();
            services.ConfigureDbContext<PlatformDb>(options => options.AddInterceptors(Statements));
            Services = services.BuildServiceProvider();
        }

        public ServiceProvider Services { get; }

        public StatementCount Statements { get; } = new();

        public Task PutAsync(IEnumerable<SubjectData> subjects) => AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync(subjects, "test", Ct));

        public Task<PairView> ProposeAsync(string actor, string leading, string other, params EvidenceData[] evidence) => ProposeAsync(actor, leading, other, PairVerdict.Same, evidence);

        public Task<PairView> ProposeAsync(string actor, string leading, string other, PairVerdict? verdict, params EvidenceData[] evidence) =>
            DoAsync(actor, d => d.ProposeAsync(new(leading, other, verdict, evidence), Ct));

        public Task<PairView> DecideAsync(string actor, PairView pair, bool accept = true) => DoAsync(actor, d => d.DecideAsync(pair.Id, new(accept, "已核对依据"), Ct));

        public Task<PairView> EndAsync(string actor, PairView pair, string reason = "判定有误") => DoAsync(actor, d => d.EndAsync(pair.Id, new(reason), Ct));

        public async Task<PairView> JudgeAsync(string leading, string other, PairVerdict verdict = PairVerdict.Same) =>
            await DecideAsync("person:two", await ProposeAsync("person:one", leading, other, verdict, Document));

        public Task<PageOf<PairView>> ListAsync(string? state) => AskAsync<PairReads, PageOf<PairView>>(r => r.ListAsync(state, null, Ct));

        public Task<SuspectedPage> SuspectedAsync(string? cursor = null) => AskAsync<SuspectedPairs, SuspectedPage>(s => s.FindAsync(cursor, Ct));

        // The code of the subject that is answered: its own where it has no credit code.
        public async Task<string> CodeOfAsync(string code) => (await AskAsync<SubjectLookup, SubjectView>(l => l.FindAsync(code, null, Ct))).Uscc ?? code;

        public async Task<IReadOnlyList<string>> CodesOfAsync(params int[] numbers)
        {
            var codes = new List<string>();
            foreach (var number in numbers)
            {
                codes.Add(await CodeOfAsync(Codes.Uscc(number)));
            }

            return codes;
        }

        public Task<SubjectHistoryView> HistoryAsync(string code) => AskAsync<SubjectLookup, SubjectHistoryView>(async l => await l.HistoryAsync(await l.FindAsync(code, null, Ct), Ct));

        public Task<List<string>> LedgerAsync() => AskAsync<RegistryDb, List<string>>(
            r => r.Whole.Set<QueuedEntry>().Where(e => e.Kind.StartsWith("registry.pair")).OrderBy(e => e.Kind).Select(e => e.Kind).ToListAsync(Ct));

        public Task<List<string>> AuditAsync() => AskAsync<RegistryDb, List<string>>(
            r => r.Whole.Set<AuditEntry>().Where(e => e.Action.StartsWith("Pair")).OrderBy(e => e.Action).Select(e => e.Action).ToListAsync(Ct));

        public async Task<TAnswer> AskAsync<TService, TAnswer>(Func<TService, Task<TAnswer>> ask)
            where TService : notnull
        {
            await using var scope = Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("test");
            return await ask(scope.ServiceProvider.GetRequiredService<TService>());
        }

        public ValueTask DisposeAsync() => Services.DisposeAsync();

        private async Task<PairView> DoAsync(string actor, Func<PairDesk, Task<PairView>> act)
        {
            await using var scope = Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = new(ActorKind.Person, actor, actor, new HashSet<string> { RegistryPermissions.JudgePairsName });
            return await act(scope.ServiceProvider.GetRequiredService<PairDesk>());
        }
    }
}
