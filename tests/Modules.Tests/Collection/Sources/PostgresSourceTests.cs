using System.Globalization;
using Gongxin.Collection.Sources;
using Gongxin.Fixtures;
using Gongxin.Tests.Collection.Handing;
using Npgsql;

namespace Gongxin.Tests.Collection.Sources;

// Goal: one SELECT on an organisation's own database gives values or a table, with the period as its parameters, and can do nothing else.
// Method: a real server behind a door on the loopback address.
public sealed class PostgresSourceTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Values = """
        SELECT '主要经济指标' AS sheet, name AS row, NULL AS list_row, "column", amount AS value
        FROM output WHERE period = $1 AND day BETWEEN $2 AND $3 ORDER BY amount
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_select_is_handed_in_with_its_rows_as_the_source(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        await using var own = await OwnAsync();
        await steps.SetAsync(own.Source(Values));
        await steps.ComeAsync();
        await steps.RunAsync();
        var pull = Assert.Single(await steps.PullsAsync());
        Assert.Equal((PullState.HandedIn, own.Name + ".csv", ""), (pull.State, pull.FileName, pull.Error ?? ""));
        var view = await steps.Node.ReadAsync(steps.Clerk, pull.Submission);
        Assert.Equal([(100.5m, $"{own.Name}.csv#2"), (200m, $"{own.Name}.csv#3"), (300.5m, $"{own.Name}.csv#4")], view.Values.OrderBy(v => v.Source, StringComparer.Ordinal).Select(v => (decimal.Parse(v.Value!, CultureInfo.InvariantCulture), v.Source!)));
        Assert.Equal(Values, (await steps.TryAsync()).Query);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Only_a_select_within_bounds_is_asked_and_nothing_is_changed(Engine engine)
    {
        Assert.SkipWhen(engine is Engine.Postgres, "What the source's own server does is the same on either engine of the node.");
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        await using var own = await OwnAsync();
        foreach (var (query, code, why) in new[]
        {
            ("DELETE FROM output RETURNING 1", "collection.source-query-failed", "42601"), ("SELECT 1) AS x; DROP TABLE output; SELECT (1", "collection.source-query-failed", "42601"),
            ("WITH gone AS (DELETE FROM output RETURNING 1) SELECT * FROM gone", "collection.source-query-failed", "0A000"), ("SELECT spoil()", "collection.source-query-failed", "25006"),
            ("SELECT * FROM nothing", "collection.source-query-failed", "42P01"), ("SELECT generate_series(1, 200000) AS n", "collection.source-too-large", "100000"),
            ("SELECT repeat('x', 200000) AS long", "collection.source-too-large", "100000"),
        })
        {
            await steps.SetAsync(own.Source(query));
            var tried = await steps.TryAsync();
            Assert.Equal((query, code), (query, tried.About.ErrorCode));
            Assert.Contains(why, tried.About.Error);
        }

        await steps.SetAsync(own.Source("SELECT 1") with { Address = $"127.0.0.1:{own.Door.Port}/no_such_database" });
        Assert.NotNull((await steps.TryAsync()).About.ErrorCode);
        Assert.Equal(4L, await own.CountAsync());
    }

    private static async Task<OwnDatabase> OwnAsync()
    {
        var connection = await (await PostgresServer.SharedAsync()).CreateEmptyDatabaseAsync();
        var own = new OwnDatabase(connection);
        await own.RunAsync("""
            CREATE TABLE output (period text, day date, name text, "column" text, amount numeric(30,2));
            INSERT INTO output VALUES ('2026-01', '2026-01-31', '工业总产值', '本月', 100.5), ('2026-01', '2026-01-31', '工业总产值', '上月累计', 200),
              ('2026-01', '2026-01-31', '工业总产值', '本月累计', 300.5), ('2026-02', '2026-02-28', '工业总产值', '本月', 7);
            CREATE FUNCTION spoil() RETURNS int LANGUAGE sql VOLATILE AS $$ DELETE FROM output; SELECT 1 $$;
            """);
        return own;
    }

    private sealed class OwnDatabase(string connection) : IAsyncDisposable
    {
        private readonly NpgsqlConnectionStringBuilder _server = new(connection);

        public PostgresDoor Door { get; } = new(new NpgsqlConnectionStringBuilder(connection).Host!);
        public string Name => _server.Database!;

        public SourceRequest Source(string query) => new()
        {
            Kind = SourceKind.Postgres, Address = $"127.0.0.1:{Door.Port}/{Name}", UserName = _server.Username, Secret = "not asked for", Query = query, Outcome = PullOutcome.HandIn, DaysBefore = 3, At = "09:00",
        };

        public async Task RunAsync(string sql)
        {
            await using var open = new NpgsqlConnection(connection);
            await open.OpenAsync(Ct);
            await using var command = new NpgsqlCommand(sql, open);
            await command.ExecuteNonQueryAsync(Ct);
        }

        public async Task<long> CountAsync()
        {
            await using var open = new NpgsqlConnection(connection);
            await open.OpenAsync(Ct);
            await using var command = new NpgsqlCommand("SELECT count(*) FROM output", open);
            return (long)(await command.ExecuteScalarAsync(Ct))!;
        }

        public async ValueTask DisposeAsync()
        {
            Door.Dispose();
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(connection);
        }
    }
}
