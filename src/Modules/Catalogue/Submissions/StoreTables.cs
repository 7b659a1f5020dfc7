using Gongxin.Catalogue.Submissions.Held;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;

namespace Gongxin.Catalogue.Submissions;

// Keeps the files of loaded tables, masked where the dataset has a recipe: what comes out is what the gate judges.
internal sealed class StoreTables(IBlobs blobs, MaskTables mask)
{
    public string PathOf(Submission submission) => blobs.PathOf(submission.Sha256);

    public async Task<IReadOnlyList<StoredTable>> StoreAsync(Submission submission, LoadResult loaded, CancellationToken ct)
    {
        var stored = new List<StoredTable>();
        foreach (var table in loaded.Tables)
        {
            var original = new StoredTable(
                table,
                loaded.Format.ToString().ToLowerInvariant(),
                loaded.Encoding,
                await blobs.PutFileAsync(table.DataFile, ct),
                table.QuarantineFile is { } quarantine ? await blobs.PutFileAsync(quarantine, ct) : null);
            stored.Add(await mask.PrepareAsync(original, PublishTables.SlugOf(submission, table, loaded.Tables.Count).Value, ct));
        }

        return stored;
    }
}
