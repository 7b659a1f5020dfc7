using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Registry.Organisations;

// A subject that acts on the platform, and its place in the tree: association, branches, members; governments by region. Path is
// written out so that "this or below" is a comparison of beginnings.
internal sealed class Organisation : Aggregate
{
    private Organisation()
    {
    }

    public SubjectId SubjectId { get; private init; }
    public OrganisationKind Kind { get; private set; }
    public SubjectId? ParentId { get; private set; }
    public string Path { get; private set; } = "";
    public string? Region { get; private set; }

    public static Organisation Admit(SubjectId id, OrganisationKind kind, Organisation? parent, string? region)
    {
        var organisation = new Organisation { SubjectId = id };
        organisation.Place(kind, parent, region);
        return organisation;
    }

    public void Place(OrganisationKind kind, Organisation? parent, string? region)
    {
        if (parent is not null && (parent.SubjectId == SubjectId || (Path.Length > 0 && OrganisationPath.IsThisOrBelow(parent.Path, Path))))
        {
            throw RegistryRefusals.OrganisationBelowItself();
        }

        var path = OrganisationPath.Of(parent?.Path, SubjectId);
        if (path.Length > OrganisationPath.LengthMax)
        {
            throw RegistryRefusals.TreeTooDeep(OrganisationPath.DepthMax);
        }

        (Kind, ParentId, Path, Region) = (kind, parent?.SubjectId, path, region);
    }

    // Follows one above it that was moved.
    public void Follow(string oldTop, string newTop) => Path = newTop + Path[oldTop.Length..];

    internal sealed class Map : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> organisation)
        {
            organisation.ToTable("registry_organisation");
            organisation.HasKey(o => o.SubjectId);
            organisation.Property(o => o.Kind).HasConversion<string>().HasMaxLength(16);
            organisation.Property(o => o.Path).HasMaxLength(OrganisationPath.LengthMax);
            organisation.Property(o => o.Region).HasMaxLength(RegionLevels.CodeLength);
            organisation.HasIndex(o => o.ParentId).HasDatabaseName("ix_registry_organisation_parent");
            organisation.HasIndex(o => o.Path).HasDatabaseName("ix_registry_organisation_path");
        }
    }
}
