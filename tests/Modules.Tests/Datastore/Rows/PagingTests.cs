using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Rows;

// Goal: walking from cursor to cursor shows every row of the answer once, in the stated order, with the exact total each time.
public abstract class PagingTests(Versions versions)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_walk_over_any_sort_shows_every_row_once_in_order(int seed)
    {
        var sample = Sample.Of(versions);
        var random = new Random(seed);
        var names = Sample.Columns.Select(column => column.Name).ToArray();
        random.Shuffle(names);
        var sorts = names.Take(random.Next(1, 4)).Select(name => new RowSort(name, random.Next(2) == 0)).ToArray();
        var wanted = sample.Sorted(Enumerable.Range(0, sample.Cells.Length), sorts).ToArray();

        var walked = await WalkAsync(sample.Version, RowQuery.Everything with { Sort = sorts, Limit = random.Next(7, 60) });

        Assert.Equal(wanted.Select(row => Versions.RowNumber(row)), walked.Select(row => row.Row!.Value));
        Assert.Equal(wanted.Select(row => sample.Cells[row][0]), walked.Select(row => row.Cells[0]));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Passing_over_rows_shows_what_a_walk_shows_from_there_on(bool isFiltered, bool isSorted)
    {
        var sample = Sample.Of(versions);
        var query = RowQuery.Everything with
        {
            Filters = isFiltered ? [new RowFilter("公开", FilterOperator.Eq, ["true"])] : [],
            Sort = isSorted ? [new RowSort("日期", true), new RowSort("名称")] : [],
            Limit = 7,
        };
        var all = await WalkAsync(sample.Version, query);
        foreach (var offset in new[] { 0, 1, 6, 7, 50, all.Count - 3, all.Count, all.Count + 1, 10_000_000 })
        {
            var page = await versions.Queries.ReadAsync(sample.Version, query with { Offset = offset }, CancellationToken.None);
            Assert.Equal(all.Count, page.Total);
            Assert.Equal(all.Skip(offset).Take(7).Select(row => row.Row), page.Rows.Select(row => row.Row));
        }
    }

    [Fact]
    public async Task A_walk_with_filter_and_sort_shows_what_the_filter_lets_through()
    {
        var sample = Sample.Of(versions);
        RowSort[] sorts = [new("日期", true), new("名称")];
        var wanted = sample.Sorted(Enumerable.Range(0, sample.Cells.Length).Where(row => sample.Cells[row][5] == "true"), sorts);

        var walked = await WalkAsync(sample.Version, RowQuery.Everything with { Filters = [new RowFilter("公开", FilterOperator.Eq, ["true"])], Sort = sorts, Limit = 9 });

        Assert.Equal(wanted.Select(row => Versions.RowNumber(row)), walked.Select(row => row.Row!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_sort_the_rows_come_in_file_order_over_many_row_groups(bool isFiltered)
    {
        var version = versions.Store(
            [Versions.Column("n", ColumnType.Integer)], "SELECT 2 + i + i // 7, i % 10 FROM range(50000) AS t(i)", 50000);
        var query = RowQuery.Everything with { Limit = 1000, Filters = isFiltered ? [new RowFilter("n", FilterOperator.Eq, ["3"])] : [] };

        var walked = await WalkAsync(version, query);

        var wanted = Enumerable.Range(0, 50000).Where(row => !isFiltered || row % 10 == 3).Select(row => Versions.RowNumber(row));
        Assert.Equal(wanted, walked.Select(row => row.Row!.Value));
    }

    [Fact]
    public async Task Numbers_that_are_no_numbers_have_their_place_in_the_order()
    {
        var version = versions.Store(
            [Versions.Column("x", ColumnType.Number)],
            "SELECT * FROM (VALUES (2, 'nan'::DOUBLE), (3, 1.5), (4, NULL), (5, '-inf'::DOUBLE), (6, 'inf'::DOUBLE), (7, 0.0), (8, 0.0), (9, 'nan'::DOUBLE))",
            8);

        var walked = await WalkAsync(version, RowQuery.Everything with { Sort = [new RowSort("x")], Limit = 1 });
        var back = await WalkAsync(version, RowQuery.Everything with { Sort = [new RowSort("x", true)], Limit = 1 });

        Assert.Equal([5, 7, 8, 3, 6, 2, 9, 4], walked.Select(row => row.Row!.Value));
        Assert.Equal([2, 9, 6, 3, 7, 8, 5, 4], back.Select(row => row.Row!.Value));
    }

    [Fact]
    public async Task A_cursor_is_refused_with_another_query_or_version()
    {
        var sample = Sample.Of(versions);
        var other = Sample.Make(versions, 40, seed: 3);
        var query = RowQuery.Everything with { Sort = [new RowSort("数量")], Limit = 5 };
        var cursor = (await versions.Queries.ReadAsync(sample.Version, query, default)).Next!;

        Assert.Equal(5, (await versions.Queries.ReadAsync(sample.Version, query with { Cursor = cursor }, default)).Rows.Count);
        await AssertRefusedAsync(sample.Version, query with { Cursor = cursor, Sort = [new RowSort("数量", true)] });
        await AssertRefusedAsync(sample.Version, query with { Cursor = cursor, Words = "x" });
        await AssertRefusedAsync(sample.Version, query with { Cursor = cursor, Select = ["数量"] });
        await AssertRefusedAsync(other.Version, query with { Cursor = cursor });
        await AssertRefusedAsync(sample.Version, query with { Cursor = cursor[..^1] + (cursor[^1] == 'A' ? 'Q' : 'A') + "AAAAAAAAAAAAAAAAAA" });
        await AssertRefusedAsync(sample.Version, query with { Cursor = "!" });
        await AssertRefusedAsync(sample.Version, query with { Cursor = "AAAA" });
    }

    [Fact]
    public async Task A_page_that_would_grow_too_large_ends_early_and_says_where_it_goes_on()
    {
        var small = versions.MakeQueries(new QueryLimits { PageBytes = 20_000 });
        var text = new string('长', 3_000);
        var version = versions.Make([Versions.Column("t", ColumnType.Text)], Enumerable.Range(0, 25).Select(row => new string?[] { text + row }));

        var first = await small.ReadAsync(version, RowQuery.Everything, default);
        var walked = await WalkAsync(version, RowQuery.Everything, small);
        using var json = System.Text.Json.JsonDocument.Parse(await small.ReadJsonAsync(version, RowQuery.Everything, default));

        Assert.InRange(first.Rows.Count, 1, 24);
        Assert.Equal(25, first.Total);
        Assert.Equal(Enumerable.Range(0, 25).Select(row => text + row), walked.Select(row => row.Cells[0]));
        Assert.InRange(json.RootElement.GetProperty("items").GetArrayLength(), 1, 24);
        Assert.NotNull(json.RootElement.GetProperty("next").GetString());
    }

    [Fact]
    public async Task Nothing_asked_for_is_a_total_only()
    {
        var sample = Sample.Of(versions);

        var page = await versions.Queries.ReadAsync(sample.Version, RowQuery.Everything with { Limit = 0 }, default);

        Assert.Empty(page.Rows);
        Assert.Equal((300, null), (page.Total, page.Next));
    }

    private async Task AssertRefusedAsync(StoredVersion version, RowQuery query) =>
        Assert.Equal("query.bad-cursor", (await Assert.ThrowsAsync<Refusal>(() => versions.Queries.ReadAsync(version, query, default))).Code);

    private async Task<List<RowView>> WalkAsync(StoredVersion version, RowQuery query, IRowQueries? queries = null)
    {
        var rows = new List<RowView>();
        var totals = new HashSet<long>();
        string? cursor = null;
        do
        {
            var page = await (queries ?? versions.Queries).ReadAsync(version, query with { Cursor = cursor }, default);
            Assert.NotEmpty(page.Rows);
            rows.AddRange(page.Rows);
            totals.Add(page.Total);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal([rows.Count], totals);
        return rows;
    }
}

public sealed class PagingTestsOnDuckDb(Versions versions) : PagingTests(versions), IClassFixture<Versions>;

public sealed class PagingTestsOnAnIndex(IndexedVersions versions) : PagingTests(versions), IClassFixture<IndexedVersions>;
