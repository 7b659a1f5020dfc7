using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Fixtures;
using Gongxin.Host.Demo.Generating;
using Gongxin.Kernel.Identifiers;
using Gongxin.Modules.Tests.Credit;
using Gongxin.Standards.CodeLists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Demo;

// Goal: what is generated is valid, names nobody, is marked by its code, and is the same whenever it is made again.
public sealed class GeneratedDataTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly GeneratedPlan Plan = new(300, 3000, new DateOnly(2026, 11, 26));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Codes_are_valid_and_say_that_they_are_of_a_demonstration()
    {
        var subjects = GeneratedSubjects.All(Plan with { Subjects = 20_000 }).ToList();
        Assert.All(subjects, s => Assert.Equal((IdentifierCheck.Valid, true), (IdentifierRules.CheckUscc(s.Uscc), IdentifierRules.IsOfDemonstration(s.Uscc))));
        Assert.Equal(subjects.Count, subjects.Select(s => s.Uscc).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(subjects.Count(s => s.State is SubjectState.Active), 17_500, 18_500);
        Assert.False(IdentifierRules.IsOfDemonstration("91110108000000000X"));
        Assert.False(IdentifierRules.IsOfDemonstration(null));
    }

    [Fact]
    public void Names_of_a_million_subjects_are_all_different() =>
        Assert.Equal(1_000_000, Enumerable.Range(0, 1_000_000).Select(n => GeneratedSubjects.NameOf(n)[..^4]).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Its_region_does_not_exist() =>
        Assert.DoesNotContain(
            File.ReadLines(Path.Combine(CodeListFiles.FolderBesideTheProgram, "gb-t-2260-provinces.csv")).Skip(1), line => line.StartsWith(IdentifierRules.DemonstrationRegion[..2], StringComparison.Ordinal));

    [Theory, ClassData(typeof(Engines))]
    public async Task Every_class_has_some_and_none_of_them_is_refused(Engine engine)
    {
        var test = await databases.NewNodeAsync(engine);
        await using var node = new CreditNode(test, new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
        Directory.CreateDirectory(test.Settings.TempFolder);
        var generate = new GenerateData(await node.AskAsync<IServiceScopeFactory, IServiceScopeFactory>(Task.FromResult), test.Settings);
        var plan = Plan with { Records = 0, EachClass = 200 };
        var classes = GeneratedClasses.Kinds.Count;
        Assert.Equal(new Generated(Plan.Subjects, 200L * classes, 0), await generate.RunAsync(plan, null, Ct));
        Assert.Equal(new Generated(0, 0, 0), await generate.RunAsync(plan, null, Ct));
        var shown = await node.AskAsync<CreditDb, List<RecordKind>>(c => c.ShownOn(plan.Day).Select(r => r.Kind).Distinct().ToListAsync(Ct));
        Assert.Equal(GeneratedClasses.Kinds.Order(), shown.Order());
        Assert.InRange(await node.AskAsync<CreditDb, int>(c => c.ToldOn(plan.Day).CountAsync(Ct)), 700, (200 * classes) - 1);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Nothing_of_it_is_refused_and_a_second_run_changes_nothing(Engine engine)
    {
        var test = await databases.NewNodeAsync(engine);
        await using var node = new CreditNode(test, new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
        Directory.CreateDirectory(test.Settings.TempFolder);
        var generate = new GenerateData(await node.AskAsync<IServiceScopeFactory, IServiceScopeFactory>(Task.FromResult), test.Settings);
        var first = await generate.RunAsync(Plan, null, Ct);
        var second = await generate.RunAsync(Plan, null, Ct);

        Assert.Equal(new Generated(Plan.Subjects, Plan.Records, 0), first);
        Assert.Equal((0L, 0L, 0L), (second.Subjects, second.Records, second.Refused));
        Assert.Empty(Directory.EnumerateFiles(test.Settings.TempFolder));
        var records = await node.AskAsync<CreditDb, List<(RecordKind Kind, int Count)>>(async c =>
            [.. (await c.Records.GroupBy(r => r.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(Ct)).Select(g => (g.Key, g.Count))]);
        Assert.InRange(records.Single(r => r.Kind is RecordKind.Licence).Count, 2000, 2200);

        // Few have many, and no statement names a person.
        var busiest = await node.AskAsync<CreditDb, int>(c => c.Records.GroupBy(r => r.SubjectId).Select(g => g.Count()).MaxAsync(Ct));
        Assert.InRange(busiest, 50, 400);
        Assert.Equal(0, await node.AskAsync<CreditDb, int>(c => c.Statements.CountAsync(s => s.Fields.Contains("FRDB"), Ct)));
        Assert.Equal(Plan.Records, await node.AskAsync<CreditDb, int>(c => c.Statements.CountAsync(Ct)));
    }
}
