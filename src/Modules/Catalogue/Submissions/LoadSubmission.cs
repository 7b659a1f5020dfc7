using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions;

// Loads a received file and publishes its tables.
internal sealed class LoadSubmission(CatalogueDb catalogue, StoreTables store, IDatastore datastore, PublishTables publish, TimeProvider clock)
{
    // `whenPublished` adds to the transaction that publishes (an operation's end, say), so that both happen or none.
    public async Task<SubmissionReport> RunAsync(
        Submission submission, IProgress<LoadProgress>? progress, Action<SubmissionReport>? whenPublished, CancellationToken ct)
    {
        try
        {
            var request = new LoadRequest(store.PathOf(submission), submission.FileName) { Schema = submission.GivenSchema };
            using var loaded = await datastore.LoadAsync(request, progress, ct);
            var stored = await store.StoreAsync(submission, loaded, ct);

            // An explicit transaction, because numbering versions must be exclusive between processes.
            await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
            await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, PublishLock.Name, ct);
            var tables = await publish.PublishAsync(submission, stored, loaded.FileFindings, ct);
            var report = new SubmissionReport(
                submission.Id.Value, submission.Sha256, submission.Format!, submission.Encoding, loaded.FileFindings, tables);
            whenPublished?.Invoke(report);
            await catalogue.SaveAsync(ct);
            await transaction.CommitAsync(ct);
            return report;
        }
        catch (TabularException refused)
        {
            // The refusal is a fact to keep as well.
            submission.Refuse(refused.Finding, clock.GetUtcNow().UtcDateTime);
            catalogue.Audit("FileRefused", $"submission:{submission.Id.Value}", new { refused.Finding.Code, refused.Finding.Row });
            await catalogue.SaveAsync(ct);
            throw;
        }
    }

    // The same bytes were handed in before for the same dataset under the same schema, and every version that came of
    // them is still the newest: then there is nothing to read. Null otherwise.
    public async Task<SubmissionReport?> FindUnchangedAsync(Submission submission, CancellationToken ct)
    {
        var before = await catalogue.Submissions.AsNoTracking()
            .Where(s => s.Sha256 == submission.Sha256
                && (s.State == SubmissionState.Published || s.State == SubmissionState.Unchanged)
                && s.FileName == submission.FileName
                && s.AboutJson == submission.AboutJson
                && s.GivenSchemaJson == submission.GivenSchemaJson)
            .OrderByDescending(s => s.Id)
            .FirstOrDefaultAsync(ct);
        if (before is null)
        {
            return null;
        }

        var reports = new List<TableReport>();
        foreach (var outcome in before.Tables)
        {
            var latest = await catalogue.LatestAsync(outcome.Dataset, ct);
            if (latest is null || latest.Number != outcome.Version)
            {
                return null;
            }

            reports.Add(new TableReport(
                outcome.Dataset, latest.Number, true, latest.RowsRead, latest.RowsLoaded, latest.RowsRefused, latest.CellsQuarantined,
                latest.Schema, latest.Findings, latest.FindingCounts));
        }

        return new SubmissionReport(before.Id.Value, before.Sha256, before.Format!, before.Encoding, before.Findings, reports);
    }
}
