using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Contracts.Datastore;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions.Diff;

// Two versions of a dataset to be compared; both come through the one door.
internal sealed record ComparedVersions(OpenVersion From, OpenVersion To);

internal sealed class DiffReads(DatasetReads reads, CatalogueDb catalogue, IVersionDiffs diffs)
{
    // Without `to` the newest; without `from` the newest before it that can be had.
    public async Task<ComparedVersions> VersionsAsync(string slug, string? from, string? to, CancellationToken ct)
    {
        var newer = await reads.OpenAsync(slug, Given(to), null, ct);
        var older = await reads.OpenAsync(slug, Given(from) ?? await BeforeAsync(slug, newer.Number, ct), null, ct);
        return new ComparedVersions(older, newer);
    }

    public DiffRequest RequestOf(ComparedVersions versions, string? key, string? change, int? limit, string? cursor) =>
        new(versions.From.Stored, versions.To.Stored, diffs.ParseKey(key))
        {
            Change = ChangeOf(change),
            Limit = limit switch
            {
                null => DiffRequest.LimitDefault,
                >= 0 and <= DiffRequest.LimitMax => limit.Value,
                _ => throw CatalogueRefusals.QueryNotReadable("limit", limit.Value.ToString(CultureInfo.InvariantCulture)),
            },
            Cursor = Given(cursor),
        };

    public Task<DiffPage> ReadAsync(DiffRequest request, CancellationToken ct) => diffs.ReadAsync(request, ct);

    private async Task<string> BeforeAsync(string slug, int number, CancellationToken ct)
    {
        var before = await (
            from dataset in catalogue.Datasets
            join version in catalogue.Versions on dataset.Id equals version.DatasetId
            where dataset.Slug == slug && version.Number < number && version.Withdrawal == null
            select (int?)version.Number).MaxAsync(ct);
        return before?.ToString(CultureInfo.InvariantCulture) ?? throw CatalogueRefusals.NoEarlierVersion(slug, number);
    }

    private static DiffChange? ChangeOf(string? change) => change switch
    {
        null or "" => null,
        "added" => DiffChange.Added,
        "removed" => DiffChange.Removed,
        "changed" => DiffChange.Changed,
        _ => throw CatalogueRefusals.QueryNotReadable("change", change),
    };

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
