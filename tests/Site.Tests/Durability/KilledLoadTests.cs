using System.Text;
using Gongxin.Fixtures;
using Gongxin.Running;

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
        var commands = new KilledCommands(folder, seed: 20261125);
        Assert.Equal(0, (await folder.RunAsync("load", File(folder, 0), "--dataset", "killed")).ExitCode);
        await commands.WholeAsync("load", File(folder, -1), "--dataset", "killed");
        var published = 2;
        for (var round = 1; commands.Kills < Kills; round++)
        {
            Assert.True(round <= RoundsMax, $"{commands.Kills} of {RoundsMax} loads were killed before their end.");
            await commands.KillAsync(after: 0, "load", File(folder, round), "--dataset", "killed");
            published = await AssertWholeAsync(folder, published);
            if (round % 10 == 0)
            {
                await commands.WholeAsync("load", File(folder, round), "--dataset", "killed");
                published = await AssertWholeAsync(folder, published);
            }
        }

        var verified = await folder.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
    }

    // Versions are numbered without gaps, their counts add up, their receipt says so, and their bytes are there.
    private static async Task<int> AssertWholeAsync(NodeFolder folder, int atLeast)
    {
        await using var connection = await folder.OpenDatabaseAsync();
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
