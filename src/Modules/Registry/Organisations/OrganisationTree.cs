using System.Buffers.Text;
using System.Text;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identifiers;
using Gongxin.Registry.Subjects.Pairs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Organisations;

internal sealed class OrganisationTree(RegistryDb registry, ISameSubjects same) : IOrganisations
{
    private const int AskMax = 500;
    private const int CursorMax = 1200;

    public async Task<OrganisationView?> FindAsync(SubjectId id, CancellationToken ct) =>
        await Views(registry.Organisations.Where(o => o.SubjectId == id)).SingleOrDefaultAsync(ct);

    public async Task<OrganisationView?> FindByUsccAsync(string uscc, CancellationToken ct)
    {
        var code = IdentifierRules.Normalise(uscc.Trim());
        return await Views(registry.Organisations.Where(o => registry.Identifiers.Any(
            i => i.SubjectId == o.SubjectId && i.Kind == IdentifierKind.Uscc && i.Value == code))).FirstOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyDictionary<SubjectId, OrganisationView>> ReadAsync(IReadOnlyCollection<SubjectId> ids, CancellationToken ct)
    {
        var found = new Dictionary<SubjectId, OrganisationView>();
        foreach (var chunk in ids.Chunk(AskMax))
        {
            foreach (var view in await Views(registry.Organisations.Where(o => chunk.Contains(o.SubjectId))).ToListAsync(ct))
            {
                found[view.Id] = view;
            }
        }

        return found;
    }

    // In the order of the tree: an organisation stands after the one it belongs to.
    public async Task<PageOf<OrganisationView>> SearchAsync(OrganisationSearch search, CancellationToken ct)
    {
        if (search.Limit is < 0 or > OrganisationSearch.LimitMax)
        {
            throw RegistryRefusals.QueryNotReadable("limit", search.Limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var all = await NarrowAsync(registry.Organisations, search, ct);
        var total = await all.LongCountAsync(ct);
        var after = PlaceOf(search.Cursor);
#pragma warning disable CA1309 // The database compares, by its own order, the same as it sorts by.
        var rest = after is null ? all : all.Where(o => string.Compare(o.Path, after) > 0);
#pragma warning restore CA1309
        var items = await Views(rest.OrderBy(o => o.Path).Take(search.Limit)).ToListAsync(ct);
        return new(items, total, items.Count > 0 && items.Count == search.Limit ? CursorOf(items[^1].Path) : null);
    }

    public async Task<IReadOnlyList<OrganisationView>> ChildrenAsync(SubjectId? parent, CancellationToken ct) =>
        [.. (await Views(registry.Organisations.Where(o => o.ParentId == parent)).ToListAsync(ct)).OrderBy(o => o.Region, StringComparer.Ordinal).ThenBy(o => o.Name, StringComparer.Ordinal)];

    public async Task<IReadOnlyList<OrganisationView>> ThisAndBelowAsync(SubjectId top, CancellationToken ct)
    {
        var path = await registry.Organisations.Where(o => o.SubjectId == top).Select(o => o.Path).SingleOrDefaultAsync(ct);
        return path is null ? []
            : [.. (await Views(registry.Organisations.Where(o => o.Path.StartsWith(path))).ToListAsync(ct)).OrderBy(o => o.Path, StringComparer.Ordinal)];
    }

    public async Task<OrganisationView> AdmitAsync(NewOrganisation organisation, CancellationToken ct)
    {
        var (id, parentId) = (organisation.Id, organisation.Parent);
        await using var transaction = await registry.Whole.Database.BeginTransactionAsync(ct);

        // Nobody else changes the tree meanwhile, so paths stay true.
        await registry.Whole.Dialect.LockAsync(registry.Whole, "registry-organisations", ct);
        if (!await registry.Subjects.AnyAsync(s => s.Id == id && s.Kind != SubjectKind.NaturalPerson, ct))
        {
            throw RegistryRefusals.SubjectNotFound(id.Value.ToString());
        }

        // Whoever is one with another acts as that other.
        if ((await same.CurrentAsync(ct)).LeadingOf(id) is var leading && leading != id)
        {
            throw PairRefusals.OrganisationMerged((await registry.ViewAsync(leading, ct))?.Uscc ?? leading.Value.ToString());
        }

        var parent = parentId is null ? null
            : await registry.Organisations.SingleOrDefaultAsync(o => o.SubjectId == parentId, ct) ?? throw RegistryRefusals.SubjectNotFound(parentId.Value.Value.ToString());
        var known = await registry.Organisations.SingleOrDefaultAsync(o => o.SubjectId == id, ct);
        if (known is null)
        {
            registry.Organisations.Add(Organisation.Admit(id, organisation.Kind, parent, organisation.Region));
        }
        else
        {
            var old = known.Path;
            known.Place(organisation.Kind, parent, organisation.Region);
            foreach (var below in await registry.Organisations.Where(o => o.Path.StartsWith(old) && o.SubjectId != id).ToListAsync(ct))
            {
                below.Follow(old, known.Path);
            }
        }

        registry.Audit(known is null ? "OrganisationAdmitted" : "OrganisationPlaced", $"organisation:{id.Value}", new { organisation.Kind, Parent = parentId?.Value, organisation.Region });
        registry.QueueLedger("registry.organisation-admitted", $"organisation:{id.Value}", new { kind = organisation.Kind.ToString(), parent = parentId?.Value, region = organisation.Region });
        await registry.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return (await FindAsync(id, ct))!;
    }

    private async Task<IQueryable<Organisation>> NarrowAsync(IQueryable<Organisation> all, OrganisationSearch search, CancellationToken ct)
    {
        if (search.Kind is { } kind)
        {
            all = all.Where(o => o.Kind == kind);
        }

        if (RegionLevels.PrefixOf(search.Region) is { Length: > 0 } prefix)
        {
            all = all.Where(o => o.Region != null && o.Region.StartsWith(prefix));
        }

        if (search.Below is { } top)
        {
            var path = await registry.Organisations.Where(o => o.SubjectId == top).Select(o => o.Path).SingleOrDefaultAsync(ct) ?? "-";
            all = all.Where(o => o.Path.StartsWith(path));
        }

        if (Kernel.Text.CompanyName.Normal(search.Words ?? "") is { Length: > 0 } words)
        {
            var code = words.ToUpperInvariant();
            all = all.Where(o => registry.Names.Any(n => n.SubjectId == o.SubjectId && n.Normal.Contains(words))
                || registry.Identifiers.Any(i => i.SubjectId == o.SubjectId && i.Kind == IdentifierKind.Uscc && i.Value == code));
        }

        return all;
    }

    private IQueryable<OrganisationView> Views(IQueryable<Organisation> organisations) =>
        from organisation in organisations.AsNoTracking()
        join subject in registry.Subjects on organisation.SubjectId equals subject.Id
        select new OrganisationView(
            subject.Id, subject.Uscc, subject.Name, organisation.Kind, subject.State, organisation.Region, organisation.ParentId, organisation.Path);

    private static string CursorOf(string path) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(path));

    private static string? PlaceOf(string? cursor) =>
        cursor is null ? null
        : cursor.Length <= CursorMax && Base64Url.IsValid(cursor) ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor))
        : throw RegistryRefusals.QueryNotReadable("cursor", cursor.Length > 40 ? cursor[..40] : cursor);
}
