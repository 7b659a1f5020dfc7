using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Quality;

public enum DriftKind
{
    Added,
    Removed,
    Type,
    Filled,
    Centre,
    Values,
}

// A column that is not like the one of the version before: which figure moved, from what to what. Bounds are this platform's.
public sealed record ColumnDrift(string Column, DriftKind Kind, string? Before, string? After)
{
    // The share of filled cells moved by more than this.
    internal const double FilledShift = 0.1;

    // The mean moved by more than this part of the range of the version before.
    internal const double CentreShift = 0.25;

    // More than this part of the values changed places (total variation distance of the most frequent values).
    internal const double ValuesShift = 0.25;

    internal static IReadOnlyList<ColumnDrift> Between(TableSchema before, QualityReport old, TableSchema after, QualityReport now)
    {
        var drifts = new List<ColumnDrift>();
        var was = before.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var (oldBy, nowBy) = (ByName(old), ByName(now));
        foreach (var column in after.Columns)
        {
            if (!was.Remove(column.Name, out var earlier))
            {
                drifts.Add(new ColumnDrift(column.Name, DriftKind.Added, null, column.Type.ToString()));
            }
            else if (earlier.Type != column.Type)
            {
                drifts.Add(new ColumnDrift(column.Name, DriftKind.Type, earlier.Type.ToString(), column.Type.ToString()));
            }
            else if (oldBy.TryGetValue(column.Name, out var one) && nowBy.TryGetValue(column.Name, out var other) && Of(one, other) is { } drift)
            {
                drifts.Add(drift);
            }
        }

        drifts.AddRange(before.Columns.Where(c => was.ContainsKey(c.Name)).Select(c => new ColumnDrift(c.Name, DriftKind.Removed, c.Type.ToString(), null)));
        return drifts;
    }

    private static ColumnDrift? Of(ColumnQuality old, ColumnQuality now)
    {
        var (was, filled) = (FilledOf(old), FilledOf(now));
        if (Math.Abs(was - filled) > FilledShift)
        {
            return new ColumnDrift(now.Name, DriftKind.Filled, Share(was), Share(filled));
        }

        if (old.Mean is { } mean && now.Mean is { } moved && RangeOf(old) is { } range && Math.Abs(moved - mean) > CentreShift * range)
        {
            return new ColumnDrift(now.Name, DriftKind.Centre, Number(mean), Number(moved));
        }

        return old.Mean is null && Distance(old, now) is > ValuesShift and var distance
            ? new ColumnDrift(now.Name, DriftKind.Values, null, Share(distance))
            : null;
    }

    // Null when one of them lists no frequent values.
    private static double? Distance(ColumnQuality old, ColumnQuality now)
    {
        if (old.TopValues.Count == 0 || now.TopValues.Count == 0 || old.Filled == 0 || now.Filled == 0)
        {
            return null;
        }

        var then = old.TopValues.ToDictionary(v => v.Value, v => (double)v.Count / old.Filled, StringComparer.Ordinal);
        var here = now.TopValues.ToDictionary(v => v.Value, v => (double)v.Count / now.Filled, StringComparer.Ordinal);
        var listed = then.Keys.Union(here.Keys, StringComparer.Ordinal).Sum(v => Math.Abs(then.GetValueOrDefault(v) - here.GetValueOrDefault(v)));
        return (listed + Math.Abs(then.Values.Sum() - here.Values.Sum())) / 2;
    }

    private static Dictionary<string, ColumnQuality> ByName(QualityReport report) => report.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);

    private static double FilledOf(ColumnQuality column) => column.Filled + column.Missing + column.Quarantined is var all and > 0 ? (double)column.Filled / all : 0;

    private static double? RangeOf(ColumnQuality column) =>
        double.TryParse(column.Minimum, CultureInfo.InvariantCulture, out var low) && double.TryParse(column.Maximum, CultureInfo.InvariantCulture, out var high) && high > low
            ? high - low
            : null;

    private static string Share(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
