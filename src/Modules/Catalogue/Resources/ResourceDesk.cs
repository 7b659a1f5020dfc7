using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources;

// Resources as those who work at them see them: their own by state, and what waits for a review that they may decide.
internal sealed class ResourceDesk(CatalogueDb catalogue, ResourceReads reads, ResourceSearch search, ResourceFindings findings, CurrentActor current)
{
    public const int PageSize = 50;

    public async Task<ResourceWork> ReadAsync(Guid id, CancellationToken ct)
    {
        var resource = await FindAsync(id, tracked: false, ct);
        var me = current.Actor;
        var isMine = resource.CreatedBy == me.Id;
        return new ResourceWork
        {
            Resource = await reads.ViewAsync(resource, ct),
            Findings = ResourceFindingView.Of(await findings.OfAsync(resource, ct)),
            Steps = StepsOf(resource),
            IsMine = isMine,
            IsChangeable = isMine && ResourceStates.IsChangeable(resource.State),
            IsSubmittable = isMine && ResourceStates.IsSubmittable(resource.State),
            IsReviewable = !isMine && resource.SubmittedBy != me.Id && PermissionFor(resource.State) is { } needed && me.May(needed),
            IsWithdrawable = resource.State is ResourceState.Published && (isMine || me.May(CataloguePermissions.ReviewPublication)),
        };
    }

    // Whoever may not see a resource is told that there is none.
    public async Task<Resource> FindAsync(Guid id, bool tracked, CancellationToken ct)
    {
        var resourceId = new ResourceId(id);
        var visible = tracked ? catalogue.WholeResources : catalogue.WholeResources.AsNoTracking();
        return await Visible(visible).SingleOrDefaultAsync(r => r.Id == resourceId, ct) ?? throw ResourceRefusals.NotFound(id.ToString());
    }

    public async Task<Resource> FindMineAsync(Guid id, CancellationToken ct)
    {
        var resourceId = new ResourceId(id);
        var me = current.Actor.Id;
        return await catalogue.WholeResources.SingleOrDefaultAsync(r => r.Id == resourceId && r.CreatedBy == me, ct) ?? throw ResourceRefusals.NotFound(id.ToString());
    }

    public async Task<IReadOnlyDictionary<string, int>> CountMineAsync(CancellationToken ct)
    {
        var me = current.Actor.Id;
        var counts = await catalogue.Resources.Where(r => r.CreatedBy == me).GroupBy(r => r.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return counts.ToDictionary(c => ResourceStates.CodeOf(c.Key), c => c.Count, StringComparer.Ordinal);
    }

    // Newest first, by cursor of the id, which is in the order of time.
    public async Task<PageOf<ResourceRow>> MineAsync(string? state, string? after, CancellationToken ct)
    {
        var me = current.Actor.Id;
        var mine = catalogue.Resources.Where(r => r.CreatedBy == me);
        if (!string.IsNullOrEmpty(state))
        {
            var wanted = StateOf(state);
            mine = mine.Where(r => r.State == wanted);
        }

        return await PageAsync(mine, after, ct);
    }

    // What waits longest stands first: it was submitted by somebody else, and the reader may decide it.
    public Task<PageOf<ResourceRow>> ReviewsAsync(string? after, CancellationToken ct)
    {
        var me = current.Actor;
        var registration = me.May(CataloguePermissions.ReviewRegistration);
        var publication = me.May(CataloguePermissions.ReviewPublication);
        if (!registration && !publication)
        {
            throw ResourceRefusals.NotAllowed();
        }

        return PageAsync(
            catalogue.Resources.Where(r => r.CreatedBy != me.Id && r.SubmittedBy != me.Id
                && ((registration && r.State == ResourceState.RegistrationReview) || (publication && r.State == ResourceState.PublicationReview))),
            after,
            ct);
    }

    public static Permission? PermissionFor(ResourceState state) => state switch
    {
        ResourceState.RegistrationReview => CataloguePermissions.ReviewRegistration,
        ResourceState.PublicationReview => CataloguePermissions.ReviewPublication,
        _ => null,
    };

    private IQueryable<Resource> Visible(IQueryable<Resource> resources)
    {
        var me = current.Actor;
        return me.May(CataloguePermissions.ReviewRegistration) || me.May(CataloguePermissions.ReviewPublication)
            ? resources.Where(r => r.CreatedBy == me.Id || r.State != ResourceState.Draft)
            : resources.Where(r => r.CreatedBy == me.Id);
    }

    private async Task<PageOf<ResourceRow>> PageAsync(IQueryable<Resource> resources, string? cursor, CancellationToken ct)
    {
        var total = await resources.LongCountAsync(ct);
        var offset = OffsetOf(cursor);
        var rows = await search.RowsAsync(resources.OrderByDescending(r => r.ChangedAt).ThenBy(r => r.Id).Skip(offset).Take(PageSize + 1), ct);
        var next = rows.Count > PageSize ? ResourceFilter.CursorOf((offset + PageSize).ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;
        return new PageOf<ResourceRow>([.. rows.Take(PageSize)], total, next);
    }

    private static int OffsetOf(string? cursor) =>
        ResourceFilter.AfterOf(cursor) is not { } text ? 0
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var offset) ? offset
        : throw CatalogueRefusals.CursorNotGood();

    private IReadOnlyList<ResourceStepView> StepsOf(Resource resource) =>
        [.. resource.Steps.OrderBy(s => s.Number).Select(s => new ResourceStepView(
            s.Number, s.At, s.ByName, findings.StateName(s.From), findings.StateName(s.To), s.Reason))];

    private static ResourceState StateOf(string code) =>
        Enum.GetValues<ResourceState>().Where(s => ResourceStates.CodeOf(s) == code).Cast<ResourceState?>().FirstOrDefault()
        ?? throw CatalogueRefusals.QueryNotReadable("state", code);
}
