using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Blobs;

/// <summary>
/// Blobs in a folder: <c>ab/abcdef…</c>. A write goes to <c>.tmp</c>, is synced, and takes its name by a rename, so that
/// a name always stands for the whole content. Storing a content that is there already replaces it by the same bytes,
/// which also heals a damaged one.
/// </summary>
public sealed class FolderBlobs : IBlobs
{
    private const int BufferBytes = 1 << 17;

    // A writer holds a lock on its temporary file; the age only covers the instant between creating and locking it.
    private static readonly TimeSpan LeftoverAfter = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly string _temporary;
    private readonly TimeProvider _clock;

    public FolderBlobs(PlatformSettings settings, TimeProvider clock)
    {
        _folder = settings.BlobFolder;
        _temporary = Path.Combine(_folder, ".tmp");
        _clock = clock;
        Directory.CreateDirectory(_temporary);
        RemoveLeftovers();
    }

    public async Task<BlobRef> PutAsync(Stream content, long? bytesMax, CancellationToken ct) =>
        (await StoreAsync(content, bytesMax ?? long.MaxValue, null, ct))!.Value;

    /// <summary>Stores a content that must have this digest; null, and nothing stored, when it has not.</summary>
    internal Task<BlobRef?> PutExpectedAsync(Stream content, string sha256, CancellationToken ct) =>
        StoreAsync(content, long.MaxValue, sha256, ct);

    public async Task<BlobRef> PutFileAsync(string path, CancellationToken ct)
    {
        var temporary = NewTemporaryName();
        try
        {
            // Made young first, or a sweep could take it for a leftover. The file may come from another file system,
            // where a move is a copy: only the second move must be atomic.
            File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
            File.Move(path, temporary);
            await using var file = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None, BufferBytes, useAsync: true);
            var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
            file.Flush(flushToDisk: true);
            TakeName(temporary, digest);
            return new BlobRef(digest, file.Length);
        }
        catch (IOException fault) when (DurableFiles.IsFull(fault))
        {
            throw Full();
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public bool Exists(string sha256) => File.Exists(PathOf(sha256));

    public Stream OpenRead(string sha256) =>
        new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, useAsync: true);

    public string PathOf(string sha256) =>
        IsDigest(sha256)
            ? Path.Combine(_folder, sha256[..2], sha256)
            : throw new ArgumentException("A blob is named by 64 lower-case hex digits.", nameof(sha256));

    public async Task<BlobState> CheckAsync(string sha256, CancellationToken ct)
    {
        if (!Exists(sha256))
        {
            return BlobState.Missing;
        }

        await using var content = OpenRead(sha256);
        var digest = await SHA256.HashDataAsync(content, ct);
        return Convert.ToHexStringLower(digest) == sha256 ? BlobState.Good : BlobState.Damaged;
    }

    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var folder in Directory.EnumerateDirectories(_folder).Order(StringComparer.Ordinal))
        {
            // One folder at a time in memory: a 256th of all names.
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            var digests = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Where(IsDigest);
            foreach (var digest in digests.Order(StringComparer.Ordinal))
            {
                yield return digest;
            }
        }
    }

    // For a folder that is written once, such as a backup.
    internal void RemoveTemporaryFolder() => Directory.Delete(_temporary);

    /// <summary>Deletes what killed writers left. A file that is being written is locked and stays.</summary>
    internal int RemoveLeftovers()
    {
        var old = _clock.GetUtcNow().UtcDateTime - LeftoverAfter;
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(_temporary).Where(f => File.GetLastWriteTimeUtc(f) < old))
        {
            try
            {
                using var unused = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                File.Delete(file);
                count++;
            }
            catch (IOException)
            {
                // Somebody writes it, or has just given it its name.
            }
        }

        return count;
    }

    private async Task<BlobRef?> StoreAsync(Stream content, long bytesMax, string? expected, CancellationToken ct)
    {
        var temporary = NewTemporaryName();
        try
        {
            await using var file = new FileStream(temporary, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                BufferSize = 0,
                Options = FileOptions.Asynchronous,
            });
            var blob = await CopyAsync(content, file, bytesMax, ct);
            if (expected is not null && blob.Sha256 != expected)
            {
                return null;
            }

            file.Flush(flushToDisk: true);
            TakeName(temporary, blob.Sha256);
            return blob;
        }
        catch (IOException fault) when (DurableFiles.IsFull(fault))
        {
            throw Full();
        }
        finally
        {
            // After the rename there is nothing under this name any more.
            File.Delete(temporary);
        }
    }

    private static async Task<BlobRef> CopyAsync(Stream content, FileStream file, long bytesMax, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        var length = 0L;
        int read;
        while ((read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0)
        {
            length += read;
            if (length > bytesMax)
            {
                throw new Refusal("upload.too-large", StatusCodes.Status413PayloadTooLarge);
            }

            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return new BlobRef(Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    private void TakeName(string temporary, string digest)
    {
        var path = PathOf(digest);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DurableFiles.SyncFolder(_folder);
        }

        DurableFiles.MakeReadOnly(temporary);
        File.Move(temporary, path, overwrite: true);
        DurableFiles.SyncFolder(folder);
    }

    private string NewTemporaryName() => Path.Combine(_temporary, Guid.CreateVersion7().ToString("N"));

    private static bool IsDigest(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);

    private static Refusal Full() => new("storage.full", StatusCodes.Status507InsufficientStorage);
}
