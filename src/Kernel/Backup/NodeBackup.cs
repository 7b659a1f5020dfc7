using System.Security.Cryptography;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Backup;

/// <summary>
/// Copies the node while it works. First a consistent copy of the database, then every blob: a blob is stored before the
/// row that names it is committed and is never deleted, so whatever the copied database names is there. Blobs are copied,
/// not linked: a linked backup would share every later damage.
/// </summary>
public sealed class NodeBackup(PlatformDb db, IBlobs blobs, LedgerKeys keys, PlatformSettings settings, TimeProvider clock)
{
    internal const string DatabaseFolder = "database";
    internal const string KeyFolder = "keys";

    /// <param name="folder">Does not exist yet or is empty.</param>
    /// <param name="withKey">True to hold the node's private key too: the backup must then be kept as secret as the key.</param>
    /// <param name="progress">Told the number of blobs copied.</param>
    /// <param name="ct">Cancels; what is there then has no manifest and is no backup.</param>
    public async Task<BackupManifest> RunAsync(string folder, bool withKey, IProgress<long> progress, CancellationToken ct)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new Refusal("backup.not-empty", StatusCodes.Status409Conflict, folder);
        }

        try
        {
            return await CopyAsync(folder, withKey, progress, ct);
        }
        catch (IOException fault) when (DurableFiles.IsFull(fault))
        {
            throw new Refusal("storage.full", StatusCodes.Status507InsufficientStorage);
        }
    }

    private async Task<BackupManifest> CopyAsync(string folder, bool withKey, IProgress<long> progress, CancellationToken ct)
    {
        var database = Directory.CreateDirectory(Path.Combine(folder, DatabaseFolder)).FullName;
        var checkpoint = await new LedgerReader(db).CheckpointAsync(ct);
        var at = clock.GetUtcNow().UtcDateTime;
        await db.Dialect.BackUpAsync(db, database, ct);

        var files = new List<BackupFile>();
        foreach (var file in Directory.EnumerateFiles(database).Order(StringComparer.Ordinal))
        {
            files.Add(await SyncedAsync(file, folder, ct));
        }

        var damaged = await CopyBlobsAsync(folder, files, progress, ct);
        if (withKey)
        {
            CopyKeys(folder, files);
        }

        var engine = settings.UsesPostgres ? "postgres" : "sqlite";
        var manifest = new BackupManifest(BackupManifest.FormatVersion, at, engine, checkpoint?.Note, withKey, files, damaged);
        await manifest.WriteAsync(folder, ct);
        return manifest;
    }

    private async Task<List<string>> CopyBlobsAsync(string folder, List<BackupFile> files, IProgress<long> progress, CancellationToken ct)
    {
        var copies = new FolderBlobs(settings with { DataFolder = folder }, clock);
        var damaged = new List<string>();
        var count = 0L;
        await foreach (var digest in blobs.ListAsync(ct))
        {
            await using var content = blobs.OpenRead(digest);
            if (await copies.PutExpectedAsync(content, digest, ct) is { } copy)
            {
                files.Add(new BackupFile(RelativeTo(folder, copies.PathOf(digest)), copy.Length, digest));
            }
            else
            {
                damaged.Add(digest);
            }

            progress.Report(++count);
        }

        copies.RemoveTemporaryFolder();
        return damaged;
    }

    private void CopyKeys(string folder, List<BackupFile> files)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, KeyFolder)).FullName;
        foreach (var file in keys.Files)
        {
            var content = File.ReadAllBytes(file);
            var copy = Path.Combine(target, Path.GetFileName(file));
            DurableFiles.WriteSecret(copy, content);
            files.Add(new BackupFile(RelativeTo(folder, copy), content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
        }
    }

    private static async Task<BackupFile> SyncedAsync(string path, string folder, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Flush(flushToDisk: true);
        return new BackupFile(RelativeTo(folder, path), file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)));
    }

    private static string RelativeTo(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
