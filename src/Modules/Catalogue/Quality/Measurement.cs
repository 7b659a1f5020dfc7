using Gongxin.Catalogue.Datasets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Quality;

// What a dataset was like when it was measured last. As long as all of it is still so, its metrics stand.
internal sealed class Measurement
{
    public required DatasetId DatasetId { get; init; }
    public required int Number { get; init; }
    public required DateTime ModifiedAt { get; init; }

    // The published information resource at that time; null when there was none.
    public int? ResourceVersion { get; init; }

    // Of the rules that say what is counted, and how.
    public required int Edition { get; init; }
    public required DateOnly MeasuredOn { get; init; }

    // The last day on which the data is on time; the dataset is measured anew on the day after.
    public DateOnly? OnTimeUntil { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<Measurement>
    {
        public void Configure(EntityTypeBuilder<Measurement> measurement)
        {
            measurement.ToTable("catalogue_measurement");
            measurement.HasKey(m => m.DatasetId);
        }
    }
}
