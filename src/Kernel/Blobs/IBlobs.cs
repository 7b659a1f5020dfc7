using System.Runtime.CompilerServices;

namespace Gongxin.Kernel.Blobs;

/// <summary>A stored content: its SHA-256 (64 lower-case hex digits), which is its only name, and its length in bytes.</summary>
public readonly record struct BlobRef(string Sha256, long Length);

/// <summary>What a check of one stored content found.</summary>
public enum BlobState
{
    Good,

    /// <summary>It is there, but its bytes do not have its digest any more.</summary>
    Damaged,
    Missing,
}

/// <summary>
/// Contents that are kept for ever under their digest: files as handed in, the Parquet of versions, exports. What is
/// stored never changes and is never deleted, so a reference that was committed to the database stays good. The
/// interface is the seam for an object store; on one machine it is a folder (<see cref="FolderBlobs"/>).
/// </summary>
public interface IBlobs
{
    /// <summary>Stores a stream. When this returns, the content survives a power cut.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="bytesMax">More than this is refused (<c>upload.too-large</c>); null when the caller knows its size.</param>
    /// <param name="ct">Cancels; nothing is left behind.</param>
    Task<BlobRef> PutAsync(Stream content, long? bytesMax, CancellationToken ct);

    /// <summary>Takes over a finished local file; it is gone from its old place afterwards.</summary>
    Task<BlobRef> PutFileAsync(string path, CancellationToken ct);

    bool Exists(string sha256);

    /// <summary>Opens a stored content, seekable.</summary>
    Stream OpenRead(string sha256);

    /// <summary>Where DuckDB reads the content from: a path, or an address that it understands.</summary>
    string PathOf(string sha256);

    /// <summary>Reads the whole content again and compares its digest.</summary>
    Task<BlobState> CheckAsync(string sha256, CancellationToken ct);

    /// <summary>The digests of all stored contents, in order.</summary>
    IAsyncEnumerable<string> ListAsync(CancellationToken ct);

    /// <summary>Checks every stored content; yields those that are damaged.</summary>
    async IAsyncEnumerable<string> ScrubAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var digest in ListAsync(ct))
        {
            if (await CheckAsync(digest, ct) is BlobState.Damaged)
            {
                yield return digest;
            }
        }
    }
}
