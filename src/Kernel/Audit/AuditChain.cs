using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Data;

namespace Gongxin.Kernel.Audit;

/// <summary>
/// How the rows of the audit trail hang together (decision 0019): the hash of a row is SHA-256 over the hash of the row before
/// and the fields of this one, each field preceded by its length in bytes, so that no two rows have the same bytes.
/// </summary>
public static class AuditChain
{
    /// <summary>What stands before the first row.</summary>
    public static string Start { get; } = new('0', 64);

    /// <summary>The hash that a sealed row must have.</summary>
    public static string HashOf(AuditEntry row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, row.Previous);
        Append(hash, row.Number?.ToString(CultureInfo.InvariantCulture));
        Append(hash, row.Id.ToString());

        // Microseconds: the finest that both engines keep.
        Append(hash, (row.At.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture));
        Append(hash, row.ActorId);
        Append(hash, row.ActorName);
        Append(hash, row.Action);
        Append(hash, row.Subject);
        Append(hash, row.Detail);
        Append(hash, row.OrganisationId?.ToString());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string? field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : Encoding.UTF8.GetByteCount(field));
        hash.AppendData(length);
        hash.AppendData(Encoding.UTF8.GetBytes(field ?? ""));
    }
}
