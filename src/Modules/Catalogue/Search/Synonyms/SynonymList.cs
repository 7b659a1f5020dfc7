using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Search.Synonyms;

// The list of synonyms as somebody saved it. A change is a new list with the next number; the newest is in force, and before
// the first one the list that comes with the program.
internal sealed class SynonymList
{
    public const int TextMax = 200_000;
    public const int NameMax = 120;

    private SynonymList()
    {
    }

    public int Number { get; private init; }
    public string Text { get; private init; } = "";
    public DateTime SavedAt { get; private init; }
    public string SavedBy { get; private init; } = "";

    public static SynonymList Next(int number, string text, string savedBy, DateTime now) =>
        new() { Number = number, Text = text, SavedAt = now, SavedBy = savedBy };

    internal sealed class Map : IEntityTypeConfiguration<SynonymList>
    {
        public void Configure(EntityTypeBuilder<SynonymList> list)
        {
            list.ToTable("catalogue_synonym_list");
            list.HasKey(l => l.Number);
            list.Property(l => l.Number).ValueGeneratedNever();
            list.Property(l => l.Text).HasMaxLength(TextMax);
            list.Property(l => l.SavedBy).HasMaxLength(NameMax);
        }
    }
}
