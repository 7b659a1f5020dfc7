namespace Gongxin.Contracts.Datastore;

/// <summary>What is in the columns of a version, computed once when it is made.</summary>
public sealed record QualityReport(IReadOnlyList<ColumnQuality> Columns)
{
    /// <summary>Share of cells that hold a value, 0–1; null for a table without cells.</summary>
    public double? Completeness => Share(c => c.Filled, c => c.Filled + c.Missing + c.Quarantined);

    /// <summary>Share of handed-in values that fit their type and constraints, 0–1; null when there is no value.</summary>
    public double? Validity => Share(c => c.Filled, c => c.Filled + c.Quarantined);

    private double? Share(Func<ColumnQuality, long> part, Func<ColumnQuality, long> whole)
    {
        var all = Columns.Sum(whole);
        return all == 0 ? null : (double)Columns.Sum(part) / all;
    }
}

/// <summary>One column's profile: Filled + Missing + Quarantined = rows loaded.</summary>
public sealed record ColumnQuality
{
    public const int SamplesMax = 20;

    public required string Name { get; init; }
    public required long Filled { get; init; }
    public required long Missing { get; init; }
    public required long Quarantined { get; init; }

    /// <summary>Number of different values.</summary>
    public required long Distinct { get; init; }

    /// <summary>True when <see cref="Distinct"/> is an estimate (large tables).</summary>
    public bool DistinctIsEstimate { get; init; }

    /// <summary>Lowest value in written form (invariant number, ISO date); null without values.</summary>
    public string? Minimum { get; init; }

    public string? Maximum { get; init; }

    /// <summary>Arithmetic mean of a numeric column.</summary>
    public double? Mean { get; init; }

    /// <summary>Most frequent values, at most ten, most frequent first; empty when nearly all values differ.</summary>
    public IReadOnlyList<ValueShare> TopValues { get; init; } = [];

    /// <summary>Some values of a text column in which nearly all values differ, at most <see cref="SamplesMax"/>; empty when there are top values.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>Equal-width buckets of a numeric or date column, at most twenty; empty for others.</summary>
    public IReadOnlyList<HistogramBucket> Histogram { get; init; } = [];
}

/// <summary>A value in written form and how often it occurs.</summary>
public sealed record ValueShare(string Value, long Count);

/// <summary>Values from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive, inclusive in the last bucket), in written form.</summary>
public sealed record HistogramBucket(string From, string To, long Count);
