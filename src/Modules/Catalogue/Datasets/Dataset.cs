using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Series;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Catalogue.Versions;
using Gongxin.Catalogue.Versions.Withdrawals;
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

internal enum DatasetState
{
    Published,
    Emptied,
    Withdrawn,
}

// A named series of versions with its metadata. The figures of the newest version are kept here too, so that lists
// need no join; Show is the only place that sets them.
//
//   Published ──WithdrawVersions, others remain──▶ Published (the newest that remains is shown)
//      │  ▲
//      │  └──Publish──────────┐
//      ├──WithdrawVersions, none remains──▶ Emptied
//      │                                       │
//      └──Withdraw──▶ Withdrawn ◀──Withdraw────┘
//
// 1. Lists, search and every way to data know Published only; the others keep their page, which says why.
// 2. Withdrawn is final. Emptied waits for a corrected version.
// 3. A number is never given twice, whatever became of the version that had it.
internal sealed class Dataset : Aggregate
{
    public const int TitleMax = 300;
    public const int SummaryMax = 4000;
    public const int NameMax = 200;
    public const int SourceMax = 1000;
    public const int RightsMax = 1000;

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

    // How often it is updated: code of the list update-cycles; null when nothing is promised here.
    public string? UpdateCycle { get; private set; }

    // Which place and time it covers, as somebody declared; what is null is as each version's data says.
    public string? Region { get; private set; }
    public string? CoversFrom { get; private set; }
    public string? CoversUntil { get; private set; }

    // What may be done with it, beyond its licence.
    public string? Rights { get; private set; }

    // The series that it belongs to, and what tells it from the others there.
    public SeriesId? SeriesId { get; private set; }
    public string? SeriesPlace { get; private set; }
    public DatasetState State { get; private set; }

    // The newest version that can be had; 0 when there is none.
    public int LatestNumber { get; private set; }
    public int HighestNumber { get; private set; }
    public long RowCount { get; private set; }
    public int ColumnCount { get; private set; }
    public string Format { get; private set; } = "";
    public DateTime CreatedAt { get; private init; }
    public DateTime PublishedAt { get; private set; }

    // The last change that harvesters must hear of: a version, a withdrawal, other metadata.
    public DateTime ModifiedAt { get; private set; }

    // Why nothing can be had; null while Published.
    public WithdrawalId? Withdrawal { get; private set; }

    public static Dataset Create(Slug slug, string title, DateTime now) => new()
    {
        Id = IId<DatasetId>.New(),
        Slug = slug.Value,
        Title = title,
        CreatedAt = now,
        ModifiedAt = now,
    };

    // What is null stays as it is.
    public void Describe(DatasetDescription about, DateTime now)
    {
        var before = (Title, TitleEn, Summary, SummaryEn, Provider, ProviderEn, Licence, Source, Theme, UpdateCycle, Region, CoversFrom, CoversUntil, Rights);
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

        UpdateCycle = about.UpdateCycle is { } cycle ? Known(cycle) : UpdateCycle;
        (Region, CoversFrom, CoversUntil) = Good(new Coverage(about.Region ?? Region, about.CoversFrom ?? CoversFrom, about.CoversUntil ?? CoversUntil));
        Rights = Within(about.Rights, RightsMax, nameof(Rights)) ?? Rights;
        if (before != (Title, TitleEn, Summary, SummaryEn, Provider, ProviderEn, Licence, Source, Theme, UpdateCycle, Region, CoversFrom, CoversUntil, Rights))
        {
            ModifiedAt = now;
        }
    }

    // Null takes the promise back.
    public void DeclareCycle(string? cycle, DateTime now)
    {
        ExpectNotWithdrawn();
        if (cycle != UpdateCycle)
        {
            UpdateCycle = cycle is null ? null : Known(cycle);
            ModifiedAt = now;
        }
    }

    // Null takes back what was declared.
    public void DeclareCoverage(Coverage coverage, string? rights, DateTime now)
    {
        ExpectNotWithdrawn();
        var good = Good(coverage);
        if ((good.Region, good.From, good.Until, Within(rights, RightsMax, nameof(Rights))) != (Region, CoversFrom, CoversUntil, Rights))
        {
            (Region, CoversFrom, CoversUntil, Rights, ModifiedAt) = (good.Region, good.From, good.Until, rights, now);
        }
    }

    // Null takes it out of its series.
    public void PutInto(SeriesId? series, string? place, DateTime now)
    {
        ExpectNotWithdrawn();
        if (series is null && place is not null)
        {
            throw CatalogueRefusals.SeriesMissing();
        }

        if ((series, Within(place, DatasetSeries.PlaceMax, "Place")) != (SeriesId, SeriesPlace))
        {
            (SeriesId, SeriesPlace, ModifiedAt) = (series, place, now);
        }
    }

    public void Publish(DatasetVersion version)
    {
        ExpectNotWithdrawn();
        Show(version);
        HighestNumber = version.Number;
        ModifiedAt = version.PublishedAt;
        Announce(new VersionPublished(Id.Value, version.Number));
    }

    // `remaining` is the newest version that can still be had.
    public void WithdrawVersions(Withdrawal withdrawal, IReadOnlyList<int> numbers, DatasetVersion? remaining)
    {
        ExpectNotWithdrawn();
        ModifiedAt = withdrawal.WithdrawnAt;
        foreach (var number in numbers)
        {
            Announce(new VersionWithdrawn(Id.Value, number));
        }

        if (remaining is not null)
        {
            Show(remaining);
            return;
        }

        Close(DatasetState.Emptied, withdrawal);
    }

    public void Withdraw(Withdrawal withdrawal)
    {
        ExpectNotWithdrawn();
        Close(DatasetState.Withdrawn, withdrawal);
    }

    private void Show(DatasetVersion version)
    {
        State = DatasetState.Published;
        Withdrawal = null;
        LatestNumber = version.Number;
        RowCount = version.RowsLoaded;
        ColumnCount = version.ColumnCount;
        Format = version.SourceFormat;
        PublishedAt = version.PublishedAt;
    }

    private void Close(DatasetState state, Withdrawal withdrawal)
    {
        State = state;
        Withdrawal = withdrawal.Id;
        ModifiedAt = withdrawal.WithdrawnAt;
        LatestNumber = 0;
        Announce(new DatasetWithdrawn(Id.Value));
    }

    private void ExpectNotWithdrawn()
    {
        if (State is DatasetState.Withdrawn)
        {
            throw CatalogueRefusals.AlreadyWithdrawn(Slug);
        }
    }

    private static Coverage Good(Coverage coverage) =>
        (coverage.From is null || Coverage.IsDay(coverage.From)) && (coverage.Until is null || Coverage.IsDay(coverage.Until)) && Coverage.IsPeriod(coverage.From, coverage.Until)
            ? coverage with { Region = Within(coverage.Region, Coverage.RegionMax, nameof(Region)) }
            : throw CatalogueRefusals.PeriodNotGood(coverage.From ?? "", coverage.Until ?? "");

    private static string Known(string cycle) => UpdatePromises.Cycles.Contains(cycle) ? cycle : throw CatalogueRefusals.UpdateCycleUnknown(cycle);

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
        dataset.Property(d => d.UpdateCycle).HasMaxLength(UpdatePromises.CycleMax);
        dataset.Property(d => d.Region).HasMaxLength(Coverage.RegionMax);
        dataset.Property(d => d.CoversFrom).HasMaxLength(Coverage.DayMax);
        dataset.Property(d => d.CoversUntil).HasMaxLength(Coverage.DayMax);
        dataset.Property(d => d.Rights).HasMaxLength(Dataset.RightsMax);
        dataset.Property(d => d.SeriesPlace).HasMaxLength(DatasetSeries.PlaceMax);
        dataset.HasIndex(d => d.SeriesId).HasDatabaseName("ix_catalogue_dataset_series");
        dataset.Property(d => d.State).HasConversion<string>().HasMaxLength(16);
        dataset.Property(d => d.Format).HasMaxLength(10);
        dataset.HasIndex(d => d.Slug).IsUnique().HasDatabaseName("ix_catalogue_dataset_slug");
        dataset.HasIndex(d => new { d.ModifiedAt, d.Id }).HasDatabaseName("ix_catalogue_dataset_modified");
        dataset.HasIndex(d => new { d.PublishedAt, d.Id }).HasDatabaseName("ix_catalogue_dataset_published");
        dataset.HasIndex(d => d.Theme).HasDatabaseName("ix_catalogue_dataset_theme");
    }
}
