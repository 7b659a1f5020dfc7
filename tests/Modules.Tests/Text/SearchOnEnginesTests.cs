using Gongxin.Fixtures;
using Gongxin.Kernel.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gongxin.Modules.Tests.Text;

// Goal: both engines find the same texts for the same words. Method: a real FTS5 table and a real tsvector column are
// filled with the same texts and asked the same queries; what is expected is said per query, not copied from an engine.
public sealed class SearchOnEnginesTests
{
    private static readonly string[] Texts =
    [
        "国民经济行业分类（GB/T 4754—2017）",
        "統計用區劃和城鄉劃分代碼",
        "中华人民共和国国家统计局",
        "家统国计", // the characters of 国家统计 in another order
        "Statistical classification of économie, 3D打印 O'Brien's \\ :*&|!()",
        "云",
        "𠀀𠀁的档案",
    ];

    public static TheoryData<string, int[]> Questions => new()
    {
        { "统计", [1, 2] },
        { "统", [1, 2, 3] },
        { "计", [1, 2, 3] },
        { "国家统计局", [2] },
        { "\"国家统计\"", [2] },
        { "云", [5] },
        { "gb 4754", [0] },
        { "\"GB/T 4754\"", [0] },
        { "\"4754 2017\"", [0] },
        { "class", [4] },
        { "ECONOMIE", [4] },
        { "3d", [4] },
        { "打印", [4] },
        { "o'brien", [4] },
        { "区划", [1] },
        { "𠀁", [6] },
        { "𠀀𠀁", [6] },
        { "档案 统计", [] },
        { "\\ :*&|!()", [] },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Sqlite_finds(string typed, int[] expected)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'ascii')";
        await command.ExecuteNonQueryAsync();
        for (var i = 0; i < Texts.Length; i++)
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO words(rowid, body) VALUES ($id, $body)";
            insert.Parameters.AddWithValue("$id", i + 1);
            insert.Parameters.AddWithValue("$body", SearchTokens.ForFts5(Texts[i]));
            await insert.ExecuteNonQueryAsync();
        }

        var query = SearchQuery.Parse(typed);
        var found = new List<int>();
        if (!query.IsEmpty)
        {
            await using var ask = connection.CreateCommand();
            ask.CommandText = "SELECT rowid FROM words WHERE words MATCH $query ORDER BY rowid";
            ask.Parameters.AddWithValue("$query", query.ToFts5());
            await using var rows = await ask.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                found.Add(rows.GetInt32(0) - 1);
            }
        }

        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Postgres_finds(string typed, int[] expected)
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        var server = await PostgresServer.SharedAsync();
        var address = await server.CreateEmptyDatabaseAsync();
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand("CREATE TABLE words (id int, body tsvector)", connection))
        {
            await create.ExecuteNonQueryAsync();
        }

        for (var i = 0; i < Texts.Length; i++)
        {
            await using var insert = new NpgsqlCommand("INSERT INTO words VALUES ($1, $2::tsvector)", connection);
            insert.Parameters.Add(new() { Value = i });
            insert.Parameters.Add(new() { Value = SearchTokens.ForTsVector(Texts[i]) });
            await insert.ExecuteNonQueryAsync();
        }

        var found = new List<int>();
        await using (var ask = new NpgsqlCommand("SELECT id FROM words WHERE body @@ $1::tsquery ORDER BY id", connection))
        {
            ask.Parameters.Add(new() { Value = SearchQuery.Parse(typed).ToTsQuery() });
            await using var rows = await ask.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                found.Add(rows.GetInt32(0));
            }
        }

        await connection.CloseAsync();
        await server.DropDatabaseAsync(address);
        Assert.Equal(expected, found);
    }
}
