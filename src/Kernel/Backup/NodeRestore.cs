using System.Security.Cryptography;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Ledger.Notes;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Backup;

/// <summary>
/// Makes a node from a backup. Everything is checked against the manifest before the first byte is written; blobs and
/// keys come first and the database last and whole, so that an interrupted restore is an empty node and not half of one.
/// </summary>
public sealed class NodeRestore(PlatformDb db, LedgerKeys keys, PlatformSettings settings, TimeProvider clock)
{
    /// <param name="folder">A backup.</param>
    /// <param name="progress">Told the number of files restored.</param>
    /// <param name="ct">Cancels; the data folder must then be emptied before the next attempt.</param>
    /// <returns>The key that signs from now on when it is a new one, because the backup does not hold the old one.</returns>
    public async Task<NoteKey?> RunAsync(string folder, IProgress<long> progress, CancellationToken ct)
    {
        var manifest = await BackupManifest.ReadAsync(folder, ct);
        await DemandEmptyNodeAsync(manifest, ct);
        foreach (var file in manifest.Files)
        {
            await DemandUnchangedAsync(folder, file, ct);
        }

        try
        {
            await CopyAsync(folder, manifest, progress, ct);
        }
        catch (IOException fault) when (DurableFiles.IsFull(fault))
        {
            throw new Refusal("storage.full", StatusCodes.Status507InsufficientStorage);
        }

        await db.Dialect.RestoreAsync(db, Path.Combine(folder, NodeBackup.DatabaseFolder), ct);
        await DemandCheckpointAsync(manifest, ct);
        return await ReplaceLostKeyAsync(ct);
    }

    private async Task DemandEmptyNodeAsync(BackupManifest manifest, CancellationToken ct)
    {
        if (manifest.Engine != (settings.UsesPostgres ? "postgres" : "sqlite"))
        {
            throw new Refusal("restore.other-engine", StatusCodes.Status409Conflict, manifest.Engine);
        }

        var hasBlobs = Directory.Exists(settings.BlobFolder)
            && Directory.EnumerateFiles(settings.BlobFolder, "*", SearchOption.AllDirectories).Any();
        if (hasBlobs || !await db.Dialect.IsEmptyAsync(db, ct))
        {
            throw new Refusal("restore.not-empty", StatusCodes.Status409Conflict, settings.DataFolder);
        }
    }

    private static async Task DemandUnchangedAsync(string folder, BackupFile file, CancellationToken ct)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file.Path));
        var isInside = path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!isInside || !File.Exists(path) || new FileInfo(path).Length != file.Length || await DigestOfAsync(path, ct) != file.Sha256)
        {
            throw new Refusal("restore.damaged", StatusCodes.Status409Conflict, file.Path);
        }
    }

    private async Task CopyAsync(string folder, BackupManifest manifest, IProgress<long> progress, CancellationToken ct)
    {
        var blobs = new FolderBlobs(settings, clock);
        var count = 0L;
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(folder, file.Path);
            if (file.Path.StartsWith("blobs/", StringComparison.Ordinal))
            {
                await using var content = File.OpenRead(path);
                await blobs.PutAsync(content, null, ct);
            }
            else if (file.Path.StartsWith($"{NodeBackup.KeyFolder}/", StringComparison.Ordinal))
            {
                keys.Restore(path);
            }

            progress.Report(++count);
        }
    }

    private async Task DemandCheckpointAsync(BackupManifest manifest, CancellationToken ct)
    {
        if (manifest.Checkpoint is null)
        {
            return;
        }

        var checkpoint = SignedNote.TryParse(manifest.Checkpoint) is { } note ? Checkpoint.TryParse(note.Text) : null;
        var root = checkpoint is null ? null : await new LedgerReader(db).RootAsync(checkpoint.Size, ct);
        if (root is null || !root.AsSpan().SequenceEqual(checkpoint!.Root))
        {
            throw new Refusal("restore.checkpoint-differs", StatusCodes.Status409Conflict);
        }
    }

    // Without the old private key the ledger goes on under a new one, and says so in an entry.
    private async Task<NoteKey?> ReplaceLostKeyAsync(CancellationToken ct)
    {
        var history = await new LedgerReader(db).KeysAsync(ct);
        return history.Current is null || keys.Find(history.Current) is not null
            ? null
            : await new KeyRotation(db, keys, clock).RotateAsync(isLost: true, ct);
    }

    private static async Task<string> DigestOfAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }
}
