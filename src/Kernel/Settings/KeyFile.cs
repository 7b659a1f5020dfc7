using System.Security.Cryptography;
using Gongxin.Kernel.Blobs;

namespace Gongxin.Kernel.Settings;

/// <summary>A secret of the node: 32 random bytes in a file of its own that only its owner may read, made when it is first asked for.</summary>
public static class KeyFile
{
    private const int Bytes = 32;

    /// <param name="settings">Whose key folder it lies in.</param>
    /// <param name="name">Name of the file.</param>
    /// <exception cref="InvalidDataException">What lies there is no key.</exception>
    public static byte[] ReadOrMake(PlatformSettings settings, string name)
    {
        var path = Path.Combine(settings.KeyFolder, name);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(settings.KeyFolder);
            try
            {
                DurableFiles.WriteSecret(path, RandomNumberGenerator.GetBytes(Bytes));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Of two processes that start at once, the first made it.
            }
        }

        return File.ReadAllBytes(path) is { Length: Bytes } key ? key : throw new InvalidDataException($"{path} is no key.");
    }
}
