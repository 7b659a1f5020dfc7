using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources;

// One resource, for whoever may see it.
internal sealed class ResourceReads(CatalogueDb catalogue, CodeNames names, LedgerReader ledger, UpdatePromises promises, TimeProvider clock)
{
    public async Task<ResourceView> PublishedAsync(string code, CancellationToken ct)
    {
        var resource = await catalogue.WholeResources.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Code == code && (r.State == ResourceState.Published || r.State == ResourceState.Withdrawn), ct)
            ?? throw ResourceRefusals.NotFound(code);
        var view = await ViewAsync(resource, ct);
        return resource.State is ResourceState.Published ? view : Tombstone(view);
    }

    // What was withdrawn says what it was, whose, and why it is gone; no more.
    private static ResourceView Tombstone(ResourceView view) => view with
    {
        Content = new ResourceContent
        {
            ClassCode = view.Content.ClassCode,
            Sequence = view.Content.Sequence,
            Name = view.Content.Name,
            ProviderName = view.Content.ProviderName,
            ProviderCode = view.Content.ProviderCode,
        },
        Values = new Dictionary<string, CodedValue>(StringComparer.Ordinal),
        Related = [],
        Dataset = null,
        NextDueOn = null,
        IsOverdue = false,
    };

    // The published resource that a dataset is the data of; null when there is none.
    public async Task<ResourceView?> OfDatasetAsync(string slug, CancellationToken ct)
    {
        var resource = await (
            from r in catalogue.WholeResources.AsNoTracking()
            join d in catalogue.Datasets on r.DatasetId equals d.Id
            where d.Slug == slug && r.State == ResourceState.Published
            select r).SingleOrDefaultAsync(ct);
        return resource is null ? null : await ViewAsync(resource, ct);
    }

    // The contents of the published resources of many datasets, for façades that write whole catalogues.
    public async Task<IReadOnlyDictionary<DatasetId, ResourceContent>> OfDatasetsAsync(IReadOnlyCollection<DatasetId> datasets, CancellationToken ct)
    {
        var wanted = datasets.Select(d => (DatasetId?)d).ToArray();
        var found = await catalogue.Resources.AsNoTracking()
            .Where(r => r.State == ResourceState.Published && wanted.Contains(r.DatasetId))
            .Select(r => new { r.DatasetId, r.ContentJson }).ToListAsync(ct);
        return found.ToDictionary(f => f.DatasetId!.Value, f => StoredContent.Read(f.ContentJson));
    }

    public async Task<ResourceView> ViewAsync(Resource resource, CancellationToken ct)
    {
        var content = resource.Content;
        var dataset = await DatasetAsync(resource.DatasetId, ct);
        var promise = dataset is null ? null : promises.Of(resource.UpdateCycle, LegalZone.LegalDay(dataset.PublishedAt));
        return new ResourceView
        {
            Id = resource.Id.Value,
            Code = resource.Code,
            State = names.Value(CodedFields.States, ResourceStates.CodeOf(resource.State))!,
            Version = resource.Version,
            Content = content,
            ContentSha256 = StoredContent.DigestOf(resource.ContentJson),
            Values = CodedFields.Of(content).Where(c => c.Code is not null && !c.Field.StartsWith("items[", StringComparison.Ordinal))
                .ToDictionary(c => c.Field, c => names.Value(c.List, c.Code)!, StringComparer.Ordinal),
            Classes = [.. ClassesOf(content)],
            Related = await LinksAsync(content.RelatedCodes, ct),
            RelatedBy = await RelatedByAsync(resource.Code, ct),
            Dataset = dataset,
            NextDueOn = promise?.DueOn,
            IsOverdue = promise?.StateOn(clock.LegalToday()) is FreshnessState.Overdue,
            RegisteredAt = resource.RegisteredAt,
            PublishedAt = resource.PublishedAt,
            LedgerEntry = resource.LedgerEntry is { } entry ? (await ledger.EntryAsync(entry, ct))?.Index : null,
            Reason = resource.State is ResourceState.Withdrawn ? resource.Steps.OrderBy(s => s.Number).Last().Reason : null,
        };
    }

    private IEnumerable<ClassLevel> ClassesOf(ResourceContent content)
    {
        var code = content.ClassCode ?? "";
        foreach (var length in ResourceCode.Levels.Where(l => l <= code.Length))
        {
            var level = code[..length];
            yield return new ClassLevel(level, length == 6 ? content.Subject ?? level : names.Of(CodedFields.Classes, level)!);
        }

        if (code.Length > 6)
        {
            yield return new ClassLevel(code, content.Detail ?? code);
        }
    }

    private async Task<DatasetLink?> DatasetAsync(DatasetId? id, CancellationToken ct)
    {
        if (id is not { } known)
        {
            return null;
        }

        // Data that was withdrawn is not pointed to.
        if (await catalogue.Datasets.AsNoTracking().SingleOrDefaultAsync(d => d.Id == known && d.State == DatasetState.Published, ct) is not { } dataset)
        {
            return null;
        }

        var title = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? dataset.TitleEn ?? dataset.Title : dataset.Title;
        return new DatasetLink(dataset.Slug, title, dataset.PublishedAt);
    }

    private async Task<IReadOnlyList<ResourceLink>> LinksAsync(IReadOnlyList<string> codes, CancellationToken ct)
    {
        if (codes.Count == 0)
        {
            return [];
        }

        var known = await catalogue.Resources.AsNoTracking().Where(r => r.State == ResourceState.Published && codes.Contains(r.Code!))
            .Select(r => new { r.Code, r.Name }).ToDictionaryAsync(r => r.Code!, r => r.Name, ct);
        return [.. codes.Select(c => new ResourceLink(c, known.GetValueOrDefault(c)))];
    }

    private async Task<IReadOnlyList<ResourceLink>> RelatedByAsync(string? code, CancellationToken ct) => code is null
        ? []
        : await catalogue.Resources.AsNoTracking()
            .Where(r => r.State == ResourceState.Published && r.Related.Any(other => other.Code == code))
            .OrderBy(r => r.Code).Take(ResourceContent.RelatedMax)
            .Select(r => new ResourceLink(r.Code!, r.Name)).ToListAsync(ct);
}
