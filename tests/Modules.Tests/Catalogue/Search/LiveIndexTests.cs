using Gongxin.Catalogue;
using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Search.Synonyms;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Contracts.Catalogue;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Catalogue.Search;

// Goal: the index follows what is published, corrected and withdrawn at once, on both engines, and can be checked, rebuilt and
// read back from its file.
public sealed class LiveIndexTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Csv = "地区,产量\n华东,1\n华东,2\n华北,3\n华北,4\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_published_is_found_at_once_before_and_after_it_has_its_number(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        Assert.Empty(await FindAsync(node, "华东"));
        await node.PublishAsync("grain-output", Csv);
        Assert.Equal(["grain-output"], await FindAsync(node, "华东"));
        Assert.Equal(["grain-output"], await FindAsync(node, "chanliang"));
        await node.PublishAsync("steel-output", Csv + "华南,5\n");
        await node.IntegrateLedgerAsync();
        Assert.Equal(2, (await FindAsync(node, "output")).Count);
        var status = await node.AskAsync<ISearchStatus, SearchStatus>(s => s.ReadAsync(Ct));
        Assert.Equal((0, 2), (status.Behind, status.Datasets));
        Assert.Equal(0, (await CheckAsync(node)).FaultCount);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_withdrawn_is_gone_at_once(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("grain-output", Csv);
        await node.PublishAsync("grain-output", "地区,产量\n华南,1\n华南,2\n");
        Assert.Equal(["grain-output"], await FindAsync(node, "华南"));
        await WithdrawAsync(node, "grain-output", "2");
        Assert.Empty(await FindAsync(node, "华南"));
        Assert.Equal(["grain-output"], await FindAsync(node, "华东"));
        await WithdrawAsync(node, "grain-output", null);
        Assert.Empty(await FindAsync(node, "华东"));
        Assert.Empty(await FindAsync(node, ""));
        Assert.Equal(0, (await CheckAsync(node)).FaultCount);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_check_finds_what_was_changed_behind_the_ledger_and_a_rebuild_mends_it(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("grain-output", Csv);
        await node.PublishAsync("steel-output", Csv + "华南,5\n");
        await FindAsync(node, "");
        await node.AskAsync<CatalogueDb, int>(c => c.Datasets.Where(d => d.Slug == "grain-output").ExecuteUpdateAsync(d => d.SetProperty(x => x.Title, "粮食"), Ct));
        Assert.Equal([new SearchFault("grain-output", SearchFaultKind.Outdated)], (await CheckAsync(node)).Faults);
        await node.AskAsync<ISearchIndexing, SearchStatus>(s => s.RebuildAsync(Ct));
        Assert.Equal(0, (await CheckAsync(node)).FaultCount);
        Assert.Equal(["grain-output"], await FindAsync(node, "粮食"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_file_is_taken_up_where_it_ended_and_a_damaged_one_is_left_alone(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("grain-output", Csv);
        await node.IntegrateLedgerAsync();
        await node.AskAsync<ISearchIndexing, SearchStatus>(s => s.RebuildAsync(Ct));
        await node.PublishAsync("steel-output", Csv + "华南,5\n");
        var file = await node.AskAsync<LiveIndex, string>(l => Task.FromResult(l.File));

        var read = await ReadAsync(node, file);
        Assert.Equal(["grain-output"], read!.Index.Slugs());

        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Ct);
        Assert.Null(await ReadAsync(node, file));
        await File.WriteAllBytesAsync(file, bytes[..20], Ct);
        Assert.Null(await ReadAsync(node, file));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Synonyms_that_somebody_saves_apply_at_once_and_nobody_is_overwritten(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("grain-output", Csv);
        Assert.Empty(await FindAsync(node, "稻谷"));
        await node.AskAsync<SynonymEdits, SynonymsView>(s => s.SaveAsync("稻谷, grain", 0, Ct));
        Assert.Equal(["grain-output"], await FindAsync(node, "稻谷"));
        Assert.Equal("catalogue.synonyms-changed", await RefusedAsync(node, "a, b", 0));
        Assert.Equal("catalogue.synonyms-not-good", await RefusedAsync(node, "alone", 1));
        var view = await node.AskAsync<SynonymEdits, SynonymsView>(s => s.ReadAsync(Ct));
        Assert.Equal((1, "稻谷, grain", "数据管理处"), (view.Number, view.Text, view.SavedBy));
        Assert.Equal(1, await node.AskAsync<CatalogueDb, int>(c => c.Whole.Set<Gongxin.Kernel.Data.AuditEntry>().CountAsync(a => a.Action == "SynonymsSaved", Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Suggestions_name_datasets_and_providers(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("grain-output", Csv);
        var suggested = await node.AskAsync<DatasetSearch, IReadOnlyList<Suggestion>>(s => s.SuggestAsync("gra", Ct));
        Assert.Equal([new Suggestion(SuggestionKind.Dataset, "grain-output", "/datasets/grain-output", null)], suggested);
        Assert.Empty(await node.AskAsync<DatasetSearch, IReadOnlyList<Suggestion>>(s => s.SuggestAsync("", Ct)));
    }

    private static async Task<string> RefusedAsync(CatalogueNode node, string text, int basedOn) =>
        (await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<SynonymEdits, SynonymsView>(s => s.SaveAsync(text, basedOn, Ct)))).Code;

    private static Task<LiveState?> ReadAsync(CatalogueNode node, string file) =>
        node.AskAsync<SearchSource, LiveState?>(async source =>
            await IndexFile.ReadAsync(file, await node.AskAsync<LiveIndex, SearchRegions>(l => Task.FromResult(l.Regions)), source, Ct));

    private static Task<SearchCheckReport> CheckAsync(CatalogueNode node) => node.AskAsync<SearchCheck, SearchCheckReport>(c => c.RunAsync(null, Ct));

    private static Task<WithdrawalView> WithdrawAsync(CatalogueNode node, string slug, string? number) =>
        node.AskAsync<WithdrawData, WithdrawalView>(w => w.WithdrawAsync(slug, number, "personalData", "Names of persons were in it.", Ct));

    private static async Task<List<string>> FindAsync(CatalogueNode node, string words) =>
        [.. (await node.AskAsync<DatasetSearch, FoundDatasets>(s => s.FindAsync(new DatasetFilter { Words = words }, facets: false, Ct))).Items.Select(i => i.Slug)];
}
