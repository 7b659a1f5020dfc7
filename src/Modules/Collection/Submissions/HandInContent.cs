using System.Text.Json;
using Gongxin.Collection.Templates;
using Gongxin.Kernel.Blobs;

namespace Gongxin.Collection.Submissions;

// The blob of a hand-in: the values in the order of the form, with what they are for. The same values are the same bytes.
internal sealed record HandInContent(string Template, int Edition, string FormDigest, Guid Task, string Period, Guid Organisation, IReadOnlyList<FormValue> Values)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ReadyTemplates.Json);

    public static HandInContent Read(IBlobs blobs, string sha256)
    {
        using var file = blobs.OpenRead(sha256);
        return JsonSerializer.Deserialize<HandInContent>(file, ReadyTemplates.Json)!;
    }
}
