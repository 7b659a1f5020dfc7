using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Submissions.Held;

// The key of the hashes in masked columns: a file of its own that only its owner may read. Each dataset has its own key of it, so that
// hashes in two datasets cannot be joined.
internal sealed class MaskingKey(PlatformSettings settings)
{
    private const int Bytes = 32;

    private readonly Lazy<byte[]> _key = new(() => ReadOrMake(settings.KeyFolder));

    public byte[] Of(string slug) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(slug));

    // Made whole under another name: two processes that start at once end with one key.
    private static byte[] ReadOrMake(string folder)
    {
        var path = Path.Combine(folder, "masking.key");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            var made = $"{path}.{Guid.CreateVersion7():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(made, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(Bytes));
                file.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(made, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(made);
            }
        }

        return File.ReadAllBytes(path) is { Length: Bytes } key ? key : throw new InvalidDataException($"{path} is no key.");
    }
}
