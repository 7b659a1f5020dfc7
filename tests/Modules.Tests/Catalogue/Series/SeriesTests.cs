using Gongxin.Catalogue;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Catalogue.Series;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;

namespace Gongxin.Modules.Tests.Catalogue.Series;

// Goal: a series shows its published datasets in the order of their places, on both engines, and harvesters hear of it.
public sealed class SeriesTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Datasets_are_put_into_a_series_and_taken_out_again(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        await node.PublishAsync("b-2023", "n\n1\n");
        await node.PublishAsync("a-2024", "n\n2\n");
        Assert.Equal("catalogue.series-not-found", (await Assert.ThrowsAsync<Refusal>(() => PutAsync(node, "a-2024", "harvest", "2024"))).Code);
        await KeepAsync(node, "harvest", new KeepSeries.Request("历年产量", "Harvests", null, null));
        Assert.Equal("catalogue.series-missing", (await Assert.ThrowsAsync<Refusal>(() => PutAsync(node, "a-2024", null, "2024"))).Code);

        await PutAsync(node, "a-2024", "harvest", "2024");
        await PutAsync(node, "b-2023", "harvest", "2023");
        Assert.Equal([("b-2023", "2023"), ("a-2024", "2024")], (await OneAsync(node)).Members.Select(m => (m.Dataset, m.Place!)));
        Assert.Equal([("harvest", 2)], (await node.AskAsync<SeriesReads, IReadOnlyList<SeriesItem>>(s => s.AllAsync(Ct))).Select(s => (s.Slug, s.Datasets)));
        var record = await node.AskAsync<RecordReads, CatalogueRecord>(r => r.FindAsync("a-2024", Ct));
        Assert.Equal(("harvest", "历年产量"), (record.Series!.Slug, record.Series.Title));

        var earlier = await node.AskAsync<RecordReads, CatalogueRecord>(r => r.FindAsync("b-2023", Ct));
        Assert.Equal(("b-2023", null, "a-2024", "a-2024"), (earlier.Around!.First!.Slug, earlier.Around.Before?.Slug, earlier.Around.After!.Slug, earlier.Around.Last!.Slug));
        Assert.Equal("b-2023", record.Around!.Before!.Slug);
        Assert.Equal(["a-2024", "b-2023"], (await StreamAsync(node)).Where(r => r.Around is { First: not null }).Select(r => r.Slug).Order(StringComparer.Ordinal));

        await PutAsync(node, "a-2024", null, null);
        Assert.Equal(["b-2023"], (await OneAsync(node)).Members.Select(m => m.Dataset));
        Assert.Null((await node.AskAsync<RecordReads, CatalogueRecord>(r => r.FindAsync("a-2024", Ct))).Series);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_series_is_described_anew_and_needs_a_title(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(databases, engine);
        Assert.Equal("catalogue.parameter-missing", (await Assert.ThrowsAsync<Refusal>(() => KeepAsync(node, "harvest", new KeepSeries.Request(" ", null, null, null)))).Code);
        await KeepAsync(node, "harvest", new KeepSeries.Request("产量", null, null, null));
        await KeepAsync(node, "harvest", new KeepSeries.Request("历年产量", null, "每年一个。", null));
        Assert.Equal(("历年产量", "每年一个。", 0), ((await OneAsync(node)).Title, (await OneAsync(node)).Summary, (await OneAsync(node)).Members.Count));
    }

    [Fact]
    public void Nobody_is_said_to_come_next_where_nobody_can_say_who()
    {
        (string Slug, string? Place)[] members = [("a", "2022"), ("b", "2023"), ("c", "2023"), ("d", "2024"), ("e", "2025"), ("f", null)];
        string Around(string slug)
        {
            var order = SeriesOrder<string>.Around(members.Select(m => m.Slug), s => Array.Find(members, m => m.Slug == s).Place, s => s == slug);
            return $"{order.First} {order.Before ?? "-"} {order.After ?? "-"} {order.Last}";
        }

        Assert.Equal("a - - e", Around("a"));
        Assert.Equal("a - - e", Around("b"));
        Assert.Equal("a - e e", Around("d"));
        Assert.Equal("a d - e", Around("e"));
        Assert.Equal("a - - e", Around("f"));
    }

    private static Task<List<CatalogueRecord>> StreamAsync(CatalogueNode node) => node.AskAsync<RecordReads, List<CatalogueRecord>>(async reads =>
    {
        var records = new List<CatalogueRecord>();
        await foreach (var record in reads.StreamAsync(_ => true, Ct))
        {
            records.Add(record);
        }

        return records;
    });

    private static Task<SeriesView> OneAsync(CatalogueNode node) => node.AskAsync<SeriesReads, SeriesView>(s => s.OneAsync("harvest", Ct));

    private static Task KeepAsync(CatalogueNode node, string slug, KeepSeries.Request request) => node.AskAsync<CatalogueDb, bool>(async catalogue =>
    {
        await KeepSeries.Handle(slug, request, catalogue, new SeriesReads(catalogue), node.Clock, Ct);
        return true;
    });

    private static Task PutAsync(CatalogueNode node, string dataset, string? series, string? place) => node.AskAsync<StatedEntries, bool>(async entries =>
    {
        await entries.StateAsync(dataset, new StateEntry.Request(null, null, null, null, series, place), Ct);
        return true;
    });
}
