using Gongxin.Catalogue.Datasets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Quality;

// One figure of one version of a dataset: so many of so many. All scorecards are computed from these rows, and from nothing else.
internal sealed class Metric
{
    public const int CodeMax = 40;
    public const int DetailMax = 1000;

    public required DatasetId DatasetId { get; init; }
    public required int Number { get; init; }
    public required string Code { get; init; }
    public required long Numerator { get; init; }

    // 0 when the metric does not apply, such as uniqueness without a key.
    public required long Denominator { get; init; }

    // Numerator by denominator, 0–1; null when the metric does not apply.
    public double? Value { get; init; }

    // What was found, for who wants to mend it: names of columns, a domain's code.
    public string? Detail { get; init; }

    public static Metric Of(DatasetId dataset, int number, Measured measured) => new()
    {
        DatasetId = dataset,
        Number = number,
        Code = measured.Code,
        Numerator = measured.Numerator,
        Denominator = measured.Denominator,
        Value = measured.Denominator == 0 ? null : (double)measured.Numerator / measured.Denominator,
        Detail = measured.Detail is { Length: > DetailMax } detail ? detail[..DetailMax] : measured.Detail,
    };

    internal sealed class Map : IEntityTypeConfiguration<Metric>
    {
        public void Configure(EntityTypeBuilder<Metric> metric)
        {
            metric.ToTable("catalogue_metric");
            metric.HasKey(m => new { m.DatasetId, m.Number, m.Code });
            metric.Property(m => m.Code).HasMaxLength(CodeMax);
            metric.Property(m => m.Detail).HasMaxLength(DetailMax);
            metric.HasIndex(m => new { m.Code, m.DatasetId }).HasDatabaseName("ix_catalogue_metric_code");
        }
    }
}

internal sealed record Measured(string Code, long Numerator, long Denominator, string? Detail = null)
{
    public static Measured Flag(string code, bool holds, string? detail = null) => new(code, holds ? 1 : 0, 1, detail);
}
