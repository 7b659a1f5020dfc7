using System.Globalization;
using Gongxin.Catalogue;
using Gongxin.Catalogue.Submissions.Held;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Catalogue.Submissions;

// Goal: two tables that each point to nobody are not both open when they do together. Method: 60 persons by number; one table tells birth and sex
// in large groups, the other profession in large groups, and only joined one person is alone.
public sealed class JoinRiskTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const int People = 60;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Births(string key = "学号") => Table(key + ",出生年份,性别,班级", i => i < People / 2 ? "1990,男,一" : "1991,女,二");

    // One of the first half is the only one there of the other profession.
    private static string Professions(string key = "学号", int alone = 0) => Table(key + ",职业", i => i < People / 2 && i != alone ? "教师" : "医生");

    [Theory, ClassData(typeof(Engines))]
    public async Task Rows_that_point_to_a_person_after_a_join_with_an_open_dataset_are_held_with_what_was_joined(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        Assert.Null((await node.PublishAsync("births", Births())).Held);
        var id = (await node.PublishAsync("professions", Professions())).Held!.Value;
        var held = await node.AskAsync<HeldReads, HeldView>(r => r.ReadAsync(id, Ct));
        var reason = Assert.Single(held.Reasons);
        Assert.Equal((HoldKind.JoinRisk, "gate.join-risk", 1L, 60L, 1L), (reason.Kind, reason.Rule, reason.Cells, reason.Candidates, reason.SmallestClass));
        Assert.Equal(["births/1"], reason.Examples);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_join_that_points_to_nobody_is_open_and_its_check_stays_in_the_trail(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await node.PublishAsync("births", Births());
        Assert.Null((await node.PublishAsync("professions", Professions(alone: -1))).Held);
        var trail = await node.AskAsync<CatalogueDb, List<AuditEntry>>(c => c.Whole.Set<AuditEntry>().Where(a => a.Action == "JoinRiskChecked").ToListAsync(Ct));
        Assert.Contains("births", Assert.Single(trail).Detail);
    }

    [Fact]
    public async Task Without_a_key_in_common_there_is_nothing_to_join()
    {
        await using var node = await CatalogueNode.NewAsync(fixture, Engine.Sqlite);
        await node.PublishAsync("births", Births());
        Assert.Null((await node.PublishAsync("professions", Professions("工号"))).Held);
    }

    private static string Table(string header, Func<int, string> rest) =>
        header + "\n" + string.Concat(Enumerable.Range(0, People).Select(i => string.Create(CultureInfo.InvariantCulture, $"S{i + 7001},{rest(i)}\n")));
}
