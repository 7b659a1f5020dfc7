using Gongxin.Kernel.Http;

namespace Gongxin.Contracts.Registry;

/// <summary>Organisations: legal subjects that act on the platform, in a tree.</summary>
public interface IOrganisations
{
    Task<OrganisationView?> FindAsync(SubjectId id, CancellationToken ct);

    Task<OrganisationView?> FindByUsccAsync(string uscc, CancellationToken ct);

    /// <summary>Those of these ids that are organisations.</summary>
    Task<IReadOnlyDictionary<SubjectId, OrganisationView>> ReadAsync(IReadOnlyCollection<SubjectId> ids, CancellationToken ct);

    Task<PageOf<OrganisationView>> SearchAsync(OrganisationSearch search, CancellationToken ct);

    /// <summary>The organisations directly below this one, or the tops of the tree; ordered by name.</summary>
    Task<IReadOnlyList<OrganisationView>> ChildrenAsync(SubjectId? parent, CancellationToken ct);

    /// <summary>This organisation and everything below it.</summary>
    Task<IReadOnlyList<OrganisationView>> ThisAndBelowAsync(SubjectId top, CancellationToken ct);

    /// <summary>Makes a subject of the register an organisation; one that is already is moved to this place.</summary>
    Task<OrganisationView> AdmitAsync(NewOrganisation organisation, CancellationToken ct);
}

/// <summary>What an organisation is on the platform.</summary>
public enum OrganisationKind
{
    Government,
    Association,
    Branch,
    Member,
    Other,
}

/// <summary>An organisation and its place in the tree.</summary>
/// <param name="Path">Place in the tree; see <see cref="OrganisationPath"/>.</param>
/// <param name="Region">Six digits of the region it works in; a government's level follows from them. Null: the whole country.</param>
public sealed record OrganisationView(
    SubjectId Id, string? Uscc, string Name, OrganisationKind Kind, SubjectState State, string? Region, SubjectId? Parent, string Path)
{
    public RegionLevel Level => RegionLevels.Of(Region);
}

/// <param name="Words">Part of a name, or a credit code; null for all.</param>
/// <param name="Below">Only this organisation and those below it.</param>
/// <param name="Region">Only those whose region is this one or lies in it.</param>
public sealed record OrganisationSearch(
    string? Words = null, OrganisationKind? Kind = null, SubjectId? Below = null, string? Region = null, int Limit = 50, string? Cursor = null)
{
    public const int LimitMax = 500;
}

/// <param name="Id">A subject of the register.</param>
public sealed record NewOrganisation(SubjectId Id, OrganisationKind Kind, SubjectId? Parent = null, string? Region = null);

/// <summary>Places in the tree of organisations: the ids from the top down, each followed by a stroke.</summary>
public static class OrganisationPath
{
    public const int DepthMax = 8;

    /// <summary>Longest path, in characters.</summary>
    public const int LengthMax = DepthMax * 33;

    public static string Of(string? parentPath, SubjectId id) => $"{parentPath}{id.Value:N}/";

    /// <summary>True when the organisation at <paramref name="path"/> is the one at <paramref name="top"/> or stands below it.</summary>
    public static bool IsThisOrBelow(string path, string top) => path.StartsWith(top, StringComparison.Ordinal);
}

/// <summary>Levels of regions.</summary>
public enum RegionLevel
{
    Country,
    Province,
    City,
    County,
}

/// <summary>The level of a region is in its code: 330000 is a province, 330100 a city, 330106 a county.</summary>
public static class RegionLevels
{
    public const int CodeLength = 6;

    public static RegionLevel Of(string? region) =>
        region is null || region is "000000" ? RegionLevel.Country
        : region.EndsWith("0000", StringComparison.Ordinal) ? RegionLevel.Province
        : region.EndsWith("00", StringComparison.Ordinal) ? RegionLevel.City
        : RegionLevel.County;

    /// <summary>The digits that every region inside this one begins with.</summary>
    public static string PrefixOf(string? region) => Of(region) switch
    {
        RegionLevel.Country => "",
        RegionLevel.Province => region![..2],
        RegionLevel.City => region![..4],
        _ => region!,
    };
}
