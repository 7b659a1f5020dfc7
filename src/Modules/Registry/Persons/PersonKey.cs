using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Settings;

namespace Gongxin.Registry.Persons;

// The key under which numbers of natural persons are hashed (HMAC-SHA256). It stays in the node's key folder: the database alone
// does not tell who somebody is, and cannot be searched through for all possible numbers.
internal sealed class PersonKey(PlatformSettings settings)
{
    private readonly Lazy<byte[]> _key = new(() => KeyFile.ReadOrMake(settings, "registry-person.key"));

    public string Hash(string number) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(number)));
}
