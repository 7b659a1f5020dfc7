using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Rows;

// Where the next page begins: after which row (or how many groups in), sealed to its query and version by a digest.
// The values of the sorted columns are looked up by the row, so a cursor stays short whatever the cells hold.
internal static class RowCursor
{
    private const int SealLength = 8;
    private const int TagLength = 16;

    public static string Write(StoredVersion version, RowQuery query, long position)
    {
        Span<byte> bytes = stackalloc byte[SealLength + sizeof(long)];
        Seal(version, query)[..SealLength].CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[SealLength..], position);
        var length = bytes.Length;
        while (length > SealLength + 1 && bytes[length - 1] == 0)
        {
            length--;
        }

        return Base64Url.EncodeToString(bytes[..length]);
    }

    public static long? Read(StoredVersion version, RowQuery query)
    {
        if (string.IsNullOrEmpty(query.Cursor))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[SealLength + sizeof(long)];
        bytes.Clear();
        if (!Base64Url.IsValid(query.Cursor) || !Base64Url.TryDecodeFromChars(query.Cursor, bytes, out var length) || length <= SealLength
            || !bytes[..SealLength].SequenceEqual(Seal(version, query)[..SealLength]))
        {
            throw DatastoreRefusals.BadCursor();
        }

        var position = BinaryPrimitives.ReadInt64LittleEndian(bytes[SealLength..]);
        return position >= 0 ? position : throw DatastoreRefusals.BadCursor();
    }

    // A digest of everything that decides the answer except the page.
    public static ReadOnlySpan<byte> Seal(StoredVersion version, RowQuery query)
    {
        var text = new StringBuilder();
        Add(text, version.Digest);
        foreach (var filter in query.Filters)
        {
            Add(text, "f", filter.Column, filter.Operator.ToString());
            Add(text, [.. filter.Values]);
        }

        Add(text, "q", query.Words ?? "");
        Add(text, "s");
        Add(text, [.. query.Select]);
        Add(text, "o");
        Add(text, [.. query.Sort.Select(sort => (sort.Descending ? "-" : "+") + sort.Column)]);
        Add(text, "g");
        Add(text, [.. query.Group]);
        foreach (var aggregate in query.Aggregates)
        {
            Add(text, "a", aggregate.Function.ToString(), aggregate.Column is null ? "*" : "." + aggregate.Column, aggregate.Name);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public static string TagOf(StoredVersion version, RowQuery query)
    {
        var text = new StringBuilder(Convert.ToHexString(Seal(version, query)));
        Add(text, query.Limit.ToString(CultureInfo.InvariantCulture), query.Offset.ToString(CultureInfo.InvariantCulture), query.Cursor ?? "");
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, TagLength));
    }

    // Lengths before the parts: no two queries give the same text.
    private static void Add(StringBuilder text, params ReadOnlySpan<string> parts)
    {
        text.Append(CultureInfo.InvariantCulture, $"[{parts.Length}]");
        foreach (var part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:").Append(part);
        }
    }
}
