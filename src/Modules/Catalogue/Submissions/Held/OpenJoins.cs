using System.Text.Json;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions.Held;

// What a table says of persons: by itself, and together with the open datasets that have a key in common with it.
internal sealed class OpenJoins(CatalogueDb catalogue, IBlobs blobs, IDisclosureControl disclosure, TimeProvider clock)
{
    // The newest of them; each is a join of two whole tables.
    private const int DatasetsMax = 50;

    public async Task<StoredTable> JudgeAsync(StoredTable stored, string slug, IReadOnlyList<string> chosen, CancellationToken ct)
    {
        var question = new PersonQuestion(
            blobs.PathOf(stored.Data.Sha256), stored.Table.Schema, stored.Table.Quality, chosen, MinOf(HoldKind.RareCombination), MinOf(HoldKind.SmallCount));
        return stored with
        {
            Persons = await disclosure.CountAsync(question, ct),
            Joins = await OfAsync(stored, slug, MinOf(HoldKind.JoinRisk), ct),
        };
    }

    public int MinOf(HoldKind kind) => GateRules.InForce(kind, clock.LegalToday()).CellsMin;

    private async Task<IReadOnlyList<OpenJoin>> OfAsync(StoredTable stored, string slug, int classMin, CancellationToken ct)
    {
        var joins = new List<OpenJoin>();
        var table = stored.Table;
        foreach (var (dataset, version) in await SharingAsync(disclosure.KeysOf(table.Schema, table.Quality), slug, ct))
        {
            var other = new StoredVersion(version.DataSha256, blobs.PathOf(version.DataSha256), version.Schema, version.RowsLoaded);
            var question = new JoinQuestion(blobs.PathOf(stored.Data.Sha256), table.Schema, table.Quality, other, version.Quality, classMin);
            if (await disclosure.JoinAsync(question, ct) is { Rows: > 0 } joined)
            {
                joins.Add(new OpenJoin(dataset, version.Number, joined));
            }
        }

        return joins;
    }

    // Open datasets with a column of the name of a key.
    private async Task<List<(string Dataset, DatasetVersion Version)>> SharingAsync(IReadOnlyList<string> keys, string slug, CancellationToken ct)
    {
        var sharing = new Dictionary<string, DatasetVersion>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var written = $"\"name\":{JsonSerializer.Serialize(key, StoredJson.Options)}";
            var found =
                from dataset in catalogue.Published
                join version in catalogue.Versions.AsNoTracking() on new { dataset.Id, Number = dataset.LatestNumber } equals new { Id = version.DatasetId, version.Number }
                where dataset.Slug != slug && version.SchemaJson.Contains(written)
                orderby dataset.PublishedAt descending, dataset.Id
                select new { dataset.Slug, Version = version };
            foreach (var one in await found.Take(DatasetsMax).ToListAsync(ct))
            {
                sharing[one.Slug] = one.Version;
            }
        }

        return [.. sharing.Take(DatasetsMax).Select(s => (s.Key, s.Value))];
    }
}
