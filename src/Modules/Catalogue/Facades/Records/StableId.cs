using System.Security.Cryptography;
using System.Text;

namespace Gongxin.Catalogue.Facades.Records;

// Ids of things that the catalogue knows by name only: the same name always gives the same id (UUID version 8, RFC 9562).
internal static class StableId
{
    private const int Length = 16;

    public static Guid Of(string kind, string name)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{name}"), digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..Length], bigEndian: true);
    }
}
