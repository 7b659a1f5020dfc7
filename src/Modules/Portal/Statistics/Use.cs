using Gongxin.Contracts.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Portal.Statistics;

// How often something was used on one legal day: all that is kept of requests. What belongs to no dataset has an empty name.
internal sealed record Use(DateOnly Day, UseKind Kind, string Dataset, long Count)
{
    public const int DatasetMax = 100;

    internal sealed class Map : IEntityTypeConfiguration<Use>
    {
        public void Configure(EntityTypeBuilder<Use> use)
        {
            use.ToTable("portal_use");
            use.HasKey(u => new { u.Day, u.Kind, u.Dataset });
            use.Property(u => u.Kind).HasConversion<string>().HasMaxLength(16);
            use.Property(u => u.Dataset).HasMaxLength(DatasetMax);
            use.HasIndex(u => new { u.Dataset, u.Day }).HasDatabaseName("ix_portal_use_dataset");
        }
    }
}

internal readonly record struct UseKey(DateOnly Day, UseKind Kind, string Dataset);
