using System.Text.Json;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Backup;

/// <summary>One file of a backup.</summary>
/// <param name="Path">Relative to the backup's folder, with forward slashes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record BackupFile(string Path, long Length, string Sha256);

/// <summary>
/// What a backup holds. Written last: a folder without it is a backup that did not end, and is not restored.
/// </summary>
/// <param name="Format">Version of this layout.</param>
/// <param name="At">When the database was copied.</param>
/// <param name="Engine"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Checkpoint">The node's newest checkpoint before the copy: the restored ledger must contain it.</param>
/// <param name="WithKey">True when the private key is in it.</param>
/// <param name="Files">Every file but this one.</param>
/// <param name="Damaged">Digests of blobs that were damaged already and are not in the backup.</param>
public sealed record BackupManifest(
    int Format, DateTime At, string Engine, string? Checkpoint, bool WithKey, IReadOnlyList<BackupFile> Files, IReadOnlyList<string> Damaged)
{
    public const int FormatVersion = 1;
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static async Task<BackupManifest> ReadAsync(string folder, CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(System.IO.Path.Combine(folder, FileName));
            var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(file, Json, ct);
            return manifest is { Format: FormatVersion } ? manifest : throw new Refusal("restore.not-a-backup", StatusCodes.Status400BadRequest, folder);
        }
        catch (Exception fault) when (fault is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Refusal("restore.not-a-backup", StatusCodes.Status400BadRequest, folder);
        }
    }

    internal async Task WriteAsync(string folder, CancellationToken ct)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        await using (var file = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await JsonSerializer.SerializeAsync(file, this, Json, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path);
        DurableFiles.SyncFolder(folder);
    }
}
