using Gongxin.Kernel.Tabular;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Datasets;

// Brings the search tokens of a dataset in line with its metadata and the columns of its newest version.
internal sealed class DatasetTokens(CatalogueDb catalogue)
{
    public async Task RefreshAsync(Dataset dataset, TableSchema schema, CancellationToken ct)
    {
        var wanted = DatasetToken.Of(dataset, schema.Columns.Select(c => c.Name)).ToHashSet();
        var known = await catalogue.Tokens.Where(t => t.DatasetId == dataset.Id).ToListAsync(ct);
        catalogue.RemoveRange(known.Where(t => !wanted.Contains(t)));
        catalogue.AddRange(wanted.Except(known));
    }
}
