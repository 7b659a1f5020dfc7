using Gongxin.Contracts.Registry;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Registry;
using Gongxin.Registry.Lookup;
using Gongxin.Standards;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Registry;

// Goal: subjects are found by any identifier and however their name is typed, lists of names are answered, and no person leaves.
// Method: the module on both engines.
public sealed class LookupTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string PersonNumber = "11010519491231002X";
    private static readonly DateOnly Spring = new(2026, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_name_is_found_however_it_is_typed(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.PutAsync();
        foreach (var (typed, by) in new (string, FoundBy)[]
        {
            ("杭州拓搏科技有限责任公司", FoundBy.Name), ("杭州市拓搏科技（有限公司）", FoundBy.Name), ("拓搏科技", FoundBy.PartOfName), ("拓搏", FoundBy.PartOfName),
            ("杭州拓搏", FoundBy.PartOfName), ("tuobo", FoundBy.Pinyin), ("tbkj", FoundBy.Pinyin), ("TBKJ", FoundBy.Pinyin), ("杭州拓傅科技有限公司", FoundBy.SimilarName),
            ("杭州旧岚商贸有限公司", FoundBy.FormerName), ("舊嵐", FoundBy.FormerName), (Codes.Uscc(1).ToLowerInvariant(), FoundBy.Identifier), ("330000000000013", FoundBy.Identifier),
        })
        {
            var found = await node.AskAsync<ISubjectNames, IReadOnlyList<FoundSubject>>(n => n.SearchAsync(typed, 20, Ct));
            Assert.True(found.Any(f => f.Subject.Uscc == Codes.Uscc(1) && f.By == by), $"{typed}: {string.Join(", ", found)}");
        }

        Assert.Empty(await node.AskAsync<ISubjectNames, IReadOnlyList<FoundSubject>>(n => n.SearchAsync("没有这样的名字", 20, Ct)));
        foreach (var bad in new[] { "", "拓", new string('拓', 10_000) })
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<ISubjectNames, IReadOnlyList<FoundSubject>>(n => n.SearchAsync(bad, 20, Ct)));
            Assert.Equal("registry.query-length", refusal.Code);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_list_is_answered_name_by_name_and_follows_the_register(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.PutAsync();
        string[] names = ["杭州市拓搏科技有限责任公司", "杭州拓博科技有限公司", "拓搏科技有限公司", "杭州旧岚商贸有限公司", "完全不同的名称", "", new string('x', 10_000)];
        var answers = await node.AskAsync<ISubjectNames, IReadOnlyList<ScreenedName>>(n => n.ScreenAsync(names, Ct));

        Assert.Equal(names, answers.Select(a => a.Name));
        Assert.Equal(
            [ScreenVerdict.Hit, ScreenVerdict.NoHit, ScreenVerdict.Possible, ScreenVerdict.Hit, ScreenVerdict.NotInRegister, ScreenVerdict.NotInRegister, ScreenVerdict.NotInRegister],
            answers.Select(a => a.Verdict));
        Assert.Equal(("杭州旧岚商贸有限公司", true), (answers[3].Matches[0].Name, answers[3].Matches[0].IsFormer));

        await node.AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync([new() { Uscc = Codes.Uscc(9), Name = "杭州拓博科技有限公司", AsOf = Spring }], "test", Ct));
        var later = await node.AskAsync<ISubjectNames, IReadOnlyList<ScreenedName>>(n => n.ScreenAsync(names, Ct));
        Assert.Equal((ScreenVerdict.Hit, Codes.Uscc(9)), (later[1].Verdict, later[1].Matches[0].Subject.Uscc));
        Assert.Equal(Codes.Uscc(1), later[0].Matches[0].Subject.Uscc);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_subject_tells_its_history_and_never_a_person(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.PutAsync();
        var history = await node.AskAsync<SubjectLookup, SubjectHistoryView>(async l => await l.HistoryAsync(await l.FindAsync("330000000000013", null, Ct), Ct));
        Assert.Equal([IdentifierKind.Uscc, IdentifierKind.RegistrationNumber], history.Identifiers.Select(i => i.Kind).Order());
        Assert.Equal(["杭州拓搏科技有限公司", "杭州旧岚商贸有限公司"], history.Names.Select(n => n.Name));
        Assert.Equal(SubjectState.Active, Assert.Single(history.States).State);

        var relations = await node.AskAsync<SubjectLookup, IReadOnlyList<RelationView>>(async l => await l.RelationsAsync(history.Subject, Ct));
        Assert.Contains(relations, r => r is { Kind: "LegalRepresentative", Other: null });
        Assert.Equal(Codes.Uscc(2), Assert.Single(relations, r => r.Kind == "SameRepresentative").Other!.Uscc);
        Assert.Empty(await node.AskAsync<ISubjectNames, IReadOnlyList<FoundSubject>>(n => n.SearchAsync(PersonNumber, 20, Ct)));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<SubjectLookup, SubjectView>(l => l.FindAsync(PersonNumber, null, Ct)));
        Assert.Equal(404, refusal.Status);
    }

    [Fact]
    public async Task Whoever_tries_codes_out_is_refused()
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        await node.PutAsync();
        var http = new DefaultHttpContext();
        Task<Refusal> AskAsync(string code) => Assert.ThrowsAsync<Refusal>(() => node.AskAsync<SubjectLookup, SubjectView>(l => l.FindAsync(code, http, Ct)));

        Assert.Equal("registry.code-mistyped", (await AskAsync("91110000100001825N")).Code);
        for (var n = 1; n < LookupGuard.MissesMax; n++)
        {
            Assert.Equal("registry.subject-not-found", (await AskAsync(Codes.Uscc(100 + n))).Code);
        }

        Assert.Equal("registry.too-many-misses", (await AskAsync(Codes.Uscc(1))).Code);
    }

    private async Task<Node> NodeAsync(Engine engine) => new(await databases.NewNodeAsync(engine));

    private sealed class Node(TestNode node) : IAsyncDisposable
    {
        private readonly ServiceProvider _services = node.Compose().AddStandards().AddRegistry().BuildServiceProvider();

        public Task PutAsync()
        {
            var person = new IdentifierData(IdentifierKind.Person, PersonNumber);
            SubjectData[] subjects =
            [
                new()
                {
                    Uscc = Codes.Uscc(1), Name = "杭州拓搏科技有限公司", AsOf = Spring, FormerNames = ["杭州旧岚商贸有限公司"],
                    Identifiers = [new(IdentifierKind.RegistrationNumber, "330000000000013")], Relations = [new(RelationKind.LegalRepresentative, person)],
                },
                new() { Uscc = Codes.Uscc(2), Name = "宁波瑞沐食品有限公司", AsOf = Spring, Relations = [new(RelationKind.LegalRepresentative, person)] },
                new() { Name = "某人", Kind = SubjectKind.NaturalPerson, Identifiers = [person] },
            ];
            return AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync(subjects, "test", Ct));
        }

        public async Task<TAnswer> AskAsync<TService, TAnswer>(Func<TService, Task<TAnswer>> question)
            where TService : notnull
        {
            await using var scope = _services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("test");
            return await question(scope.ServiceProvider.GetRequiredService<TService>());
        }

        public ValueTask DisposeAsync() => _services.DisposeAsync();
    }
}
