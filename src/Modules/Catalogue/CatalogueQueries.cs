using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Submissions;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Http;
using Microsoft.Extensions.Primitives;

namespace Gongxin.Catalogue;

// What the module's pages read: the same functions as the API's slices.
public sealed class CatalogueQueries
{
    private readonly DatasetSearch _search;
    private readonly DatasetReads _reads;
    private readonly SubmissionReads _submissions;
    private readonly QuarantineReads _quarantine;
    private readonly IRowQueries _rows;

    internal CatalogueQueries(
        DatasetSearch search, DatasetReads reads, SubmissionReads submissions, QuarantineReads quarantine, IRowQueries rows)
    {
        (_search, _reads, _submissions, _quarantine, _rows) = (search, reads, submissions, quarantine, rows);
    }

    public Task<FoundDatasets> SearchAsync(DatasetFilter filter, CancellationToken ct) => _search.FindAsync(filter, facets: true, ct);

    public Task<DatasetView> DatasetAsync(string slug, CancellationToken ct) => _reads.DatasetAsync(slug, ct);

    public Task<DatasetOverview> OverviewAsync(string slug, string? asOf, CancellationToken ct) => _reads.OverviewAsync(slug, asOf, ct);

    public Task<VersionView> VersionAsync(string slug, string number, CancellationToken ct) => _reads.VersionAsync(slug, number, null, ct);

    public Task<IReadOnlyList<VersionItem>> VersionsAsync(string slug, CancellationToken ct) => _reads.VersionsAsync(slug, null, ct);

    public Task<PageOf<QuarantinedCell>> QuarantineAsync(string slug, string number, long after, int limit, CancellationToken ct) =>
        _quarantine.ReadAsync(slug, number, null, after, limit, ct);

    // Understands the parameters of the rows API.
    public RowQuery QueryOf(StoredVersion version, IEnumerable<KeyValuePair<string, StringValues>> parameters) => _rows.Parse(version.Schema, parameters);

    public Task<RowPage> RowsAsync(StoredVersion version, RowQuery query, CancellationToken ct) => _rows.ReadAsync(version, query, ct);

    public Task<SubmissionView> SubmissionAsync(Guid id, CancellationToken ct) => _submissions.ReadAsync(id, ct);
}
