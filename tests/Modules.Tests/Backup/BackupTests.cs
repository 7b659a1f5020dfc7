using System.Text;
using Gongxin.Fixtures;
using Gongxin.Kernel.Backup;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Notes;
using Gongxin.Modules.Tests.Ledger;

namespace Gongxin.Modules.Tests.Backup;

// Goal: a backup that was taken while others write restores into an empty node that verifies clean and has every blob
// that its database names; a damaged backup restores nothing.
public sealed class BackupTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>, IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"gongxin-backup-{Guid.CreateVersion7():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_backup_taken_while_others_write_is_whole(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await PublishAsync(node, "before");
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var writer = Task.Run(
            async () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    await PublishAsync(node, $"during {i}");
                    started.TrySetResult();
                }
            },
            Ct);
        await started.Task;

        await BackUpAsync(node);
        await stop.CancelAsync();
        await writer;
        await using var restored = await RestoreAsync(engine);

        Assert.Empty(await restored.VerifyAsync());
        var blobs = new FolderBlobs(restored.Settings, TimeProvider.System);
        var named = (await restored.ReadAsync(l => l.EntriesAsync(0, 1000, Ct))).Where(e => e.Kind == "file.stored").Select(e => e.Subject).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, digest => Assert.True(blobs.Exists(digest)));
        Assert.Empty(await ((IBlobs)blobs).ScrubAsync(Ct).ToListAsync(Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Without_the_key_a_restored_node_signs_with_a_new_one(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await PublishAsync(node, "one");
        var old = (await node.ReadAsync(l => l.KeysAsync(Ct))).Current!;

        var manifest = await BackUpAsync(node);
        await using var restored = await RestoreAsync(engine);

        Assert.False(Directory.Exists(Path.Combine(_folder, "keys")));
        Assert.False(manifest.WithKey);
        var history = await restored.ReadAsync(l => l.KeysAsync(Ct));
        Assert.Equal([old, history.Current], history.All.Select(k => k.Key));
        Assert.NotEqual(old, history.Current);
        Assert.Equal(KeyChange.Replaced, history.All[1].Record.Change);
        await PublishAsync(restored, "two");
        Assert.Empty(await restored.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task With_the_key_a_restored_node_goes_on_under_it(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await PublishAsync(node, "one");

        await BackUpAsync(node, withKey: true);
        await using var restored = await RestoreAsync(engine);
        await PublishAsync(restored, "two");

        Assert.Single((await restored.ReadAsync(l => l.KeysAsync(Ct))).All);
        Assert.Empty(await restored.VerifyAsync());
        if (!OperatingSystem.IsWindows())
        {
            var files = Directory.GetFiles(Path.Combine(_folder, "keys")).Concat(new LedgerKeys(restored.Settings).Files);
            foreach (var file in files)
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task A_key_that_was_kept_apart_goes_on_signing()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await PublishAsync(node, "one");
        await BackUpAsync(node);
        await using var restored = await TestNode.CreateEmptyAsync(Engine.Sqlite);
        new LedgerKeys(restored.Settings).Restore(new LedgerKeys(node.Settings).Files.Single());

        Assert.Null(await RestoreToAsync(restored));

        Assert.Single((await restored.ReadAsync(l => l.KeysAsync(Ct))).All);
        Assert.Empty(await restored.VerifyAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_backup_is_restored_only_into_an_empty_node(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await PublishAsync(node, "one");
        await BackUpAsync(node);
        var other = await databases.NewNodeAsync(engine);

        Assert.Equal("restore.not-empty", (await Assert.ThrowsAsync<Refusal>(() => RestoreToAsync(other))).Code);
    }

    [Theory]
    [InlineData("database/gongxin.db")]
    [InlineData("blobs")]
    public async Task A_changed_byte_keeps_a_backup_from_being_restored(string changed)
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await PublishAsync(node, "one");
        await BackUpAsync(node);
        var file = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .First(f => Path.GetRelativePath(_folder, f).StartsWith(changed, StringComparison.Ordinal));
        Change(file);

        var (target, refusal) = await RefusedAsync();

        Assert.Equal("restore.damaged", refusal.Code);
        Assert.Empty(Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories));
        Directory.Delete(target, recursive: true);
    }

    [Fact]
    public async Task A_lost_file_keeps_a_backup_from_being_restored()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await PublishAsync(node, "one");
        await BackUpAsync(node);
        File.Delete(Directory.EnumerateFiles(Path.Combine(_folder, "blobs"), "*", SearchOption.AllDirectories).First());

        var (target, refusal) = await RefusedAsync();

        Assert.Equal("restore.damaged", refusal.Code);
        Directory.Delete(target, recursive: true);
    }

    [Fact]
    public async Task A_backup_that_did_not_end_is_none()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await PublishAsync(node, "one");
        await BackUpAsync(node);
        File.Delete(Path.Combine(_folder, BackupManifest.FileName));

        var (target, refusal) = await RefusedAsync();

        Assert.Equal("restore.not-a-backup", refusal.Code);
        Directory.Delete(target, recursive: true);
    }

    [Fact]
    public async Task A_backup_of_one_engine_is_not_restored_to_another()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await BackUpAsync(node);
        var manifest = await BackupManifest.ReadAsync(_folder, Ct);
        File.Delete(Path.Combine(_folder, BackupManifest.FileName));
        await (manifest with { Engine = "postgres" }).WriteAsync(_folder, Ct);

        var (target, refusal) = await RefusedAsync();

        Assert.Equal("restore.other-engine", refusal.Code);
        Directory.Delete(target, recursive: true);
    }

    [Fact]
    public async Task A_failure_of_the_dump_is_told()
    {
        Assert.SkipWhen(PostgresServer.WhyMissing is not null, PostgresServer.WhyMissing ?? "");
        var node = await databases.NewNodeAsync(Engine.Postgres);
        await using var db = node.NewDb();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => db.Dialect.BackUpAsync(db, Path.Combine(_folder, "missing"), Ct));

        Assert.Equal("backup.tool-failed", refusal.Code);
        Assert.Equal("pg_dump", refusal.Args[0]);
        Assert.Contains("missing", (string)refusal.Args[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_goes_into_a_folder_of_its_own()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "letter.txt"), "x", Ct);

        Assert.Equal("backup.not-empty", (await Assert.ThrowsAsync<Refusal>(() => BackUpAsync(node))).Code);
    }

    [Fact]
    public async Task A_damaged_blob_is_left_out_and_named()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        var good = await PublishAsync(node, "good");
        var damaged = await PublishAsync(node, "damaged");
        Change(new FolderBlobs(node.Settings, TimeProvider.System).PathOf(damaged));

        var manifest = await BackUpAsync(node);

        Assert.Equal([damaged], manifest.Damaged);
        Assert.Equal([good], manifest.Files.Where(f => f.Path.StartsWith("blobs/", StringComparison.Ordinal)).Select(f => f.Sha256));
    }

    [Fact]
    public async Task An_older_database_under_a_newer_manifest_is_not_trusted()
    {
        var node = await databases.NewNodeAsync(Engine.Sqlite);
        await PublishAsync(node, "one");
        await BackUpAsync(node);
        var manifest = await BackupManifest.ReadAsync(_folder, Ct);
        await PublishAsync(node, "two");
        var newer = (await node.ReadAsync(l => l.CheckpointAsync(Ct)))!.Note;
        File.Delete(Path.Combine(_folder, BackupManifest.FileName));
        await (manifest with { Checkpoint = newer }).WriteAsync(_folder, Ct);

        var (target, refusal) = await RefusedAsync();

        Assert.Equal("restore.checkpoint-differs", refusal.Code);
        Directory.Delete(target, recursive: true);
    }

    // A file is stored, and an act that names it is committed and numbered: the order in which a load works.
    private static async Task<string> PublishAsync(TestNode node, string content)
    {
        var blob = await new FolderBlobs(node.Settings, TimeProvider.System).PutAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), null, Ct);
        await using (var db = node.NewDb())
        {
            db.QueueLedger("file.stored", blob.Sha256, new { blob.Length }, null, TimeProvider.System);
            await db.SaveChangesAsync(Ct);
        }

        await node.IntegrateAsync();
        return blob.Sha256;
    }

    private async Task<BackupManifest> BackUpAsync(TestNode node, bool withKey = false)
    {
        await using var db = node.NewDb();
        var backup = new NodeBackup(
            db, new FolderBlobs(node.Settings, TimeProvider.System), new LedgerKeys(node.Settings), node.Settings, TimeProvider.System);
        return await backup.RunAsync(_folder, withKey, new Progress<long>(), Ct);
    }

    private async Task<TestNode> RestoreAsync(Engine engine)
    {
        var node = await TestNode.CreateEmptyAsync(engine);
        await RestoreToAsync(node);
        return node;
    }

    private async Task<NoteKey?> RestoreToAsync(TestNode node)
    {
        await using var db = node.NewDb();
        return await new NodeRestore(db, new LedgerKeys(node.Settings), node.Settings, TimeProvider.System).RunAsync(_folder, new Progress<long>(), Ct);
    }

    private async Task<(string Folder, Refusal Refusal)> RefusedAsync()
    {
        var node = await TestNode.CreateEmptyAsync(Engine.Sqlite);
        return (node.Settings.DataFolder, await Assert.ThrowsAsync<Refusal>(() => RestoreToAsync(node)));
    }

    private static void Change(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
