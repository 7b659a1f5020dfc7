using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Ledger;

namespace Gongxin.Catalogue.Search;

// The index as a file in the cache folder, so that a node with a large catalogue answers soon after its start. It is good for the
// program that wrote it and for the ledger it was written by; anything else, and any damage, means that the index is made anew.
internal static class IndexFile
{
    private const int DigestBytes = 32;

    // Changes with every build: the cut of texts may have changed.
    private static readonly byte[] Program = typeof(IndexFile).Module.ModuleVersionId.ToByteArray();

    public static async Task WriteAsync(string file, LiveState state, SearchSource source, CancellationToken ct)
    {
        var last = state.Position == 0 ? null : await source.LeafHashAsync(state.Position - 1, ct);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = file + ".part";
        using (var digest = SHA256.Create())
        {
            await using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
            await using (var hashed = new CryptoStream(stream, digest, CryptoStreamMode.Write, leaveOpen: true))
            await using (var writer = new BinaryWriter(hashed, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(Program);
                writer.Write(state.Position);
                writer.Write7BitEncodedInt(last?.Length ?? 0);
                writer.Write(last ?? []);
                writer.Write7BitEncodedInt(state.Rebuild);
                writer.Write(state.BuiltAt.Ticks);
                state.Index.Write(writer);
            }

            await stream.WriteAsync(digest.Hash!, ct);
        }

        File.Move(temporary, file, overwrite: true);
    }

    public static async Task<LiveState?> ReadAsync(string file, SearchRegions regions, SearchSource source, CancellationToken ct)
    {
        if (!File.Exists(file) || !await IsWholeAsync(file, ct))
        {
            return null;
        }

        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        if (!reader.ReadBytes(Program.Length).AsSpan().SequenceEqual(Program))
        {
            return null;
        }

        var position = reader.ReadInt64();
        var last = reader.ReadBytes(reader.Read7BitEncodedInt());
        if (position > 0 && (await source.LeafHashAsync(position - 1, ct) is not { } hash || !hash.AsSpan().SequenceEqual(last)))
        {
            return null;
        }

        var rebuild = reader.Read7BitEncodedInt();
        var builtAt = new DateTime(reader.ReadInt64(), DateTimeKind.Utc);
        return new LiveState(SearchIndex.Read(reader, regions), position, FrozenSet<LedgerEntryId>.Empty, rebuild, builtAt, builtAt);
    }

    public static void Write(BinaryWriter writer, Postings postings)
    {
        writer.Write7BitEncodedInt(postings.Count);
        writer.Write(MemoryMarshal.AsBytes(postings.Items));
    }

    public static Postings ReadPostings(BinaryReader reader)
    {
        var items = new uint[reader.Read7BitEncodedInt()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(items.AsSpan()));
        return Postings.Of(items);
    }

    private static async Task<bool> IsWholeAsync(string file, CancellationToken ct)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 20);
        var left = stream.Length - DigestBytes;
        if (left < 0)
        {
            return false;
        }

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        while (left > 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), ct);
            digest.AppendData(buffer, 0, read);
            left -= read;
        }

        var written = new byte[DigestBytes];
        await stream.ReadExactlyAsync(written, ct);
        return digest.GetHashAndReset().AsSpan().SequenceEqual(written);
    }
}
