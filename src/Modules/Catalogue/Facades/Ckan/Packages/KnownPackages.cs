using System.Buffers;
using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Data;

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// Packages as they were written for a page, by the address at which the site was asked: some 5 KB each. A harvester's walk, and
// the walks of others, meet the same ones until something changes.
internal sealed class KnownPackages(PublicRevision revision) : RevisionCache<(string Site, DatasetId Id), ReadOnlyMemory<byte>>(revision, CountMax)
{
    private const int CountMax = 10_000;

    // In the order of the ids; what was withdrawn meanwhile is left out.
    public async Task WriteAsync(CkanCall call, IReadOnlyList<DatasetId> ids)
    {
        var site = call.Site.Root;
        var packages = await GetManyAsync([.. ids.Select(id => (site, id))], unknown => ReadAsync(call, unknown));
        foreach (var id in ids)
        {
            if (packages.TryGetValue((site, id), out var package))
            {
                call.Result.WriteRawValue(package.Span, skipInputValidation: true);
            }
        }
    }

    private static async Task<IReadOnlyDictionary<(string Site, DatasetId Id), ReadOnlyMemory<byte>>> ReadAsync(
        CkanCall call, IReadOnlyList<(string Site, DatasetId Id)> unknown)
    {
        var ids = unknown.Select(u => u.Id).ToList();
        var records = await call.Records.PageAsync(d => ids.Contains(d.Id), [], 0, ids.Count, call.Ct);
        var written = new Dictionary<(string, DatasetId), ReadOnlyMemory<byte>>(records.Count);
        foreach (var record in records)
        {
            var bytes = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(bytes, WrittenJson.Compact))
            {
                PackageJson.Write(call with { Result = json }, record);
            }

            written[(call.Site.Root, new DatasetId(record.Id))] = bytes.WrittenSpan.ToArray();
        }

        return written;
    }
}
