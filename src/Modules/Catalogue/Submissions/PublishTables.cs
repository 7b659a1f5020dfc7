using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Submissions.Held;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions;

// Turns loaded tables into versions. Nothing is visible before the caller's one SaveAsync: versions, receipt, audit,
// announcements and ledger entries stand or fall together. Blobs stored for a save that never came are harmless.
internal sealed class PublishTables(CatalogueDb catalogue, CoverageFinder coverage, CurrentActor current, PlatformSettings settings, TimeProvider clock)
{
    public async Task<IReadOnlyList<TableReport>> PublishAsync(
        Submission submission, IReadOnlyList<StoredTable> tables, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        foreach (var stored in tables)
        {
            await RefuseWithdrawnAsync(submission, stored, SlugOf(submission, stored.Table, tables.Count), ct);
        }

        var reports = new List<TableReport>();
        foreach (var stored in tables)
        {
            var slug = SlugOf(submission, stored.Table, tables.Count);
            reports.Add(await HoldAsync(submission, stored, slug, ct) ?? await PublishAsync(submission, stored, slug, ct));
        }

        submission.Publish(
            tables[0].Format,
            tables[0].Encoding,
            [.. findings, .. reports.Where(r => r.Held is not null).SelectMany(r => r.Findings.Where(f => f.Code == FindingCodes.ColumnHeld))],
            [.. reports.Zip(tables, (r, t) => new Submission.TableOutcome(t.Table.Name, r.Dataset, r.Version, r.Unchanged, r.Held))],
            clock.GetUtcNow().UtcDateTime);
        return reports;
    }

    // A reviewer has looked at it: the number of the version that it becomes.
    public async Task<int> ReleaseAsync(Submission submission, StoredTable stored, string slug, CancellationToken ct)
    {
        await RefuseWithdrawnAsync(submission, stored, Slug.Parse(slug), ct);
        return (await PublishAsync(submission, stored, Slug.Parse(slug), ct)).Version;
    }

    // The gate: every table passes here on its way to being a version. Null when it may go on. What is public already is not held
    // when it is handed in again, and what waits already waits once.
    private async Task<TableReport?> HoldAsync(Submission submission, StoredTable stored, Slug slug, CancellationToken ct)
    {
        var today = clock.LegalToday();
        IReadOnlyList<HoldReason> reasons = [.. settings.SecrecyReviewRequired ? [GateRules.Secrecy(today)] : Array.Empty<HoldReason>(), .. GateRules.Judge(stored, today)];
        if (reasons.Count == 0 || (await catalogue.LatestAsync(slug.Value, ct))?.IsSameAs(stored, submission.Sha256) == true)
        {
            return null;
        }

        var waiting = await catalogue.Held.AsNoTracking()
            .Where(h => h.Slug == slug.Value && h.State == HeldState.Waiting && h.DataSha256 == stored.Data.Sha256 && h.HandedInBy == submission.HandedInBy)
            .FirstOrDefaultAsync(ct);
        var held = waiting ?? HeldTable.Hold(submission, stored, slug.Value, reasons, clock.GetUtcNow().UtcDateTime);
        if (waiting is null)
        {
            catalogue.Add(held);
            catalogue.Audit("TableHeld", $"held:{held.Id.Value}", new { held.Slug, rules = reasons.Select(r => r.Rule).Distinct(), submission = submission.Id.Value });
        }

        return Report(slug.Value, 0, waiting is not null, stored) with { Held = held.Id.Value, Findings = [.. reasons.Where(r => r.Column.Length > 0).Select(HeldFinding), .. stored.Table.Findings] };
    }

    private static Finding HeldFinding(HoldReason reason) =>
        new(null, reason.Column, FindingCodes.ColumnHeld, null, reason.Cells.ToString(CultureInfo.InvariantCulture), reason.Rule);

    // What was withdrawn does not come back by being handed in again. Looked at before anything is changed.
    private async Task RefuseWithdrawnAsync(Submission submission, StoredTable stored, Slug slug, CancellationToken ct)
    {
        var dataset = await catalogue.Datasets.AsNoTracking().SingleOrDefaultAsync(d => d.Slug == slug.Value, ct);
        if (dataset is null)
        {
            return;
        }

        if (dataset.State is DatasetState.Withdrawn)
        {
            throw new TabularException(new Finding(null, null, FindingCodes.FileDatasetWithdrawn, slug.Value));
        }

        var withdrawn = await catalogue.Versions.AsNoTracking().Where(v => v.DatasetId == dataset.Id && v.Withdrawal != null).ToListAsync(ct);
        if (withdrawn.Find(v => v.DataSha256 == stored.Data.Sha256 || v.IsSameAs(stored, submission.Sha256)) is { } version)
        {
            throw new TabularException(new Finding(null, null, FindingCodes.FileWithdrawn, slug.Value, version.Number.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private async Task<TableReport> PublishAsync(Submission submission, StoredTable stored, Slug slug, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var about = submission.About;
        var dataset = catalogue.Datasets.Local.SingleOrDefault(d => d.Slug == slug.Value)
            ?? await catalogue.Datasets.SingleOrDefaultAsync(d => d.Slug == slug.Value, ct);
        if (dataset is null)
        {
            dataset = Dataset.Create(slug, TitleOf(submission, stored.Table), now);
            catalogue.Add(dataset);
        }

        var cycleBefore = dataset.UpdateCycle;
        dataset.Describe(stored.Table.Name.Length == 0 ? about : about with { Title = null, TitleEn = null }, now);
        catalogue.NoteCycle(dataset, cycleBefore, now);
        var latest = await catalogue.Versions.AsNoTracking()
            .SingleOrDefaultAsync(v => v.DatasetId == dataset.Id && v.Number == dataset.LatestNumber, ct);
        if (latest is not null && latest.IsSameAs(stored, submission.Sha256))
        {
            EnterDescription(dataset, now);
            return Report(dataset.Slug, latest.Number, true, stored);
        }

        var version = DatasetVersion.Of(dataset, submission, stored, coverage.Of(stored.Table.Schema, stored.Table.Quality), current.Actor.Id, now);
        dataset.Publish(version);
        version.EnteredAs(catalogue.Whole.QueueLedger(VersionFact.Published, $"dataset:{slug.Value}/{version.Number}", VersionFact.PayloadOf(dataset, version), null, clock));
        catalogue.Add(version);
        if (stored.Joins.Count > 0)
        {
            catalogue.Audit("JoinRiskChecked", $"dataset:{slug.Value}", new { version.Number, joins = stored.Joins.Select(j => new { j.Dataset, j.Version, j.Joined.Key, j.Joined.Rows, j.Joined.SmallestClass, j.Joined.RowsBelow }) });
        }

        catalogue.Audit("VersionPublished", $"dataset:{slug.Value}", new { version.Number, version.RowsLoaded, version.SourceSha256, submission = submission.Id.Value });
        return Report(dataset.Slug, version.Number, false, stored);
    }

    // Other words about the same data are a public act too: search, mirrors and harvesters go by the ledger.
    private void EnterDescription(Dataset dataset, DateTime now)
    {
        if (dataset.ModifiedAt == now)
        {
            catalogue.QueueLedger("dataset.described", $"dataset:{dataset.Slug}", new { dataset = dataset.Slug, title = dataset.Title, describedAt = now });
        }
    }

    private static TableReport Report(string slug, int number, bool unchanged, StoredTable stored) => new(
        slug,
        number,
        unchanged,
        stored.Table.RowsRead,
        stored.Table.RowsLoaded,
        stored.Table.RowsRefused,
        stored.Table.CellsQuarantined,
        stored.Table.Schema,
        stored.Table.Findings,
        stored.Table.FindingCounts);

    public static Slug SlugOf(Submission submission, LoadedTable table, int tables)
    {
        var slug = submission.RequestedSlug is { } requested
            ? Slug.Parse(requested)
            : Slug.From(submission.About.TitleEn ?? submission.About.Title ?? Path.GetFileNameWithoutExtension(submission.FileName));
        return tables > 1 ? slug.With(table.Name) : slug;
    }

    private static string TitleOf(Submission submission, LoadedTable table)
    {
        var title = submission.About.Title ?? Path.GetFileNameWithoutExtension(submission.FileName);
        title = table.Name.Length == 0 || table.Name == title ? title : $"{title} · {table.Name}";
        return title.Length <= Dataset.TitleMax ? title : title[..Dataset.TitleMax];
    }
}
