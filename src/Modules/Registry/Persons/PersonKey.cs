using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Settings;

namespace Gongxin.Registry.Persons;

// The key under which numbers of natural persons are hashed (HMAC-SHA256). It stays in the node's key folder: the database alone
// does not tell who somebody is, and cannot be searched through for all possible numbers.
internal sealed class PersonKey(PlatformSettings settings)
{
    private const int KeyBytes = 32;

    private readonly Lazy<byte[]> _key = new(() => Load(Path.Combine(settings.KeyFolder, "registry-person.key")));

    public string Hash(string number) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(number)));

    // Several processes may make it at once: the first one that is in place counts.
    private static byte[] Load(string file)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var temporary = $"{file}.{Guid.CreateVersion7():N}";
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
                stream.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(temporary, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(temporary);
            }
        }

        return File.ReadAllBytes(file);
    }
}
