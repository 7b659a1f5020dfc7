using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions.Held;

// Derives the table that may be public from one that may not: the original stays in the blob store, and no version points to it.
internal sealed class MaskTables(CatalogueDb catalogue, IBlobs blobs, IDisclosureControl disclosure, OpenJoins joins, MaskingKey key)
{
    // Masks by the recipe that the dataset has, when the columns are the same, and counts what rows say of persons together.
    public async Task<StoredTable> PrepareAsync(StoredTable stored, string slug, CancellationToken ct)
    {
        var remembered = await catalogue.Recipes.AsNoTracking().SingleOrDefaultAsync(r => r.Slug == slug, ct);
        return remembered?.Fits(stored.Table.Schema) == true
            ? await MaskAsync(stored, slug, remembered.Recipe, ct)
            : await joins.JudgeAsync(stored, slug, [], ct);
    }

    public async Task<StoredTable> MaskAsync(StoredTable stored, string slug, MaskingRecipe recipe, CancellationToken ct)
    {
        var request = new MaskRequest(blobs.PathOf(stored.Data.Sha256), stored.Table, recipe, key.Of(slug), joins.MinOf(HoldKind.RareCombination));
        using var masked = await disclosure.MaskAsync(request, ct);
        var data = await blobs.PutFileAsync(masked.Table.DataFile, ct);
        return await joins.JudgeAsync(stored with { Table = masked.Table with { DataFile = "" }, Data = data, Quarantine = null }, slug, recipe.Combination, ct);
    }
}
