using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Submissions.Held;

// The key of the hashes in masked columns: a file of its own that only its owner may read. Each dataset has its own key of it, so that
// hashes in two datasets cannot be joined.
internal sealed class MaskingKey(PlatformSettings settings)
{
    private readonly Lazy<byte[]> _key = new(() => KeyFile.ReadOrMake(settings, "masking.key"));

    public byte[] Of(string slug) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(slug));
}
