using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Series;

internal readonly record struct SeriesId(Guid Value) : IId<SeriesId>
{
    public static SeriesId From(Guid value) => new(value);
}

// Datasets that belong together: the same thing by years, by places or by other parts. Versions correct a dataset; a series adds
// another beside it. Which datasets are in it, they say themselves.
internal sealed class DatasetSeries : Aggregate
{
    public const int PlaceMax = 40;

    private DatasetSeries()
    {
    }

    public SeriesId Id { get; private init; }
    public string Slug { get; private init; } = "";
    public string Title { get; private set; } = "";
    public string? TitleEn { get; private set; }
    public string Summary { get; private set; } = "";
    public string? SummaryEn { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public DateTime ModifiedAt { get; private set; }

    public static DatasetSeries Create(Slug slug, DateTime now) => new() { Id = IId<SeriesId>.New(), Slug = slug.Value, CreatedAt = now, ModifiedAt = now };

    public void Describe(string title, string? titleEn, string? summary, string? summaryEn, DateTime now)
    {
        Title = Within(title, Dataset.TitleMax, nameof(Title)) ?? throw CatalogueRefusals.ParameterMissing("title");
        TitleEn = Within(titleEn, Dataset.TitleMax, nameof(TitleEn));
        Summary = Within(summary, Dataset.SummaryMax, nameof(Summary)) ?? "";
        SummaryEn = Within(summaryEn, Dataset.SummaryMax, nameof(SummaryEn));
        ModifiedAt = now;
    }

    private static string? Within(string? text, int max, string field) => text?.Trim() switch
    {
        null or "" => null,
        { } given when given.Length <= max => given,
        _ => throw CatalogueRefusals.TextTooLong(field, max),
    };

    internal sealed class Map : IEntityTypeConfiguration<DatasetSeries>
    {
        public void Configure(EntityTypeBuilder<DatasetSeries> series)
        {
            series.ToTable("catalogue_series");
            series.HasKey(s => s.Id);
            series.Property(s => s.Slug).HasMaxLength(Datasets.Slug.LengthMax);
            series.Property(s => s.Title).HasMaxLength(Dataset.TitleMax);
            series.Property(s => s.TitleEn).HasMaxLength(Dataset.TitleMax);
            series.Property(s => s.Summary).HasMaxLength(Dataset.SummaryMax);
            series.Property(s => s.SummaryEn).HasMaxLength(Dataset.SummaryMax);
            series.HasIndex(s => s.Slug).IsUnique().HasDatabaseName("ix_catalogue_series_slug");
        }
    }
}
