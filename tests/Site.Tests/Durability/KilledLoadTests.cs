using System.Diagnostics;
using System.Text;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Running;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gongxin.Site.Tests.Durability;

// Goal: a load that is killed at any moment leaves no half version, and the repeated load succeeds.
// Method: the real command is started and killed after a random time (seeded, spread over a whole load) until it has been killed 50
// times per engine; after each round the database is looked at directly, and every tenth time a load is let through. A class per engine, so that both
// run at once.
public sealed class KilledLoadOnSqliteTests() : KilledLoadTests(Engine.Sqlite);

public sealed class KilledLoadOnPostgresTests() : KilledLoadTests(Engine.Postgres);

public abstract class KilledLoadTests(Engine engine)
{
    private const int Kills = 50;
    private const int RoundsMax = 100;
    private const int Rows = 30_000;

    [Fact]
    public async Task A_killed_load_leaves_no_half_version()
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        var random = new Random(20261125);
        Assert.Equal(0, (await folder.RunAsync("load", File(folder, 0), "--dataset", "killed")).ExitCode);
        var span = await WholeAsync(folder, -1);
        var published = 2;
        var kills = 0;
        for (var round = 1; kills < Kills; round++)
        {
            Assert.True(round <= RoundsMax, $"{kills} of {RoundsMax} loads were killed before their end.");

            // A load that ended by itself tells how long one takes now: other tests come and go beside this one.
            var ended = await KilledAsync(folder, round, span * random.NextDouble());
            (kills, span) = ended is { } took ? (kills, took) : (kills + 1, span);
            published = await AssertWholeAsync(folder, published);
            if (round % 10 == 0)
            {
                span = await WholeAsync(folder, round);
                published = await AssertWholeAsync(folder, published);
            }
        }

        var verified = await folder.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
    }

    private static async Task<TimeSpan> WholeAsync(NodeFolder folder, int round)
    {
        var file = File(folder, round);
        var clock = Stopwatch.StartNew();
        var load = await folder.RunAsync("load", file, "--dataset", "killed");
        Assert.True(load.ExitCode == 0, load.Output + load.Errors);
        return clock.Elapsed;
    }

    // How long the load took when it ended before it could be killed; null when it was killed.
    private static async Task<TimeSpan?> KilledAsync(NodeFolder folder, int round, TimeSpan after)
    {
        var clock = Stopwatch.StartNew();
        using var process = folder.Start("load", File(folder, round), "--dataset", "killed");
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(after));
        var isKilled = !process.HasExited;
        if (isKilled)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        return isKilled && process.ExitCode != 0 ? null : clock.Elapsed;
    }

    // Versions are numbered without gaps, their counts add up, their receipt says so, and their bytes are there.
    private static async Task<int> AssertWholeAsync(NodeFolder folder, int atLeast)
    {
        await using System.Data.Common.DbConnection connection = folder.Engine is Engine.Postgres
            ? new NpgsqlConnection(folder.Settings.Database)
            : new SqliteConnection($"Data Source={folder.Settings.SqliteFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT v."Number", v."RowsRead", v."RowsLoaded", v."RowsRefused", v."DataSha256", d."LatestNumber", s."State"
            FROM catalogue_version v
            JOIN catalogue_dataset d ON d."Id" = v."DatasetId"
            JOIN catalogue_submission s ON s."Id" = v."SubmissionId"
            ORDER BY v."Number"
            """;
        await using var reader = await command.ExecuteReaderAsync();
        var count = 0;
        while (await reader.ReadAsync())
        {
            Assert.Equal(++count, reader.GetInt32(0));
            Assert.Equal(reader.GetInt64(1), reader.GetInt64(2) + reader.GetInt64(3));
            Assert.Equal(Rows, reader.GetInt64(2));
            Assert.NotEmpty(Directory.GetFiles(folder.Settings.BlobFolder, reader.GetString(4) + "*", SearchOption.AllDirectories));
            Assert.Equal("Published", reader.GetString(6));
        }

        Assert.True(count >= atLeast, $"{count} versions are there, {atLeast} were acknowledged.");
        return count;
    }

    private static string File(NodeFolder folder, int salt)
    {
        var text = new StringBuilder("id,name,amount,day\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append(i + salt).Append(",name ").Append(i % 1000).Append(',').Append(i % 997).Append(".25,2024-01-").Append((i % 28) + 1).Append('\n');
        }

        return folder.Write("killed.csv", text.ToString());
    }
}
