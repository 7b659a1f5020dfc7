using Gongxin.Kernel.Blobs;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Cases.Applying;

// A file of a case as it is kept. What it is gets decided by its first bytes, never by its name.
internal sealed record StoredFile(string Sha256, long Bytes, string Extension)
{
    public const int BytesMax = 10 << 20;
    public const int CountMax = 5;

    private static readonly (byte[] Begins, string Extension)[] Kinds = [("%PDF-"u8.ToArray(), "pdf"), ([0x89, 0x50, 0x4E, 0x47], "png"), ([0xFF, 0xD8, 0xFF], "jpg")];

    public static async Task<IReadOnlyList<StoredFile>> KeepAsync(IReadOnlyList<IFormFile> files, IBlobs blobs, CancellationToken ct)
    {
        var given = files.Where(f => f.Length > 0).ToList();
        if (given.Count > CountMax)
        {
            throw CasesRefusals.FilesTooMany(CountMax);
        }

        // All are looked at before the first is kept.
        var kinds = new List<string>();
        foreach (var file in given)
        {
            kinds.Add(file.Length <= BytesMax && await KindOfAsync(file, ct) is { } kind ? kind : throw CasesRefusals.FileNotUsable(BytesMax));
        }

        var stored = new List<StoredFile>();
        foreach (var (file, kind) in given.Zip(kinds))
        {
            await using var content = file.OpenReadStream();
            var blob = await blobs.PutAsync(content, BytesMax, ct);
            stored.Add(new(blob.Sha256, blob.Length, kind));
        }

        return stored;
    }

    private static async Task<string?> KindOfAsync(IFormFile file, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        var first = new byte[8];
        var read = await content.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, ct);
        return Array.Find(Kinds, k => first.AsSpan(0, read).StartsWith(k.Begins)).Extension;
    }
}
