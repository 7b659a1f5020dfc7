using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.Datastore.Rows.Index;
using Gongxin.Kernel.Tabular;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gongxin.Modules.Tests.Datastore.Rows;

// Goal: an index changes nothing but the time. Method: random queries give the same bytes with and without one, on enough
// rows that every way of searching is taken.
public sealed class RowIndexTests(IndexedVersions versions) : IClassFixture<IndexedVersions>
{
    private const int Rows = 75_000;

    private static readonly ColumnSchema[] Columns =
    [
        Versions.Column("id", ColumnType.Integer), Versions.Column("类", ColumnType.Text), Versions.Column("区", ColumnType.Text),
        Versions.Column("金额", ColumnType.Decimal, 12, 2), Versions.Column("日期", ColumnType.Date), Versions.Column("比率", ColumnType.Number),
        Versions.Column("巨额", ColumnType.Decimal, 30, 3), Versions.Column("公开", ColumnType.Boolean), Versions.Column("空", ColumnType.Text),
        Versions.Column("码", ColumnType.Text),
    ];

    [Fact]
    public async Task Random_queries_have_the_same_answers_with_and_without_an_index()
    {
        var version = Make();
        using var index = versions.Indexes.Borrow(version)!;
        Assert.Equal([sizeof(ushort), sizeof(byte), sizeof(ushort), sizeof(int), sizeof(int)], new[] { 0, 1, 2, 3, 9 }.Select(at => index.Index!.Columns[at].Width));
        using var connection = versions.DuckDb.OpenConnection();
        var limits = new QueryLimits();
        using var cache = new AnswerCache(limits);
        var random = new Random(11);

        for (var round = 0; round < 80; round++)
        {
            var query = RandomQuery(random);
            var cursors = 0;
            string? next;
            do
            {
                var plan = RowPlanner.Plan(version, query);
                var (slow, fast) = (new TextAnswer(plan, limits.PageBytes), new TextAnswer(plan, limits.PageBytes));
                new RowPages(connection, cache).Read(plan, query, slow, default);
                using var uncounted = new AnswerCache(limits);
                Assert.True(new IndexPages(index.Index!, uncounted).TryRead(plan, query, fast, default));

                Assert.Equal(Told(slow.Page), Told(fast.Page));
                next = slow.Page.Next;
                query = query with { Cursor = next };
            }
            while (next is not null && ++cursors < 4);
        }
    }

    [Fact]
    public async Task What_an_index_does_not_know_is_answered_without_it()
    {
        var sample = Sample.Of(versions);
        var plain = await versions.Queries.ReadAsync(sample.Version, RowQuery.Everything with { Words = "上海" }, default);
        var pattern = await versions.Queries.ReadAsync(sample.Version, RowQuery.Everything with { Filters = [new("名称", FilterOperator.Like, ["*上海*"])] }, default);
        var groups = await versions.Queries.ReadAsync(sample.Version, RowQuery.Everything with { Group = ["公开"] }, default);

        Assert.Equal(sample.Cells.Count(row => row[0]?.Contains("上海", StringComparison.Ordinal) == true), plain.Total);
        Assert.Equal(plain.Total, pattern.Total);
        Assert.Equal(3, groups.Total);
    }

    [Fact]
    public async Task A_version_gets_its_index_in_the_background_and_keeps_it_over_a_restart()
    {
        var version = Make(rows: 100);
        var folder = Path.Combine(versions.Folder, "background");
        using (var indexes = MakeIndexes(folder))
        {
            while (indexes.Borrow(version) is not { } entry)
            {
                await Task.Delay(5);
            }
        }

        using var again = MakeIndexes(folder);
        using var found = again.Borrow(version);
        Assert.Equal(100, found!.Index!.RowCount);
        Assert.Equal([version.Digest + ".index"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_cut_off_index_is_thrown_away_and_built_again()
    {
        var version = Make(rows: 200);
        var folder = Path.Combine(versions.Folder, "cut");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, version.Digest + ".index");
        File.Copy(versions.IndexFolder.FileOf(version.Digest), file);
        using (var cut = File.OpenWrite(file))
        {
            cut.SetLength(cut.Length - 1);
        }

        using var indexes = MakeIndexes(folder);
        IndexEntry? entry;
        while ((entry = indexes.Borrow(version)) is null)
        {
            await Task.Delay(5);
        }

        using (entry)
        {
            Assert.Equal(new FileInfo(versions.IndexFolder.FileOf(version.Digest)).Length, new FileInfo(file).Length);
        }
    }

    [Fact]
    public async Task Indexes_keep_to_their_bytes_and_number()
    {
        var all = Enumerable.Range(300, 4).Select(rows => Make(rows)).ToArray();
        var folder = Path.Combine(versions.Folder, "bounded");
        var size = new FileInfo(versions.IndexFolder.FileOf(all[^1].Digest)).Length;
        using var indexes = MakeIndexes(folder, new IndexLimits { DiskBytes = 2 * size, OpenMax = 1 });
        foreach (var version in all)
        {
            IndexEntry? entry;
            while ((entry = indexes.Borrow(version)) is null)
            {
                await Task.Delay(5);
            }

            entry.Dispose();
        }

        Assert.Equal(2, Directory.GetFiles(folder).Length);
        using var last = indexes.Borrow(all[^1]);
        Assert.Equal(303, last!.Index!.RowCount);
    }

    [Fact]
    public async Task Signed_zeros_are_left_to_DuckDB()
    {
        using var plain = new Versions();
        var version = plain.Store([Versions.Column("x", ColumnType.Number)], "SELECT * FROM (VALUES (2, '-0'::DOUBLE), (3, 0.0), (4, -1.0))", 3);
        using var connection = plain.DuckDb.OpenConnection();

        Assert.False(new IndexBuilder(connection, version, Path.Combine(plain.Folder, "zeros")).Build(default));
        var page = await plain.Queries.ReadAsync(version, RowQuery.Everything, default);
        Assert.Equal(["-0", "0", "-1"], page.Rows.Select(row => row.Cells[0]));
    }

    private RowIndexes MakeIndexes(string folder, IndexLimits? limits = null) => new(
        versions.DuckDb, new Lazy<IndexFolder>(() => new IndexFolder(folder, TimeProvider.System)), limits ?? new IndexLimits(), NullLogger<RowIndexes>.Instance);

    private StoredVersion Make(int rows = Rows) => versions.Store(
        Columns,
        $"""
        SELECT 2 + i + i // 7, i % 50000, '类' || (hash(i) % 7), CASE WHEN hash(i + 1) % 9 = 0 THEN NULL ELSE '区' || (hash(i + 2) % 3000) END,
            CAST((hash(i + 3) % 9000000) / 100 AS DECIMAL(12,2)), DATE '2020-01-01' + CAST(i // 40 AS INTEGER), (hash(i + 4) % 1000) / 8,
            CAST(CAST(hash(i + 5) % 1000 AS BIGINT) - 500 AS DECIMAL(30,3)) * 1000000000000000000, hash(i + 6) % 2 = 0, NULL::VARCHAR,
            '码' || (hash(i + 7) % 1000000)
        FROM range({rows}) AS t(i)
        """,
        rows);

    private static RowQuery RandomQuery(Random random)
    {
        var filters = Enumerable.Range(0, random.Next(4)).Select(_ => RandomFilter(random)).ToArray();
        var sorts = Enumerable.Range(0, random.Next(3)).Select(_ => new RowSort(Columns[random.Next(Columns.Length)].Name, random.Next(2) == 0)).ToArray();
        return RowQuery.Everything with { Filters = filters, Sort = sorts, Limit = random.Next(1, 40) };
    }

    private static RowFilter RandomFilter(Random random)
    {
        string Day() => new DateOnly(2020, 1, 1).AddDays(random.Next(1500)).ToString("yyyy-MM-dd", null);
        string Amount() => (random.Next(9000000) / 100m).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return random.Next(13) switch
        {
            0 => new("类", FilterOperator.Eq, [$"类{random.Next(8)}"]),
            1 => new("类", FilterOperator.Ne, [$"类{random.Next(8)}"]),
            2 => new("区", FilterOperator.Eq, [$"区{random.Next(3000)}"]),
            3 => new("区", FilterOperator.In, [.. Enumerable.Range(0, random.Next(40)).Select(_ => $"区{random.Next(3100)}")]),
            4 => new("区", FilterOperator.Prefix, [$"区{random.Next(30)}"]),
            5 => new("区", FilterOperator.Null, [random.Next(2) == 0 ? "true" : "false"]),
            6 => new("金额", FilterOperator.Gt, [Amount()]),
            7 => new("金额", FilterOperator.Le, [Amount()]),
            8 => new("日期", FilterOperator.Ge, [Day()]),
            9 => new("日期", FilterOperator.Lt, [Day()]),
            10 => new("巨额", FilterOperator.Ge, [$"{random.Next(-500, 500)}000000000000000000"]),
            11 => new("码", FilterOperator.Like, [$"码{random.Next(100)}*"]),
            _ => new("公开", FilterOperator.Eq, ["true"]),
        };
    }

    private static string Told(RowPage page)
    {
        var text = new StringBuilder($"{page.Total} {page.Next}\n");
        foreach (var row in page.Rows)
        {
            text.Append(row.Row).Append(' ').AppendJoin('|', row.Cells.Select(cell => cell ?? "∅")).Append('\n');
        }

        return text.ToString();
    }
}
