using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Search;

// Somebody asked for a new index. Every process makes its own, so it is asked of all of them: each compares the newest number
// with the one it knows.
internal sealed class SearchRebuild
{
    public const int NameMax = 120;

    private SearchRebuild()
    {
    }

    public int Number { get; private init; }
    public DateTime AskedAt { get; private init; }
    public string AskedBy { get; private init; } = "";

    public static SearchRebuild Next(int number, string askedBy, DateTime now) => new() { Number = number, AskedAt = now, AskedBy = askedBy };

    internal sealed class Map : IEntityTypeConfiguration<SearchRebuild>
    {
        public void Configure(EntityTypeBuilder<SearchRebuild> rebuild)
        {
            rebuild.ToTable("catalogue_search_rebuild");
            rebuild.HasKey(r => r.Number);
            rebuild.Property(r => r.Number).ValueGeneratedNever();
            rebuild.Property(r => r.AskedBy).HasMaxLength(NameMax);
        }
    }
}
