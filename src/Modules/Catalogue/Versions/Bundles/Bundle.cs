using Gongxin.Catalogue.Datasets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Versions.Bundles;

// The finished zip of one version: everything about it in one file that can be checked without this node.
internal sealed class Bundle
{
    private Bundle()
    {
    }

    public DatasetId DatasetId { get; private init; }
    public int Number { get; private init; }
    public string Sha256 { get; private init; } = "";
    public long Bytes { get; private init; }
    public DateTime MadeAt { get; private init; }

    public static Bundle Of(DatasetId dataset, int number, Kernel.Blobs.BlobRef blob, DateTime now) => new()
    {
        DatasetId = dataset,
        Number = number,
        Sha256 = blob.Sha256,
        Bytes = blob.Length,
        MadeAt = now,
    };

    internal sealed class Map : IEntityTypeConfiguration<Bundle>
    {
        public void Configure(EntityTypeBuilder<Bundle> bundle)
        {
            bundle.ToTable("catalogue_bundle");
            bundle.HasKey(b => new { b.DatasetId, b.Number });
            bundle.Property(b => b.Number).ValueGeneratedNever();
            bundle.Property(b => b.Sha256).HasMaxLength(64);
        }
    }
}
