using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gongxin.Site.Tests.Durability;

// Goal: verify is clean on a good node and names exactly what was changed. Method: one byte of one Parquet file, then one row of
// the ledger, behind the program's back.
public sealed class DamageTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task One_changed_byte_of_a_version_names_that_version(Engine engine)
    {
        await using var folder = await LoadedAsync(engine);
        Assert.Empty(await FaultsAsync(folder, exitCode: 0));

        var digest = await ScalarAsync(folder, "SELECT v.\"DataSha256\" FROM catalogue_version v JOIN catalogue_dataset d ON d.\"Id\" = v.\"DatasetId\" WHERE d.\"Slug\" = 'second'");
        var file = Directory.GetFiles(folder.Settings.BlobFolder, digest + "*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        File.SetAttributes(file, FileAttributes.Normal);
        await File.WriteAllBytesAsync(file, bytes);

        var fault = Assert.Single(await FaultsAsync(folder, exitCode: 1));
        Assert.Equal(("dataset:second/1", "version.data-damaged"), fault);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task One_changed_ledger_row_names_that_entry(Engine engine)
    {
        await using var folder = await LoadedAsync(engine);
        var index = await ScalarAsync(folder, "SELECT \"Index\" FROM ledger_entry WHERE \"Subject\" = 'dataset:second/1'");
        await ExecuteAsync(folder, $"UPDATE ledger_entry SET \"Subject\" = 'dataset:third/1' WHERE \"Index\" = {index}");

        var faults = await FaultsAsync(folder, exitCode: 1);
        Assert.Equal([$"entry:{index}"], faults.Select(f => f.Subject).Distinct());
    }

    private static async Task<NodeFolder> LoadedAsync(Engine engine)
    {
        var folder = await NodeFolder.CreateAsync(engine);
        foreach (var (slug, text) in new[] { ("first", "a,b\n1,x\n2,y\n"), ("second", "a,b\n3,z\n4,w\n") })
        {
            Assert.Equal(0, (await folder.RunAsync("load", folder.Write($"{slug}.csv", text), "--dataset", slug)).ExitCode);
        }

        return folder;
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
