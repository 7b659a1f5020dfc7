using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gongxin.Site.Tests.Durability;

// Goal: verify is clean on a good node and names exactly what was changed. Method: one byte of one Parquet file, put right again, then
// one row of the ledger, behind the program's back.
public sealed class DamageTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task Verify_names_the_version_of_a_changed_byte_and_the_entry_of_a_changed_row(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await folder.LoadAsync(folder.Write("first.csv", "a,b\n1,x\n2,y\n"), "first");
        await folder.LoadAsync(folder.Write("second.csv", "a,b\n3,z\n4,w\n"), "second");
        Assert.Empty(await FaultsAsync(folder, exitCode: 0));

        await ChangeDataAsync(folder, "second");
        var fault = Assert.Single(await FaultsAsync(folder, exitCode: 1));
        Assert.Equal(("dataset:second/1", "version.data-damaged"), fault);
        await ChangeDataAsync(folder, "second");

        var index = await ScalarAsync(folder, "SELECT \"Index\" FROM ledger_entry WHERE \"Subject\" = 'dataset:second/1'");
        await ExecuteAsync(folder, $"UPDATE ledger_entry SET \"Subject\" = 'dataset:third/1' WHERE \"Index\" = {index}");
        var faults = await FaultsAsync(folder, exitCode: 1);
        Assert.Equal([$"entry:{index}"], faults.Select(f => f.Subject).Distinct());
    }

    // Turns one bit; twice makes it as it was.
    private static async Task ChangeDataAsync(NodeFolder folder, string slug)
    {
        var digest = await ScalarAsync(folder, $"SELECT v.\"DataSha256\" FROM catalogue_version v JOIN catalogue_dataset d ON d.\"Id\" = v.\"DatasetId\" WHERE d.\"Slug\" = '{slug}'");
        var file = Directory.GetFiles(folder.Settings.BlobFolder, digest + "*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        File.SetAttributes(file, FileAttributes.Normal);
        await File.WriteAllBytesAsync(file, bytes);
    }

    private static async Task<IReadOnlyList<(string Subject, string Code)>> FaultsAsync(NodeFolder folder, int exitCode)
    {
        var verified = await folder.RunAsync("verify", "--json");
        Assert.True(verified.ExitCode == exitCode, verified.Output + verified.Errors);
        return [.. verified.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("faults").EnumerateArray()
                .Select(f => (f.GetProperty("subject").GetString()!, f.GetProperty("code").GetString()!)).ToList())];
    }

    private static async Task<string> ScalarAsync(NodeFolder folder, string sql)
    {
        await using var connection = Open(folder);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private static async Task ExecuteAsync(NodeFolder folder, string sql)
    {
        await using var connection = Open(folder);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static System.Data.Common.DbConnection Open(NodeFolder folder) => folder.Engine is Engine.Postgres
        ? new NpgsqlConnection(folder.Settings.Database)
        : new SqliteConnection($"Data Source={folder.Settings.SqliteFile};Pooling=False");
}
