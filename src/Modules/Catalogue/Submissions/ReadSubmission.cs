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
        var tables = new List<SubmissionView.TableView>();
        foreach (var outcome in submission.Tables)
        {
            var version = await (
                from dataset in catalogue.Datasets
                join v in catalogue.Versions on dataset.Id equals v.DatasetId
                where dataset.Slug == outcome.Dataset && v.Number == outcome.Version
                select new { v.RowsRead, v.RowsLoaded, v.RowsRefused, v.CellsQuarantined }).SingleAsync(ct);
            tables.Add(new SubmissionView.TableView(
                outcome.Table, outcome.Dataset, outcome.Version, outcome.Unchanged, version.RowsRead, version.RowsLoaded, version.RowsRefused, version.CellsQuarantined));
        }

        return SubmissionView.Of(submission, tables);
    }
}

internal static class ReadSubmission
{
    public static async Task<Ok<SubmissionView>> Handle(Guid id, SubmissionReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ReadAsync(id, ct));
}
