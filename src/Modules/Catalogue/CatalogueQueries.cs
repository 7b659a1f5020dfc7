using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Submissions;
using Gongxin.Contracts.Datastore;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue;

// What the module's pages read: the same functions as the API's slices.
public sealed class CatalogueQueries
{
    private readonly DatasetSearch _search;
    private readonly DatasetReads _reads;
    private readonly SubmissionReads _submissions;
    private readonly IRowQueries _rows;

    internal CatalogueQueries(DatasetSearch search, DatasetReads reads, SubmissionReads submissions, IRowQueries rows)
    {
        (_search, _reads, _submissions, _rows) = (search, reads, submissions, rows);
    }

    public Task<DatasetPage> SearchAsync(DatasetFilter filter, CancellationToken ct) => _search.FindAsync(filter, facets: true, ct);

    public Task<DatasetView> DatasetAsync(string slug, CancellationToken ct) => _reads.DatasetAsync(slug, ct);

    public Task<VersionView> VersionAsync(string slug, string number, CancellationToken ct) => _reads.VersionAsync(slug, number, ct);

    public Task<IReadOnlyList<VersionItem>> VersionsAsync(string slug, CancellationToken ct) => _reads.VersionsAsync(slug, ct);

    public async Task<RowPage> RowsAsync(string slug, string? number, IQueryCollection query, CancellationToken ct)
    {
        var version = await _reads.StoredAsync(slug, number, null, ct);
        return await _rows.ReadAsync(version, _rows.Parse(version.Schema, query), ct);
    }

    public async Task<RowPage> RowsAsync(string slug, string? number, RowQuery query, CancellationToken ct) =>
        await _rows.ReadAsync(await _reads.StoredAsync(slug, number, null, ct), query, ct);

    public Task<SubmissionView> SubmissionAsync(Guid id, CancellationToken ct) => _submissions.ReadAsync(id, ct);
}
