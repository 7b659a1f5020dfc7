using Gongxin.Catalogue.Versions;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions;

// A receipt, for whoever handed the file in.
internal sealed class SubmissionReads(CatalogueDb catalogue, CurrentActor current)
{
    public async Task<SubmissionView> ReadAsync(Guid id, CancellationToken ct)
    {
        var submissionId = new SubmissionId(id);
        var mine = current.Actor.Id;
        var submission = await catalogue.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == submissionId && s.HandedInBy == mine, ct)
            ?? throw CatalogueRefusals.SubmissionNotFound(id);
        var slugs = submission.Tables.Select(t => t.Dataset).Distinct().ToArray();
        var counts = await (
            from dataset in catalogue.Datasets
            join v in catalogue.Versions on dataset.Id equals v.DatasetId
            where slugs.Contains(dataset.Slug)
            select new { dataset.Slug, v.Number, v.RowsRead, v.RowsLoaded, v.RowsRefused, v.CellsQuarantined }).ToListAsync(ct);
        var versions = counts.ToDictionary(c => (c.Slug, c.Number));
        return SubmissionView.Of(submission, [.. submission.Tables.Select(table =>
        {
            var version = versions[(table.Dataset, table.Version)];
            return new SubmissionView.TableView(
                table.Table, table.Dataset, table.Version, table.Unchanged,
                version.RowsRead, version.RowsLoaded, version.RowsRefused, version.CellsQuarantined);
        })]);
    }
}

internal static class ReadSubmission
{
    public static async Task<Ok<SubmissionView>> Handle(Guid id, SubmissionReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ReadAsync(id, ct));
}
