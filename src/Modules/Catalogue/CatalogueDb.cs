using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Quality;
using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Resources.Exchange;
using Gongxin.Catalogue.Series;
using Gongxin.Catalogue.Submissions;
using Gongxin.Catalogue.Submissions.Held;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Catalogue.Versions;
using Gongxin.Catalogue.Versions.Bundles;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue;

internal sealed class CatalogueDb(PlatformDb platform, CurrentActor current, TimeProvider clock) : ModuleDb(platform, current, clock)
{
    public DbSet<Dataset> Datasets => Platform.Set<Dataset>();
    public DbSet<DatasetSeries> Series => Platform.Set<DatasetSeries>();
    public DbSet<CycleChange> CycleChanges => Platform.Set<CycleChange>();
    public DbSet<DatasetVersion> Versions => Platform.Set<DatasetVersion>();
    public DbSet<Bundle> Bundles => Platform.Set<Bundle>();
    public DbSet<Withdrawal> Withdrawals => Platform.Set<Withdrawal>();
    public DbSet<Submission> Submissions => Platform.Set<Submission>();
    public DbSet<Metric> Metrics => Platform.Set<Metric>();
    public DbSet<Measurement> Measurements => Platform.Set<Measurement>();
    public DbSet<HeldTable> Held => Platform.Set<HeldTable>();
    public DbSet<DatasetRecipe> Recipes => Platform.Set<DatasetRecipe>();
    public DbSet<Resource> Resources => Platform.Set<Resource>();

    // For queries that give back resources with their steps and related codes: a statement for each. In one statement every step
    // would be joined with every related code, up to a hundred, and the whole content repeated in each row.
    public IQueryable<Resource> WholeResources => Resources.AsSplitQuery();
    public DbSet<ResourceImport> ResourceImports => Platform.Set<ResourceImport>();

    // Datasets of which there is something to be had: what lists, search and figures know.
    public IQueryable<Dataset> Published => Datasets.AsNoTracking().Where(d => d.State == DatasetState.Published);

    // Adds a receipt with its audit row.
    public void Keep(Submission submission)
    {
        Add(submission);
        Audit("FileReceived", $"submission:{submission.Id.Value}", new { submission.Sha256, submission.Bytes, submission.FileName });
    }

    // Keeps what was promised before, so that a new promise does not change the past of the rate.
    public void NoteCycle(Dataset dataset, string? before, DateTime now)
    {
        if (dataset.UpdateCycle != before)
        {
            Add(CycleChange.Of(dataset.Id, before, dataset.UpdateCycle, now));
        }
    }

    public void Add(object entity) => Platform.Add(entity);

    public void AddRange(IEnumerable<object> entities) => Platform.AddRange(entities);

    public Task<DatasetVersion?> LatestAsync(string slug, CancellationToken ct) =>
        (from dataset in Datasets
         join version in Versions on new { dataset.Id, Number = dataset.LatestNumber } equals new { Id = version.DatasetId, version.Number }
         where dataset.Slug == slug
         select version).AsNoTracking().SingleOrDefaultAsync(ct);

    // The whole database, for what belongs to the Kernel: the ledger's queue and operations.
    public PlatformDb Whole => Platform;
}
