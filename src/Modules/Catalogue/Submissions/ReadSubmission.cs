using Gongxin.Catalogue.Versions;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions;

// A receipt, for whoever handed the file in.
internal sealed class SubmissionReads(CatalogueDb catalogue, CurrentActor current)
{
    public async Task<SubmissionView> ReadAsync(Guid number, CancellationToken ct)
    {
        var submissionId = new SubmissionId(number);
        var mine = current.Actor.Id;
        var submission = await catalogue.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == submissionId && s.HandedInBy == mine, ct)
            ?? throw CatalogueRefusals.SubmissionNotFound(number);
        var slugs = submission.Tables.Select(t => t.Dataset).Distinct().ToArray();
        var counts = await (
            from dataset in catalogue.Datasets
            join v in catalogue.Versions on dataset.Id equals v.DatasetId
            where slugs.Contains(dataset.Slug)
            select new { dataset.Slug, v.Number, v.RowsRead, v.RowsLoaded, v.RowsRefused, v.CellsQuarantined }).ToListAsync(ct);
        var versions = counts.ToDictionary(c => (c.Slug, c.Number));
        var held = submission.Tables.Any(t => t.Held is not null)
            ? await catalogue.Held.AsNoTracking().Where(h => h.HandedInBy == mine && slugs.Contains(h.Slug)).ToDictionaryAsync(h => h.Id.Value, ct)
            : [];
        return SubmissionView.Of(submission, [.. submission.Tables.Select(table =>
        {
            if (table.Held is { } id)
            {
                var loaded = held[id].Stored.Table;
                return new SubmissionView.TableView(
                    table.Table, table.Dataset, held[id].Number ?? 0, table.Unchanged, loaded.RowsRead, loaded.RowsLoaded, loaded.RowsRefused, loaded.CellsQuarantined) { Held = id };
            }

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
