using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gongxin.Catalogue.Resources.Compiling;

// What a department does with its own resources. A draft is kept with its findings; only what cannot be stored is refused, and
// only what has no findings goes to a review.
internal sealed class CompileResources(CatalogueDb catalogue, ResourceDesk desk, ResourceFindings findings, CurrentActor current, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    // `remember` adds what must be saved with it.
    public async Task<Guid> CreateAsync(ResourceContent given, Action<Guid>? remember, CancellationToken ct)
    {
        var content = Storable(given);
        var resource = Resource.Create(content, current.Actor, Now);
        catalogue.Add(resource);
        catalogue.Audit("ResourceCreated", SubjectOf(resource));
        remember?.Invoke(resource.Id.Value);
        await catalogue.SaveAsync(ct);
        return resource.Id.Value;
    }

    public async Task ChangeAsync(Guid id, ResourceContent given, int? version, CancellationToken ct)
    {
        var resource = await desk.FindMineAsync(id, ct);
        Expect(resource, version);
        resource.Change(Storable(given), current.Actor, Now);
        catalogue.Audit("ResourceChanged", SubjectOf(resource));
        await catalogue.SaveAsync(ct);
    }

    public async Task SubmitAsync(Guid id, int? version, CancellationToken ct)
    {
        await using var transaction = await AloneAsync(ct);
        var resource = await desk.FindMineAsync(id, ct);
        Expect(resource, version);
        if (!ResourceStates.IsSubmittable(resource.State))
        {
            throw ResourceRefusals.NotSubmittable(ResourceStates.CodeOf(resource.State));
        }

        await RefuseWithFindingsAsync(resource, ct);
        resource.Submit(resource.Sequence ?? await NextSequenceAsync(resource.ClassCode!, ct), current.Actor, Now);
        catalogue.Audit("ResourceSubmitted", SubjectOf(resource), new { resource.Code, to = resource.State.ToString() });
        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
    }

    // What keeps a content from being stored even as a draft.
    public IReadOnlyList<ResourceFinding> Unstorable(ResourceContent content) => findings.Unstorable(StoredContent.Tidy(content));

    // To the data of this node, or to none.
    public async Task BindToAsync(Guid id, string? slug, CancellationToken ct)
    {
        await using var transaction = await AloneAsync(ct);
        var resource = await desk.FindMineAsync(id, ct);
        var dataset = await catalogue.Datasets.Where(d => d.Slug == slug).Select(d => (Datasets.DatasetId?)d.Id).SingleOrDefaultAsync(ct);
        if (slug is not null && dataset is null)
        {
            throw CatalogueRefusals.DatasetNotFound(slug);
        }

        if (dataset is not null && await catalogue.Resources.AnyAsync(r => r.DatasetId == dataset && r.Id != resource.Id, ct))
        {
            throw ResourceRefusals.DatasetBound(slug!);
        }

        resource.Bind(dataset);
        catalogue.Audit("ResourceBound", SubjectOf(resource), new { dataset = slug });
        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
    }

    // An explicit transaction, because giving out codes and binding datasets must be exclusive between processes.
    private async Task<IDbContextTransaction> AloneAsync(CancellationToken ct)
    {
        var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, "catalogue.resource-codes", ct);
        return transaction;
    }

    internal static string SubjectOf(Resource resource) => $"resource:{resource.Id.Value}";

    internal static void Expect(Resource resource, int? version)
    {
        if (version is { } seen && resource.Version != seen)
        {
            throw ResourceRefusals.Stale();
        }
    }

    private ResourceContent Storable(ResourceContent given)
    {
        var content = StoredContent.Tidy(given);
        Refuse(findings.Unstorable(content));
        return content;
    }

    private async Task RefuseWithFindingsAsync(Resource resource, CancellationToken ct) => Refuse(await findings.OfAsync(resource, ct));

    private static void Refuse(IReadOnlyList<ResourceFinding> found)
    {
        if (found.Count > 0)
        {
            throw ResourceRefusals.HasFindings(found.Count, ResourceFindingView.Of(found[0]).Message);
        }
    }

    private async Task<string> NextSequenceAsync(string cls, CancellationToken ct)
    {
        var issued = catalogue.Resources.Where(r => r.Code != null && r.ClassCode == cls);
        var next = ResourceCode.Next(await issued.OrderByDescending(r => r.Sequence!.Length).ThenByDescending(r => r.Sequence).Select(r => r.Sequence).FirstOrDefaultAsync(ct));
        for (; await issued.AnyAsync(r => r.Sequence == next, ct); next = ResourceCode.Next(next))
        {
        }

        return next;
    }
}
