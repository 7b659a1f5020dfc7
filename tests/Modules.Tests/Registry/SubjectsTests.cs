using Gongxin.Contracts.Registry;
using Gongxin.Fixtures;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Registry;
using Gongxin.Registry.Subjects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Registry;

// Goal: subjects are taken in once however often they are told, keep their history, and are found by whatever identifies them.
// Method: the module on both engines; codes are computed in a region that does not exist.
public sealed class SubjectsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string WrongCheckDigit = "91110000100001825N";
    private const string Placeholder = "00000000000000000X";
    private static readonly DateOnly Spring = new(2026, 3, 1);
    private static readonly DateOnly Autumn = new(2026, 9, 1);

    // Small, and read whole by each node: everywhere on Citus.
    private static readonly string[] Reference = ["registry_head", "registry_pair", "registry_pair_evidence"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_same_file_taken_in_twice_changes_nothing(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var file = Enumerable.Range(1, PutSubjects.BatchMax + 10).Select(n => Firm(n)).ToList();

        var first = await node.PutAsync(file);
        var second = await node.PutAsync(file);

        Assert.Equal((file.Count, 0L, 0L), (first.Added, first.Changed, first.Refused));
        Assert.Equal((0L, 0L, (long)file.Count), (second.Added, second.Changed, second.Same));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_firm_that_changes_its_name_is_found_by_both(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.PutAsync([Firm(1) with { Name = "测试市拓搏科技有限公司", AsOf = Spring }]);
        var changed = await node.PutAsync([Firm(1) with { Name = "测试市拓远科技有限公司", State = SubjectState.Suspended, AsOf = Autumn }]);
        var late = await node.PutAsync([Firm(1) with { Name = "测试市拓起科技有限公司", AsOf = Spring.AddDays(-1) }]);

        Assert.Equal((1L, 1L), (changed.Changed, late.Changed));
        var subject = await node.AskAsync<ISubjects, SubjectView?>(s => s.FindAsync(IdentifierKind.Uscc, Codes.Uscc(1).ToLowerInvariant(), Ct));
        Assert.Equal(("测试市拓远科技有限公司", SubjectState.Suspended, "990100"), (subject!.Name, subject.State, subject.Region));
        foreach (var name in (string[])["测试市拓搏科技有限责任公司", "測試市（拓遠）科技 有限公司", "测试市拓起科技有限公司"])
        {
            Assert.Equal([subject], await node.AskAsync<ISubjects, IReadOnlyList<SubjectView>>(s => s.NamedAsync(name, Ct)));
        }

        Assert.Empty(await node.AskAsync<ISubjects, IReadOnlyList<SubjectView>>(s => s.NamedAsync("测试市拓博科技有限公司", Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_old_number_and_a_new_code_are_one_subject_when_told_together(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        const string Number = "330000000000013";
        var old = new SubjectData { Name = "测试旧号厂", Kind = SubjectKind.Enterprise, Identifiers = [new(IdentifierKind.RegistrationNumber, Number)] };
        await node.PutAsync([old]);
        var result = await node.PutAsync([old with { Uscc = Codes.Uscc(7) }]);

        Assert.Equal((0L, 1L), (result.Added, result.Changed));
        var byCode = await node.AskAsync<ISubjects, IReadOnlyDictionary<string, SubjectView>>(s => s.FindManyAsync([Codes.Uscc(7), Codes.Uscc(8), "x"], Ct));
        Assert.Equal(SubjectId.Of(IdentifierKind.RegistrationNumber, Number), byCode.Single().Value.Id);
        Assert.Equal(Codes.Uscc(7), byCode.Single().Value.Uscc);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_wrong_form_is_refused_and_a_wrong_check_digit_is_marked(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var result = await node.PutAsync(
        [
            Firm(1) with { Uscc = "9199" },
            Firm(2) with { Uscc = Placeholder },
            Firm(3) with { Name = "（）" },
            Firm(4) with { Uscc = WrongCheckDigit },
        ]);

        Assert.Equal((1L, 3L, 1L), (result.Added, result.Refused, result.Warned));
        Assert.Equal(
            ["registry.identifier-malformed", "registry.identifier-missing", "registry.name-not-usable", "registry.check-digit-wrong"],
            result.Findings.Select(f => f.Code));
        Assert.NotNull(await node.AskAsync<ISubjects, SubjectView?>(s => s.FindAsync(IdentifierKind.Uscc, WrongCheckDigit, Ct)));
        Assert.Null(await node.AskAsync<ISubjects, SubjectView?>(s => s.FindAsync(IdentifierKind.Uscc, Placeholder, Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_person_is_a_hash_and_is_never_given_out(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        const string Number = "11010519491231002X";
        var person = new IdentifierData(IdentifierKind.Person, Number);
        await node.PutAsync(
        [
            new SubjectData { Name = "某人", Kind = SubjectKind.NaturalPerson, Identifiers = [person] },
            Firm(1) with { Relations = [new(RelationKind.LegalRepresentative, person)] },
        ]);

        var rows = await node.AskAsync<RegistryDb, (List<Subject>, List<SubjectIdentifier>, SubjectRelation)>(async db => (
            await db.Subjects.Where(s => s.Kind == SubjectKind.NaturalPerson).ToListAsync(Ct),
            await db.Identifiers.Where(i => i.Kind == IdentifierKind.Person).ToListAsync(Ct),
            await db.Relations.SingleAsync(Ct)));
        Assert.Equal("", Assert.Single(rows.Item1).Name);
        Assert.DoesNotContain(Number, Assert.Single(rows.Item2).Value);
        Assert.Equal(rows.Item1[0].Id, rows.Item3.OtherId);
        Assert.Null(await node.AskAsync<ISubjects, SubjectView?>(s => s.FindAsync(rows.Item1[0].Id, Ct)));
        Assert.Null(await node.AskAsync<ISubjects, SubjectView?>(s => s.FindAsync(IdentifierKind.Person, Number, Ct)));
        Assert.Empty(await node.AskAsync<ISubjects, IReadOnlyList<SubjectView>>(s => s.NamedAsync("某人", Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_put_in_stands_in_the_audit_trail_and_the_ledger(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.PutAsync([Firm(1)]);
        await node.PutAsync([Firm(1)]);

        var counts = await node.AskAsync<RegistryDb, (int, int)>(async db => (
            await db.Whole.Set<Kernel.Data.AuditEntry>().CountAsync(a => a.Action == "SubjectsPut", Ct),
            await db.Whole.Set<QueuedEntry>().CountAsync(Ct)));
        Assert.Equal((1, 1), counts);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Organisations_stand_in_a_tree_that_can_be_moved(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.PutAsync(Enumerable.Range(1, 4).Select(n => Firm(n)));
        var ids = Enumerable.Range(1, 4).Select(n => SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(n))).ToArray();
        await node.AdmitAsync(new(ids[0], OrganisationKind.Association, null, "330000"));
        await node.AdmitAsync(new(ids[1], OrganisationKind.Branch, ids[0], "330100"));
        await node.AdmitAsync(new(ids[2], OrganisationKind.Member, ids[1], "330106"));
        await node.AdmitAsync(new(ids[3], OrganisationKind.Association));

        Assert.Equal([ids[0], ids[1], ids[2]], await node.BelowAsync(ids[0]));
        Assert.Equal(RegionLevel.City, (await node.AskAsync<IOrganisations, OrganisationView?>(o => o.FindByUsccAsync(Codes.Uscc(2), Ct)))!.Level);
        var found = await node.AskAsync<IOrganisations, Kernel.Http.PageOf<OrganisationView>>(o => o.SearchAsync(new(Region: "330100", Limit: 1), Ct));
        Assert.Equal((2L, ids[1]), (found.Total, found.Items.Single().Id));
        var next = await node.AskAsync<IOrganisations, Kernel.Http.PageOf<OrganisationView>>(o => o.SearchAsync(new(Region: "330100", Limit: 1, Cursor: found.Next), Ct));
        Assert.Equal(ids[2], next.Items.Single().Id);

        await node.AdmitAsync(new(ids[1], OrganisationKind.Branch, ids[3], "330100"));
        Assert.Equal([ids[0]], await node.BelowAsync(ids[0]));
        Assert.Equal([ids[3], ids[1], ids[2]], await node.BelowAsync(ids[3]));
        var refusal = await Assert.ThrowsAsync<Kernel.Errors.Refusal>(() => node.AdmitAsync(new(ids[3], OrganisationKind.Branch, ids[2])));
        Assert.Equal("registry.organisation-below-itself", refusal.Code);
    }

    [Fact]
    public async Task Tables_that_grow_with_subjects_can_be_distributed_by_subject()
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        await node.AskAsync<RegistryDb, bool>(db =>
        {
            var tables = db.Whole.Model.GetEntityTypes()
                .Where(e => e.ClrType.Assembly == typeof(RegistryModule).Assembly && !Reference.Contains(e.GetTableName())).ToList();
            Assert.True(tables.Count >= 6);
            Assert.All(tables, t => Assert.Equal(typeof(SubjectId), t.FindPrimaryKey()!.Properties[0].ClrType));
            Assert.All(tables.SelectMany(t => t.GetIndexes()).Where(i => i.IsUnique), i => Assert.Equal(typeof(SubjectId), i.Properties[0].ClrType));
            return Task.FromResult(true);
        });
    }

    private static SubjectData Firm(int number) => new() { Uscc = Codes.Uscc(number), Name = $"测试市第{number}号商贸有限公司", AsOf = Spring };

    private async Task<Node> NodeAsync(Engine engine) => new(await databases.NewNodeAsync(engine));

    private sealed class Node(TestNode node) : IAsyncDisposable
    {
        private readonly ServiceProvider _services = node.Compose().AddRegistry().BuildServiceProvider();

        public Task<SubjectsPut> PutAsync(IEnumerable<SubjectData> subjects) => AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync(subjects, "test", Ct));

        public Task<OrganisationView> AdmitAsync(NewOrganisation organisation) => AskAsync<IOrganisations, OrganisationView>(o => o.AdmitAsync(organisation, Ct));

        public async Task<IEnumerable<SubjectId>> BelowAsync(SubjectId top) =>
            (await AskAsync<IOrganisations, IReadOnlyList<OrganisationView>>(o => o.ThisAndBelowAsync(top, Ct))).Select(o => o.Id);

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
