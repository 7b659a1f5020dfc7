using System.Globalization;
using Gongxin.Catalogue;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Submissions.Held;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Tabular;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Catalogue.Submissions;

// Goal: rows that point to single persons together are held without any number in them, and what is released masked no longer does. Method:
// both engines, tables of which every combination is counted by hand.
public sealed class MaskedTableTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Why = "罕见组合已处理。";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // 24 rows of one combination, 24 of another, and one that nobody shares.
    private static string Persons(string last = "330100,1931,养蜂员") => "region,birth_year,profession,amount\n"
        + string.Concat(Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"330106,1985,教师,{i}\n330102,1984,教师,{i}\n"))) + last + ",7\n";

    [Theory, ClassData(typeof(Engines))]
    public async Task A_rare_combination_is_held_and_a_table_whose_combinations_are_shared_is_not(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        Assert.Null((await node.PublishAsync("shared", Persons("330106,1985,教师"))).Held);

        var held = await ReadAsync(node, (await node.PublishAsync("rare", Persons())).Held!.Value);
        var reason = Assert.Single(held.Reasons);
        Assert.Equal(("region, birth_year, profession", HoldKind.RareCombination, 1L, 49L, 1L), (reason.Column, reason.Kind, reason.Cells, reason.Candidates, reason.SmallestClass));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_masked_version_is_public_and_the_next_file_with_the_same_columns_is_masked_alike(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var id = (await node.PublishAsync("rare", Persons())).Held!.Value;
        var weak = new MaskingRecipe([new ColumnMask("profession", MaskMethod.Drop)]);
        Assert.Equal("catalogue.held-mask-missing", (await Assert.ThrowsAsync<Refusal>(() => MaskAsync(node, id, new MaskingRecipe([])))).Code);
        Assert.Equal("mask.column-unknown", (await Assert.ThrowsAsync<Refusal>(() => MaskAsync(node, id, new MaskingRecipe([new ColumnMask("nothing", MaskMethod.Drop)])))).Code);
        Assert.Equal("catalogue.held-mask-not-enough", (await Assert.ThrowsAsync<Refusal>(() => MaskAsync(node, id, weak with { Combination = ["region", "birth_year"] }))).Code);

        var recipe = new MaskingRecipe([new ColumnMask("region", MaskMethod.City), new ColumnMask("birth_year", MaskMethod.Range, Step: 10)]) { LeaveOutRare = true };
        var masked = await MaskAsync(node, id, recipe);
        Assert.Equal(("masked", 1), (masked.State, masked.Version));
        var version = await node.AskAsync<DatasetReads, VersionView>(r => r.VersionAsync("rare", "1", null, Ct));
        Assert.Equal((49L, 48L, 1L), (version.RowsRead, version.RowsLoaded, version.RowsRefused));
        Assert.Equal(["330100"], version.Quality.Columns[0].TopValues.Select(v => v.Value));
        Assert.Equal(["1980–1989"], version.Quality.Columns[1].TopValues.Select(v => v.Value));

        var next = await node.PublishAsync("rare", Persons("330106,1989,养蜂员").Replace("教师,0\n", "教师,900\n", StringComparison.Ordinal));
        Assert.Equal((null, 2), (next.Held, next.Version));
        Assert.Equal(2, await node.AskAsync<CatalogueDb, int>(c => c.Versions.CountAsync(v => v.RowsLoaded == 48, Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Numbers_are_hidden_dropped_or_hashed_and_set_aside_cells_do_not_survive(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var schema = new TableSchema([
            new ColumnSchema { Name = "no", Type = ColumnType.Integer }, new ColumnSchema { Name = "id_number", Type = ColumnType.Text },
            new ColumnSchema { Name = "mobile", Type = ColumnType.Text }]);
        const string Csv = "no,id_number,mobile\n1,11010519491231002X,13800138000\n2,440524188001010014,13900139000\n13700137000x,11010519491231002X,13800138000\n";
        var id = (await node.PublishAsync("persons", Csv, schema: schema)).Held!.Value;
        await MaskAsync(node, id, new MaskingRecipe([new ColumnMask("id_number", MaskMethod.Hash), new ColumnMask("mobile", MaskMethod.Ends, 3, 4)]));
        var version = await node.AskAsync<DatasetReads, VersionView>(r => r.VersionAsync("persons", "1", null, Ct));
        Assert.Equal(0, version.CellsQuarantined);
        Assert.Equal(["138****8000", "139****9000"], version.Quality.Columns[2].TopValues.Select(v => v.Value));
        Assert.Equal([2L, 1L], version.Quality.Columns[1].TopValues.Select(v => v.Count));
        Assert.All(version.Quality.Columns[1].TopValues, v => Assert.Matches("^[0-9a-f]{32}$", v.Value));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Small_counts_of_persons_are_held_until_they_are_left_out(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        var id = (await node.PublishAsync("counts", "地区,民族,人数\n330100,汉族,8000\n330100,畲族,2\n330200,汉族,0\n")).Held!.Value;
        Assert.Equal([("人数", HoldKind.SmallCount, 1L)], (await ReadAsync(node, id)).Reasons.Select(r => (r.Column, r.Kind, r.Cells)));
        await MaskAsync(node, id, new MaskingRecipe([new ColumnMask("人数", MaskMethod.Suppress, Step: 3)]));
        var version = await node.AskAsync<DatasetReads, VersionView>(r => r.VersionAsync("counts", "1", null, Ct));
        Assert.Equal((2L, 1L), (version.Quality.Columns[2].Filled, version.Quality.Columns[2].Missing));
    }

    private static Task<HeldView> ReadAsync(CatalogueNode node, Guid id) => node.AskAsync<HeldReads, HeldView>(r => r.ReadAsync(id, Ct));

    private static Task<HeldView> MaskAsync(CatalogueNode node, Guid id, MaskingRecipe recipe) => node.AskAsync<IServiceProvider, HeldView>(services =>
    {
        ((CurrentActor)services.GetService(typeof(CurrentActor))!).Actor = new Actor(ActorKind.Application, "key:other", "审核员", new HashSet<string>());
        return ((ReviewHeld)services.GetService(typeof(ReviewHeld))!).DecideAsync(id, "mask", new HeldTable.Decision(Why, null, false, recipe), Ct);
    });
}
