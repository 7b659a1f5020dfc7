using Gongxin.Catalogue.Resources.Compiling;
using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Exchange;

// Reads a handed-in catalogue twice. First every row is checked and nothing written; then all resources without findings are
// written in one transaction with the receipt. A resource is taken with all of its rows or not at all. Memory holds one batch.
internal sealed class ImportCatalogue(CatalogueDb catalogue, ResourceChecks checks, CodeNames names, ImportMatches matches, TimeProvider clock)
{
    public const int ResourcesMax = 50_000;

    private const int BatchResources = 200;
    private const int BatchItems = 5000;

    private readonly GroupReader _reader = new(names);

    public async Task<ImportCheck> CheckAsync(string path, string fileName, IProgress<OperationProgress> progress, CancellationToken ct)
    {
        var check = new ImportCheck();
        using var groups = TableGroups.Open(path, fileName, check.Log.Add, ct);
        var today = clock.LegalToday();
        foreach (var batch in Batches(groups.Read(ct)))
        {
            var contents = batch.Select(_reader.Read).ToList();
            var known = await matches.FindAsync(contents, ct);
            for (var i = 0; i < batch.Count; i++)
            {
                check.Take(batch[i], contents[i], [.. checks.Find(contents[i], today), .. matches.WhyNot(known[i], contents[i]) is { } why ? [why] : (ResourceFinding[])[]]);
            }

            catalogue.Whole.ChangeTracker.Clear();
            progress.Report(new OperationProgress("import.checking", groups.RowsRead, null));
            if (check.Resources > ResourcesMax)
            {
                throw ResourceRefusals.ImportTooLarge(ResourcesMax);
            }
        }

        (check.RowsRead, check.RowsRefused) = (groups.RowsRead, check.RowsRefused + groups.RowsLost);
        return check;
    }

    // Inside the transaction of the caller.
    public async Task<ImportCounts> WriteAsync(string path, string fileName, ImportCheck check, Guid import, IProgress<OperationProgress> progress, Actor by, CancellationToken ct)
    {
        var (created, changed, unchanged) = (0, 0, 0);
        using var groups = TableGroups.Open(path, fileName, _ => { }, ct);
        foreach (var batch in Batches(groups.Read(ct).Where(g => !check.IsRefused(g.Number))))
        {
            var contents = batch.Select(_reader.Read).ToList();
            var known = await matches.FindAsync(contents, ct);
            for (var i = 0; i < batch.Count; i++)
            {
                if (known[i] is not { } resource)
                {
                    Create(contents[i], import, by);
                    created++;
                }
                else if (contents[i].IsSameAs(resource.Content))
                {
                    unchanged++;
                }
                else
                {
                    resource.Change(contents[i], by, clock.GetUtcNow().UtcDateTime);
                    catalogue.Audit("ResourceChanged", CompileResources.SubjectOf(resource), new { import });
                    changed++;
                }
            }

            await catalogue.SaveAsync(ct);
            catalogue.Whole.ChangeTracker.Clear();
            progress.Report(new OperationProgress("import.writing", created + changed + unchanged, check.Resources));
        }

        return new ImportCounts(
            check.RowsRead, check.RowsRead - check.RowsRefused, check.RowsRefused, created, changed, unchanged, check.RefusedCount, check.Log.Count);
    }

    private void Create(ResourceContent content, Guid import, Actor by)
    {
        var resource = Resource.Create(content, by, clock.GetUtcNow().UtcDateTime);
        catalogue.Add(resource);
        catalogue.Audit("ResourceCreated", CompileResources.SubjectOf(resource), new { import });
    }

    private static IEnumerable<IReadOnlyList<TableGroup>> Batches(IEnumerable<TableGroup> groups)
    {
        var batch = new List<TableGroup>();
        var items = 0;
        foreach (var group in groups)
        {
            batch.Add(group);
            items += group.Items.Count;
            if (batch.Count == BatchResources || items >= BatchItems)
            {
                yield return batch;
                (batch, items) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}

// What the first reading found: which groups are refused, and why.
internal sealed class ImportCheck
{
    private readonly HashSet<int> _refused = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public ImportLog Log { get; } = new();
    public int Resources { get; private set; }
    public long RowsRead { get; set; }
    public long RowsRefused { get; set; }
    public int RefusedCount => _refused.Count;

    public bool IsRefused(int group) => _refused.Contains(group);

    public void Take(TableGroup group, ResourceContent content, IEnumerable<ResourceFinding> found)
    {
        Resources++;
        foreach (var finding in found.Concat(Twice(content)))
        {
            group.Find(GroupReader.Locate(finding, group));
        }

        Log.Add(group);
        if (group.FindingCount > 0)
        {
            _refused.Add(group.Number);
            RowsRefused += group.RowCount;
        }
    }

    private IEnumerable<ResourceFinding> Twice(ResourceContent content)
    {
        if (content.Code()?.ToString() is { } code && !_seen.Add(code))
        {
            yield return new ResourceFinding("code", "resource.code-twice", code, code);
        }

        if (content is { Name: { } name, ProviderCode: { } provider } && !_seen.Add($"{provider}\n{name}"))
        {
            yield return new ResourceFinding("name", "resource.name-twice", name);
        }
    }
}
