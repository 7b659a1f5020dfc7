using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Diff;

// Goal: every difference is told, exactly once, with its place in both files; nothing is lost when keys are empty or repeated.
public sealed class DiffTests(Versions versions) : IClassFixture<Versions>
{
    private static readonly ColumnSchema[] Columns =
    [
        Versions.Column("id", ColumnType.Integer), Versions.Column("name", ColumnType.Text), Versions.Column("amount", ColumnType.Decimal, 12, 2),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Added_removed_and_changed_rows_with_old_and_new_cells()
    {
        var from = Keyed([["1", "a", "1.00"], ["2", "b", "2.00"], ["3", "c", null], ["4", "", "4.00"]]);
        var to = Keyed([["5", "e", "5.00"], ["2", "b", "2.50"], ["3", "c", "0.00"], ["4", null, "4.00"]]);
        var page = await ReadAsync(from, to);

        Assert.Equal((DiffKeySource.Schema, 4L, 4L), (page.Summary.KeySource, page.Summary.FromRows, page.Summary.ToRows));
        Assert.Equal((1L, 1L, 3L, 0L, 3L), Counts(page));
        Assert.Equal([("id", 0L), ("name", 1L), ("amount", 2L)], page.Summary.Columns.Select(c => (c.Name, c.ChangedCells)));
        Assert.True(page.Schema.IsSame);
        Assert.Null(page.Next);

        // By place in the newer file; a removed row by its place in the older.
        Assert.Equal(
            ["Added  2: id null>5, name null>e, amount null>5.00", "Removed 2 : id 1>null, name a>null, amount 1.00>null",
             "Changed 3 3: amount 2.00>2.50", "Changed 4 4: amount null>0.00", "Changed 5 5: name >null"],
            page.Items.Select(Text));
        Assert.Equal([new DiffKeyCell("id", "2")], page.Items[2].Key);
    }

    [Fact]
    public async Task Rows_without_a_key_or_with_a_repeated_one_are_compared_whole_and_told()
    {
        var from = Make([[null, "x", "1.00"], [null, "x", "1.00"], ["7", "a", "1.00"], ["7", "b", "1.00"], ["8", "c", "1.00"], ["9", "d", "1.00"]]);
        var to = Make([[null, "x", "1.00"], ["7", "a", "1.00"], ["7", "z", "1.00"], ["8", "c", "1.00"], ["8", "c", "1.00"], ["9", "d", "2.00"]]);
        var page = await ReadAsync(from, to, "id");

        Assert.Equal(new DiffNotMatchable(2, 1, 3, 4), page.Summary.NotMatchable);
        Assert.Equal((2L, 2L, 1L, 3L, 1L), Counts(page));
        Assert.Equal(
            ["Removed 3  whole: id null>null, name x>null, amount 1.00>null",
             "Added  4 whole: id null>7, name null>z, amount null>1.00",
             "Removed 5  whole: id 7>null, name b>null, amount 1.00>null",
             "Added  6 whole: id null>8, name null>c, amount null>1.00",
             "Changed 7 7: amount 1.00>2.00"],
            page.Items.Select(item => Text(item)));
    }

    [Fact]
    public async Task Without_a_key_equal_rows_are_counted()
    {
        var from = Make([["1", "a", null], ["1", "a", null], ["1", "a", null], ["2", "b", null]]);
        var to = Make([["2", "b", null], ["1", "a", null], ["2", "b", "1.00"]]);
        var page = await ReadAsync(from, to);
        Assert.Equal(DiffKeySource.WholeRow, page.Summary.KeySource);
        Assert.Equal((1L, 2L, 0L, 2L, 0L), Counts(page));
        Assert.Equal([3L, 4L], page.Items.Where(i => i.Change is DiffChange.Removed).Select(i => i.FromRow!.Value));
    }

    [Fact]
    public async Task Columns_that_came_went_or_changed_their_type_are_told_and_values_compared_in_a_common_form()
    {
        var from = versions.Make(
            [
                Versions.Column("id", ColumnType.Integer), Versions.Column("gone", ColumnType.Text), Versions.Column("whole", ColumnType.Integer), Versions.Column("code", ColumnType.Integer),
                Versions.Column("day", ColumnType.Date), Versions.Column("wide", ColumnType.Decimal, 38, 10), Versions.Column("year", ColumnType.Year),
            ],
            [["1", "x", "10", "7", "2024-01-31", "1234567890123456789012345678.5", "2024-01-01"], ["2", "y", "10", "7", "2024-01-31", "0.1", "2024-01-01"]]);
        var to = versions.Make(
            [
                Versions.Column("id", ColumnType.Integer), Versions.Column("new", ColumnType.Text), Versions.Column("whole", ColumnType.Decimal, 12, 2), Versions.Column("code", ColumnType.Text),
                Versions.Column("day", ColumnType.DateTime), Versions.Column("wide", ColumnType.Decimal, 38, 2), Versions.Column("year", ColumnType.Text),
            ],
            [["1", "n", "10.00", "7", "2024-01-31 00:00:00", "1234567890123456789012345678.50", "2024"], ["2", "n", "10.01", "07", "2024-01-31 00:00:01", "0.10", "2025"]]);
        var page = await ReadAsync(from, to, "id");

        Assert.Equal(["new"], page.Schema.Added.Select(c => c.Name));
        Assert.Equal(["gone"], page.Schema.Removed.Select(c => c.Name));
        Assert.Equal(["whole", "code", "day", "wide", "year"], page.Schema.Retyped.Select(c => c.To.Name));
        Assert.Equal(["Changed 3 3: whole 10>10.01, code 7>07, day 2024-01-31>2024-01-31T00:00:01, year 2024>2025"], page.Items.Select(Text));
    }

    [Theory]
    [InlineData(1, true), InlineData(2, true), InlineData(3, true), InlineData(4, false), InlineData(5, false)]
    public async Task Random_tables_have_the_differences_that_a_plain_count_finds(int seed, bool keyed)
    {
        var random = new Random(seed);
        var (from, to) = (Rows(random), Rows(random));
        var page = await ReadAsync(Make(from), Make(to), keyed ? "id,name" : null, DiffRequest.LimitMax);
        var expected = PlainDiff.Of(from, to, keyed ? 2 : 0);

        Assert.Equal(expected.Order(StringComparer.Ordinal), page.Items.Select(i => $"{i.Change} {i.FromRow} {i.ToRow}").Order(StringComparer.Ordinal));
        Assert.Equal(page.Summary.Total, page.Items.Count);
        Assert.Equal(from.Count - page.Summary.Removed, to.Count - page.Summary.Added);
        Assert.Equal(from.Count - page.Summary.Removed - page.Summary.Changed, page.Summary.Unchanged);
        Assert.Equal(page.Summary.ChangedCells, page.Items.Where(i => i.Change is DiffChange.Changed).Sum(i => i.Cells.Count));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_double_for_all_and_for_one_kind()
    {
        var random = new Random(11);
        var (from, to) = (Make(Rows(random)), Make(Rows(random)));
        foreach (var change in new DiffChange?[] { null, DiffChange.Added, DiffChange.Changed })
        {
            var whole = await ReadAsync(from, to, "id,name", DiffRequest.LimitMax, change);
            var items = new List<string>();
            string? cursor = null;
            do
            {
                var page = await versions.Diffs.ReadAsync(new DiffRequest(from, to, ["id", "name"]) { Limit = 7, Cursor = cursor, Change = change }, Ct);
                Assert.Equal(whole.Total, page.Total);
                items.AddRange(page.Items.Select(Text));
                cursor = page.Next;
            }
            while (cursor is not null);

            Assert.Equal(whole.Items.Select(Text), items);
            Assert.Equal(whole.Total, items.Count);
        }

        var other = await versions.Diffs.ReadAsync(new DiffRequest(from, to, ["id", "name"]) { Limit = 1 }, Ct);
        await RefusedAsync("query.bad-cursor", new DiffRequest(from, to, ["id"]) { Cursor = other.Next });
        await RefusedAsync("query.bad-cursor", new DiffRequest(from, to, []) { Cursor = "nonsense" });
    }

    [Fact]
    public async Task A_key_must_be_in_both_versions_and_something_in_common()
    {
        var from = Make([["1", "a", null]]);
        var to = versions.Make([Versions.Column("ID", ColumnType.Integer)], [["1"]]);
        await RefusedAsync("diff.nothing-in-common", new DiffRequest(from, to, []));
        await RefusedAsync("diff.key-unknown", new DiffRequest(from, from, ["nothing"]));
        await RefusedAsync("query.duplicate-name", new DiffRequest(from, from, ["id", "id"]));
        Assert.Equal("query.bad-value", Assert.Throws<Refusal>(() => versions.Diffs.ParseKey("a,,b")).Code);
        Assert.Equal(["a,b", "c"], versions.Diffs.ParseKey("\"a,b\",c"));
        Assert.Equal((0L, 0L, 0L, 1L, 0L), Counts(await ReadAsync(from, from, "id")));
    }

    [Fact]
    public async Task Tables_without_rows_differ_by_all_rows()
    {
        var (empty, full) = (Make([]), Make([["1", "a", null], [null, "b", null]]));
        Assert.Equal((2L, 0L, 0L, 0L, 0L), Counts(await ReadAsync(empty, full, "id")));
        Assert.Equal((0L, 2L, 0L, 0L, 0L), Counts(await ReadAsync(full, empty)));
    }

    private Task<DiffPage> ReadAsync(StoredVersion from, StoredVersion to, string? key = null, int limit = DiffRequest.LimitDefault, DiffChange? change = null) =>
        versions.Diffs.ReadAsync(new DiffRequest(from, to, versions.Diffs.ParseKey(key)) { Limit = limit, Change = change }, Ct);

    private async Task RefusedAsync(string code, DiffRequest request) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(() => versions.Diffs.ReadAsync(request, Ct))).Code);

    private StoredVersion Make(IEnumerable<string?[]> rows) => versions.Make(Columns, rows);

    private StoredVersion Keyed(IEnumerable<string?[]> rows)
    {
        var columns = Columns.Select(c => c.Name == "id" ? c with { Unique = true, Required = true } : c).ToArray();
        var version = versions.Make(columns, rows);
        return version with { Schema = version.Schema with { PrimaryKey = ["id"] } };
    }

    // Few different values, so that keys repeat, are empty, and rows are equal.
    private static List<string?[]> Rows(Random random) => [.. Enumerable.Range(0, 400).Select(_ => new string?[]
    {
        random.Next(12) == 0 ? null : $"{random.Next(60)}", random.Next(15) == 0 ? null : $"n{random.Next(8)}", random.Next(6) == 0 ? null : $"{random.Next(4)}.00",
    })];

    private static (long Added, long Removed, long Changed, long Unchanged, long Cells) Counts(DiffPage page) =>
        (page.Summary.Added, page.Summary.Removed, page.Summary.Changed, page.Summary.Unchanged, page.Summary.ChangedCells);

    private static string Text(DiffItem item) =>
        $"{item.Change} {item.FromRow} {item.ToRow}{(item.WholeRow ? " whole" : "")}: {string.Join(", ", item.Cells.Select(c => $"{c.Column} {c.Old ?? "null"}>{c.New ?? "null"}"))}";
}
