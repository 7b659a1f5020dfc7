using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Datasets;

internal readonly record struct DatasetId(Guid Value) : IId<DatasetId>
{
    public static DatasetId From(Guid value) => new(value);
}

// A named series of versions with its metadata. The figures of the newest version are kept here too, so that lists
// need no join; Publish is the only place that sets them.
internal sealed class Dataset : Aggregate
{
    public const int TitleMax = 300;
    public const int SummaryMax = 4000;
    public const int NameMax = 200;
    public const int SourceMax = 1000;

    private Dataset()
    {
    }

    public DatasetId Id { get; private init; }
    public string Slug { get; private init; } = "";
    public string Title { get; private set; } = "";
    public string? TitleEn { get; private set; }
    public string Summary { get; private set; } = "";
    public string? SummaryEn { get; private set; }
    public string? Theme { get; private set; }
    public string? Provider { get; private set; }
    public string? ProviderEn { get; private set; }
    public string? Licence { get; private set; }
    public string? Source { get; private set; }
    public int LatestNumber { get; private set; }
    public long RowCount { get; private set; }
    public int ColumnCount { get; private set; }
    public string Format { get; private set; } = "";
    public DateTime CreatedAt { get; private init; }
    public DateTime PublishedAt { get; private set; }

    public static Dataset Create(Slug slug, string title, DateTime now) => new()
    {
        Id = IId<DatasetId>.New(),
        Slug = slug.Value,
        Title = title,
        CreatedAt = now,
    };

    // What is null stays as it is.
    public void Describe(DatasetDescription about)
    {
        Title = Within(about.Title, TitleMax, nameof(Title)) ?? Title;
        TitleEn = Within(about.TitleEn, TitleMax, nameof(TitleEn)) ?? TitleEn;
        Summary = Within(about.Summary, SummaryMax, nameof(Summary)) ?? Summary;
        SummaryEn = Within(about.SummaryEn, SummaryMax, nameof(SummaryEn)) ?? SummaryEn;
        Provider = Within(about.Provider, NameMax, nameof(Provider)) ?? Provider;
        ProviderEn = Within(about.ProviderEn, NameMax, nameof(ProviderEn)) ?? ProviderEn;
        Licence = Within(about.Licence, NameMax, nameof(Licence)) ?? Licence;
        Source = Within(about.Source, SourceMax, nameof(Source)) ?? Source;
        if (about.Theme is { } theme)
        {
            Theme = Themes.IsKnown(theme) ? theme : throw CatalogueRefusals.ThemeUnknown(theme);
        }
    }

    public void Publish(Versions.DatasetVersion version)
    {
        LatestNumber = version.Number;
        RowCount = version.RowsLoaded;
        ColumnCount = version.ColumnCount;
        Format = version.SourceFormat;
        PublishedAt = version.PublishedAt;
        Announce(new VersionPublished(Id.Value, version.Number));
    }

    private static string? Within(string? text, int max, string field) =>
        text is null || text.Length <= max ? text : throw CatalogueRefusals.TextTooLong(field, max);
}

internal sealed class DatasetMap : IEntityTypeConfiguration<Dataset>
{
    public void Configure(EntityTypeBuilder<Dataset> dataset)
    {
        dataset.ToTable("catalogue_dataset");
        dataset.HasKey(d => d.Id);
        dataset.Property(d => d.Slug).HasMaxLength(Datasets.Slug.LengthMax);
        dataset.Property(d => d.Title).HasMaxLength(Dataset.TitleMax);
        dataset.Property(d => d.TitleEn).HasMaxLength(Dataset.TitleMax);
        dataset.Property(d => d.Summary).HasMaxLength(Dataset.SummaryMax);
        dataset.Property(d => d.SummaryEn).HasMaxLength(Dataset.SummaryMax);
        dataset.Property(d => d.Theme).HasMaxLength(Themes.CodeMax);
        dataset.Property(d => d.Provider).HasMaxLength(Dataset.NameMax);
        dataset.Property(d => d.ProviderEn).HasMaxLength(Dataset.NameMax);
        dataset.Property(d => d.Licence).HasMaxLength(Dataset.NameMax);
        dataset.Property(d => d.Source).HasMaxLength(Dataset.SourceMax);
        dataset.Property(d => d.Format).HasMaxLength(10);
        dataset.HasIndex(d => d.Slug).IsUnique().HasDatabaseName("ix_catalogue_dataset_slug");
        dataset.HasIndex(d => new { d.PublishedAt, d.Id }).HasDatabaseName("ix_catalogue_dataset_published");
        dataset.HasIndex(d => d.Theme).HasDatabaseName("ix_catalogue_dataset_theme");
    }
}
