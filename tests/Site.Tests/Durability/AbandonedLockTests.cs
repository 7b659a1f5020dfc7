using Gongxin.Fixtures;
using Gongxin.Running;
using Microsoft.Data.Sqlite;

namespace Gongxin.Site.Tests.Durability;

// Goal: a node killed while it migrates starts again without hands. Method: the lock row that such a kill leaves is put where it
// would be; the next command must neither wait for it nor keep it.
public sealed class AbandonedLockTests
{
    [Fact]
    public async Task A_lock_left_by_a_killed_migration_holds_nobody_up()
    {
        await using var folder = await NodeFolder.CreateEmptyAsync(Engine.Sqlite);
        Directory.CreateDirectory(folder.Settings.DataFolder);
        await using (var connection = new SqliteConnection($"Data Source={folder.Settings.SqliteFile};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        var listed = await folder.RunAsync("datasets");
        Assert.True(listed.ExitCode == 0, listed.Output + listed.Errors);
    }
}
